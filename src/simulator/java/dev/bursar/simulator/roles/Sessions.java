package dev.bursar.simulator.roles;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The temporary credentials that were issued, each until it expires, and what a caller may do with its own. */
public final class Sessions {
    private static final String KEY_PREFIX = "ASIASIMULATED";

    /** What anyone may ask, whatever policies say. */
    private static final String WHO_AM_I = "sts:GetCallerIdentity";

    private final MemberRoles roles;
    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    /**
     * What a session is to be.
     *
     * @param name as events show it
     * @param sourceIdentity who is behind it, if that is said
     * @param policy what narrows the role's own policy
     */
    public record Wanted(
            String role,
            String account,
            String externalId,
            String name,
            int seconds,
            @Nullable String sourceIdentity,
            Policy policy) {
        String roleArn() {
            return "arn:aws:iam::" + account + ":role/" + role;
        }
    }

    public record Session(String accessKey, Wanted wanted, Instant starts, Instant expires) {
        public String account() {
            return wanted.account();
        }

        public String arn() {
            return "arn:aws:sts::" + wanted.account() + ":assumed-role/" + wanted.role() + "/" + wanted.name();
        }

        public String userId() {
            return "AROABURSARSIMULATOR01:" + wanted.name();
        }
    }

    public Sessions(MemberRoles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    /** Credentials of a role; AWS doesn't say which of role, trust, external id and account is wrong. */
    public Session assume(Caller caller, Wanted wanted) {
        if (!caller.isPayer() || !roles.trusts(wanted.role(), wanted.account(), wanted.externalId())) {
            throw untrusted(caller, "sts:AssumeRole", wanted);
        }
        if (wanted.sourceIdentity() != null
                && !roles.has(wanted.role(), wanted.account(), MemberRoles.SET_SOURCE_IDENTITY)) {
            throw untrusted(caller, MemberRoles.SET_SOURCE_IDENTITY, wanted);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(
                "%s%08d".formatted(KEY_PREFIX, issued.incrementAndGet()),
                wanted,
                now,
                now.plusSeconds(wanted.seconds()));
        sessions.put(session.accessKey(), session);
        return session;
    }

    private static AwsRefusal untrusted(Caller caller, String action, Wanted wanted) {
        return new AwsRefusal(
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                        + wanted.roleArn(),
                403);
    }

    /** The session whose credentials a caller has; the payer's user has none. */
    public Optional<Session> of(Caller caller) {
        return Optional.ofNullable(sessions.get(caller.accessKey()));
    }

    /** The caller in the account of its session; without one it is the payer's user. */
    public Caller known(Caller caller) {
        return of(caller)
                .map(session -> caller.as(session.account(), session.arn()))
                .orElse(caller);
    }

    /** Refuses credentials that were never issued or have expired, and what their role doesn't allow or no longer does. */
    public void check(Caller caller, String action) {
        var session = sessions.get(caller.accessKey());
        if (session == null && caller.accessKey().startsWith(KEY_PREFIX)) {
            throw invalid();
        }
        if (session != null && !clock.instant().isBefore(session.expires())) {
            throw AwsRefusal.of("ExpiredTokenException", "The security token included in the request is expired");
        }
        if (!allows(caller, action)) {
            throw denied(caller, action, reason(caller, action));
        }
    }

    /** Whether the policies of a caller allow an action. */
    public boolean allows(Caller caller, String action) {
        return of(caller)
                .map(session -> roleAllows(session, action)
                        && (action.equals(WHO_AM_I) || session.wanted().policy().allows(action)))
                .orElseGet(() -> MemberRoles.READS.allows(action));
    }

    private boolean roleAllows(Session session, String action) {
        return roles.allows(session.wanted().role(), session.account(), action);
    }

    /** Which policy it is that doesn't allow an action. */
    public String reason(Caller caller, String action) {
        var narrowed = of(caller).filter(session -> roleAllows(session, action)).isPresent();
        return "because no " + (narrowed ? "session" : "identity-based") + " policy allows the " + action + " action";
    }

    /** What AWS says of credentials that it doesn't know, and of a Region that is off. */
    public static AwsRefusal invalid() {
        return AwsRefusal.of("UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    public static AwsRefusal denied(Caller caller, String action) {
        return denied(caller, action, "because no identity-based policy allows the " + action + " action");
    }

    private static AwsRefusal denied(Caller caller, String action, String reason) {
        return AwsRefusal.of(
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " " + reason);
    }

    /** Which actions an IAM policy allows and denies; its resources and conditions are not looked at. */
    public static final class Policy {
        /** What a session without a policy of its own has. */
        public static final Policy ALL = allowing(List.of("*"));

        private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[\\w*?]+");

        private final List<Pattern> allowed;
        private final List<Pattern> denied;

        private Policy(List<Pattern> allowed, List<Pattern> denied) {
            this.allowed = List.copyOf(allowed);
            this.denied = List.copyOf(denied);
        }

        static Policy allowing(List<String> actions) {
            return new Policy(actions.stream().map(Policy::pattern).toList(), List.of());
        }

        Policy denying(List<String> actions) {
            return new Policy(allowed, actions.stream().map(Policy::pattern).toList());
        }

        public boolean allows(String action) {
            var asked = action.toLowerCase(Locale.ROOT);
            return matches(allowed, asked) && !matches(denied, asked);
        }

        private static boolean matches(List<Pattern> patterns, String action) {
            return patterns.stream().anyMatch(pattern -> pattern.matcher(action).matches());
        }

        /** {@code ec2:Create*}: the letters' case doesn't matter. */
        private static Pattern pattern(String action) {
            var quoted = "\\Q" + action.toLowerCase(Locale.ROOT) + "\\E";
            return Pattern.compile(quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        }

        /** Reads the JSON of a policy, of which AWS refuses what has no effect, no action or no resource. */
        public static Policy read(String text) {
            var allowed = new ArrayList<Pattern>();
            var denied = new ArrayList<Pattern>();
            for (var statement : statements(text)) {
                var actions = texts(statement, "Action");
                if (actions.isEmpty() || texts(statement, "Resource").isEmpty()) {
                    throw malformed("Syntax errors in policy.");
                }
                if (!actions.stream().allMatch(action -> ACTION.matcher(action).matches())) {
                    throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
                }
                var patterns = actions.stream().map(Policy::pattern).toList();
                switch (String.valueOf(Json.text(statement, "Effect"))) {
                    case "Allow" -> allowed.addAll(patterns);
                    case "Deny" -> denied.addAll(patterns);
                    default -> throw malformed("Syntax errors in policy.");
                }
            }
            return new Policy(allowed, denied);
        }

        private static List<JsonNode> statements(String text) {
            try {
                var statement = Json.MAPPER.readTree(text).path("Statement");
                var all = statement.isObject() ? List.of(statement) : List.copyOf(statement.values());
                if (!all.isEmpty()) {
                    return all;
                }
            } catch (JacksonException e) {
                throw malformed("This policy contains invalid Json");
            }
            throw malformed("Syntax errors in policy.");
        }

        /** One text or several. */
        private static List<String> texts(JsonNode statement, String member) {
            var value = statement.path(member);
            return value.isString() ? List.of(value.asString()) : Json.texts(statement, member);
        }

        private static AwsRefusal malformed(String text) {
            return AwsRefusal.of("MalformedPolicyDocument", text);
        }
    }
}
