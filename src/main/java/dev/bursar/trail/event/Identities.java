package dev.bursar.trail.event;

import dev.bursar.trail.event.Identity.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells who did it: CloudTrail's userIdentity has a form for each kind of caller, and older versions leave parts out. */
final class Identities {
    static final String UNKNOWN = "unknown";

    private static final int LONGEST_NAME = 256;
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SESSION_ARN = Pattern.compile(".*assumed-role/([^/]+)(?:/(.+))?");
    private static final Pattern SERVICE_ROLE = Pattern.compile(".*aws-service-role/([^/]+)/.*");

    private final JsonNode identity;
    private final Call call;
    private final String username;
    private final @Nullable String issuedKey;

    private Identities(Call call, String username, @Nullable String issuedKey) {
        this.identity = call.json().path("userIdentity");
        this.call = call;
        this.username = username;
        this.issuedKey = issuedKey;
    }

    /**
     * Who made the call.
     *
     * @param username what is said beside the record; "" where nothing is
     * @param issuedKey the key that the call gave out
     */
    static Identity of(Call call, String username, @Nullable String issuedKey) {
        return new Identities(call, username, issuedKey).read();
    }

    private Identity read() {
        return switch (text("type")) {
            case "Root" -> root();
            case "IAMUser" -> iamUser();
            case "AssumedRole", "Role" -> session();
            case "SAMLUser", "WebIdentityUser", "FederatedUser", "Directory" -> federated();
            case "IdentityCenterUser" ->
                of(Kind.SSO_USER, first(text("userName"), nameBeside(), onBehalfOf(), principal()));
            case "AWSAccount" -> of(Kind.ACCOUNT, first(text("accountId"), text("principalId")));
            case "AWSService" -> service(first(text("invokedBy"), call.sourceAddress(), call.source()));
            default -> other();
        };
    }

    /** In old records a service's calls are the root user's, without a key or session. */
    private Identity root() {
        boolean signed = !text("accessKeyId").isEmpty()
                || identity.path("sessionContext").isObject();
        String service = via();
        return service != null && !signed ? service(service) : of(Kind.ROOT, "root");
    }

    private Identity iamUser() {
        String name = text("userName");
        return name.equals(HIDDEN) ? unknown() : of(Kind.IAM_USER, first(name, lastOf(text("arn")), principal()));
    }

    private Identity session() {
        String issuer = text("sessionContext", "sessionIssuer", "arn");
        Matcher arn = SESSION_ARN.matcher(text("arn"));
        boolean hasArn = arn.matches();
        String role =
                first(text("sessionContext", "sessionIssuer", "userName"), hasArn ? arn.group(1) : "", lastOf(issuer));
        String ofArn = hasArn && arn.group(2) != null ? arn.group(2) : "";
        String session = first(afterColon(text("principalId")), ofArn);
        Matcher serviceRole = SERVICE_ROLE.matcher(issuer);
        if (serviceRole.matches() || role.startsWith("AWSServiceRoleFor")) {
            return of(Kind.SERVICE_ROLE, serviceRole.matches() ? serviceRole.group(1) : role, role);
        }
        if (role.startsWith("AWSReservedSSO_") || issuer.contains("aws-reserved/sso.amazonaws.com")) {
            return of(Kind.SSO_USER, first(session, role), role);
        }
        String source = first(text("sessionContext", "sourceIdentity"), text("sourceIdentity"));
        if (!source.isEmpty()) {
            return of(Kind.SOURCE_IDENTITY, source, role);
        }
        boolean telling = SessionNames.sayWho(session);
        if (!telling && !onBehalfOf().isEmpty()) {
            return of(Kind.SSO_USER, onBehalfOf(), role);
        }
        boolean vouched = !text("sessionContext", "webIdFederationData", "federatedProvider")
                .isEmpty();
        String person = telling ? session : first(role, session, principal());
        return of(vouched ? Kind.FEDERATED : Kind.ROLE_SESSION, person, role);
    }

