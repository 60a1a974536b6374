package dev.bursar.simulator;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.QueryService;
import dev.bursar.simulator.http.Xml;
import dev.bursar.simulator.organisation.Organisation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** AWS STS: who is asking, and the credentials of a role. */
final class Sts implements QueryService {

    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/([\\w+=,.@/-]+)");
    private static final Pattern SECONDS = Pattern.compile("\\d{3,5}");

    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    private record Session(String account, String role, String name) {
        String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + name;
        }

        String userId() {
            return "AROABURSARSIMULATOR01:" + name;
        }
    }

    Sts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public String version() {
        return "2011-06-15";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("GetCallerIdentity", this::getCallerIdentity, "AssumeRole", this::assumeRole);
    }

    private String getCallerIdentity(Map<String, String> form, Caller caller) {
        var session = sessions.get(caller.accessKey());
        if (session == null) {
            return Xml.element("Arn", "arn:aws:iam::" + Organisation.PAYER + ":user/bursar")
                    + Xml.element("UserId", "AIDABURSARSIMULATOR01")
                    + Xml.element("Account", Organisation.PAYER);
        }
        return Xml.element("Arn", session.arn())
                + Xml.element("UserId", session.userId())
                + Xml.element("Account", session.account());
    }

    private String assumeRole(Map<String, String> form, Caller caller) {
        var role = ROLE.matcher(form.getOrDefault("RoleArn", ""));
        var name = form.getOrDefault("RoleSessionName", "");
        if (!role.matches()) {
            throw AwsRefusal.of("ValidationError", "RoleArn is invalid");
        }
        if (name.length() < 2) {
            throw AwsRefusal.of("ValidationError", "RoleSessionName must have at least 2 characters");
        }
        var seconds = form.getOrDefault("DurationSeconds", "3600");
        if (!SECONDS.matcher(seconds).matches()) {
            throw AwsRefusal.of("ValidationError", "DurationSeconds is invalid");
        }
        var session = new Session(role.group(1), role.group(2), name);
        var key = "ASIASIMULATED%08d".formatted(issued.incrementAndGet());
        sessions.put(key, session);
        var expires = clock.instant().plusSeconds(Integer.parseInt(seconds)).truncatedTo(ChronoUnit.SECONDS);
        return "<Credentials>"
                + Xml.element("AccessKeyId", key)
                + Xml.element("SecretAccessKey", "simulated-secret-of-" + key)
                + Xml.element("SessionToken", "simulated-token-of-" + key)
                + Xml.element("Expiration", expires.toString())
                + "</Credentials><AssumedRoleUser>"
                + Xml.element("AssumedRoleId", session.userId())
                + Xml.element("Arn", session.arn())
                + "</AssumedRoleUser>";
    }
}
