package dev.bursar.simulator;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.QueryService;
import dev.bursar.simulator.http.Xml;
import dev.bursar.simulator.roles.Sessions;
import dev.bursar.simulator.roles.Sessions.Policy;
import module java.base;

/** AWS STS: who is asking, and the credentials of a role. */
final class Sts extends QueryService {
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/([\\w+=,.@/-]+)");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final int LONGEST_POLICY = 2_048;
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;

    private final Sessions sessions;

    Sts(Sessions sessions) {
        super("sts", "2011-06-15", Reach.ACCOUNTS);
        this.sessions = sessions;
    }

    @Override
    public String about(Map<String, String> form) {
        var role = ROLE.matcher(form.getOrDefault("RoleArn", ""));
        return role.matches() ? role.group(1) : "";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("GetCallerIdentity", this::getCallerIdentity, "AssumeRole", this::assumeRole);
    }

    private String getCallerIdentity(Map<String, String> form, Caller caller) {
        return Xml.element("Arn", caller.arn())
                + Xml.element(
                        "UserId",
                        sessions.of(caller).map(Sessions.Session::userId).orElse("AIDABURSARSIMULATOR01"))
                + Xml.element("Account", caller.account());
    }

    private String assumeRole(Map<String, String> form, Caller caller) {
        var role = ROLE.matcher(form.getOrDefault("RoleArn", ""));
        if (!role.matches()) {
            throw AwsRefusal.of("ValidationError", "RoleArn is invalid");
        }
        var name = form.getOrDefault("RoleSessionName", "");
        if (!SESSION_NAME.matcher(name).matches()) {
            throw constraint(
                    name, "roleSessionName", "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        }
        var externalId = form.getOrDefault("ExternalId", "");
        if (!externalId.isEmpty() && !EXTERNAL_ID.matcher(externalId).matches()) {
            throw constraint(
                    externalId, "externalId", "Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*");
        }
        var source = form.get("SourceIdentity");
        if (source != null && !SESSION_NAME.matcher(source).matches()) {
            throw constraint(
                    source, "sourceIdentity", "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        }
        var session = sessions.assume(
                caller,
                new Sessions.Wanted(
                        role.group(2), role.group(1), externalId, name, seconds(form), source, policy(form)));
        return "<Credentials>"
                + Xml.element("AccessKeyId", session.accessKey())
                + Xml.element("SecretAccessKey", "simulated-secret-of-" + session.accessKey())
                + Xml.element("SessionToken", "simulated-token-of-" + session.accessKey())
                + Xml.element("Expiration", session.expires().toString())
                + "</Credentials><AssumedRoleUser>"
                + Xml.element("AssumedRoleId", session.userId())
                + Xml.element("Arn", session.arn())
                + "</AssumedRoleUser>"
                + (source == null ? "" : Xml.element("SourceIdentity", source));
    }

    /** Of the session; without one it may do what the role may. */
    private static Policy policy(Map<String, String> form) {
        var text = form.get("Policy");
        if (text == null) {
            return Policy.ALL;
        }
        if (text.length() > LONGEST_POLICY) {
            throw constraint(text, "policy", "Member must have length less than or equal to " + LONGEST_POLICY);
        }
        return Policy.read(text);
    }

    private static int seconds(Map<String, String> form) {
        var text = form.getOrDefault("DurationSeconds", "3600");
        if (!SECONDS.matcher(text).matches()) {
            throw AwsRefusal.of("ValidationError", "DurationSeconds is invalid");
        }
        var seconds = Integer.parseInt(text);
        if (seconds < SHORTEST) {
            throw constraint(text, "durationSeconds", "Member must have value greater than or equal to " + SHORTEST);
        }
        if (seconds > LONGEST) {
            throw constraint(text, "durationSeconds", "Member must have value less than or equal to " + LONGEST);
        }
        return seconds;
    }

    private static AwsRefusal constraint(String value, String member, String rule) {
        return AwsRefusal.of(
                "ValidationError",
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint: "
                        + rule);
    }
}