    private Identity federated() {
        return of(
                Kind.FEDERATED,
                first(text("userName"), lastOf(text("arn")), afterColon(text("principalId")), principal()),
                text("sessionContext", "sessionIssuer", "type").equals("Role")
                        ? text("sessionContext", "sessionIssuer", "userName")
                        : "");
    }

    /** A form without a type, or of a type that is new. */
    private Identity other() {
        String service = via();
        if (text("invokedBy").endsWith("Internal") && text("arn").isEmpty()) {
            return service(first(service == null ? "" : service, call.source()));
        }
        if (service != null && text("arn").isEmpty() && text("userName").isEmpty()) {
            return service(service);
        }
        if (SESSION_ARN.matcher(text("arn")).matches()) {
            return session();
        }
        String name = first(text("userName"), nameBeside(), onBehalfOf(), lastOf(text("arn")), username, principal());
        if (name.isEmpty() || name.equals(HIDDEN)) {
            return unknown();
        }
        boolean identityCenter =
                call.service().startsWith("sso") || !onBehalfOf().isEmpty();
        return of(identityCenter ? Kind.SSO_USER : Kind.UNKNOWN, name);
    }

    private Identity unknown() {
        return of(Kind.UNKNOWN, UNKNOWN);
    }

    private Identity service(String name) {
        return identity(Kind.SERVICE, name, "", null);
    }

    private Identity of(Kind kind, String person) {
        return of(kind, person, "");
    }

    private Identity of(Kind kind, String person, String role) {
        return identity(kind, person, role, via());
    }

    private Identity identity(Kind kind, String person, String role, @Nullable String via) {
        String account = text("accountId");
        return new Identity(
                person.isEmpty() ? Kind.UNKNOWN : kind,
                person.isEmpty() ? UNKNOWN : person,
                orNull(role),
                ACCOUNT.matcher(account).matches() ? account : "",
                via,
                orNull(text("accessKeyId")),
                issuedKey);
    }

    /** The service in between; the console is none. */
    private @Nullable String via() {
        String service = isService(text("invokedBy")) ? text("invokedBy") : call.sourceAddress();
        return isService(service) ? service : null;
    }

    private static boolean isService(String name) {
        return SERVICE.matcher(name).matches() && !name.startsWith("signin.") && !name.startsWith("console.");
    }

    private String onBehalfOf() {
        return text("onBehalfOf", "userId");
    }

    /** Sign-ins of Identity Center name the person in other parts of the record. */
    private String nameBeside() {
        return clean(Json.text(call.json(), "additionalEventData", "UserName"));
    }

    private String principal() {
        return text("principalId");
    }

    private String text(String... names) {
        return clean(Json.text(identity, names));
    }

    private static String clean(String text) {
        return Texts.clean(text, LONGEST_NAME);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String lastOf(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }

    private static String afterColon(String principal) {
        int colon = principal.indexOf(':');
        return colon < 0 ? "" : principal.substring(colon + 1).strip();
    }

    /** Tells names of role sessions that a person or program chose from those that SDKs and services make up. */
    static final class SessionNames {
        private static final Pattern MADE_UP = Pattern.compile("(?i)m?i-[0-9a-f]{8,17}"
                + "|[0-9a-f-]{16,}"
                + "|[0-9a-z]{32}"
                + "|.*[0-9]{10,}"
                + "|.*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*");
        private static final Set<String> DEFAULTS = Set.of(
                "sagemaker",
                "gluejobrunnersession",
                "awscli-session",
                "assumerolesession",
                "assumedrolesession",
                "session",
                "default",
                "test");

        private SessionNames() {}

        static boolean sayWho(String session) {
            return !session.isEmpty()
                    && !DEFAULTS.contains(session.toLowerCase(Locale.ROOT))
                    && !MADE_UP.matcher(session).matches();
        }
    }
}
