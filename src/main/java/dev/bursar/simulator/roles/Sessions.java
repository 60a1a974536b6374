package dev.bursar.simulator.roles;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The temporary credentials that were issued, each until it expires. */
public final class Sessions {

    private static final String KEY_PREFIX = "ASIASIMULATED";

    private final MemberRoles roles;
    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    public record Session(String accessKey, String account, String role, String name, Instant expires) {

        public String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + name;
        }

        public String userId() {
            return "AROABURSARSIMULATOR01:" + name;
        }
    }

    public Sessions(MemberRoles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    /** Credentials of a role; AWS doesn't say which of role, trust, external id and account is wrong. */
    public Session assume(Caller caller, String account, String role, String externalId, String name, int seconds) {
        if (!caller.isPayer() || !roles.trusts(account, role, externalId)) {
            throw new AwsRefusal(
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::"
                            + account + ":role/" + role,
                    403);
        }
        var session = new Session(
                "%s%08d".formatted(KEY_PREFIX, issued.incrementAndGet()),
                account,
                role,
                name,
                clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS));
        sessions.put(session.accessKey(), session);
        return session;
    }

    /** The caller in the account of its session; without one it is the payer's user. */
    public Caller known(Caller caller) {
        var session = sessions.get(caller.accessKey());
        return session == null ? caller : caller.as(session.account(), session.arn());
    }

    /** Refuses credentials that were never issued, that have expired or whose role was taken away. */
    public void check(Caller caller, String action) {
        var session = sessions.get(caller.accessKey());
        if (session == null && caller.accessKey().startsWith(KEY_PREFIX)) {
            throw invalid();
        }
        if (session == null) {
            return;
        }
        if (!clock.instant().isBefore(session.expires())) {
            throw AwsRefusal.of("ExpiredTokenException", "The security token included in the request is expired");
        }
        if (!roles.works(session.account())) {
            throw denied(caller, action);
        }
    }

    /** What AWS says of credentials that it doesn't know, and of a Region that is off. */
    public static AwsRefusal invalid() {
        return AwsRefusal.of("UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    public static AwsRefusal denied(Caller caller, String action) {
        return AwsRefusal.of(
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action
                        + " because no identity-based policy allows the " + action + " action");
    }
}
