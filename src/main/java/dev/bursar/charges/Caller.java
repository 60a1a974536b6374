package dev.bursar.charges;

import module java.base;

/**
 * Who made the request that a charge is of. One role name in two accounts are two callers.
 *
 * @param name {@code role/ChatApp}, {@code user/ci}, {@code root} or {@code federated-user}; paths are left out, for a session has none
 */
public record Caller(String account, String name) {
    private static final Pattern ARN = Pattern.compile(
            "arn:[^:/]+:(?:iam|sts)::([0-9]+):(?:assumed-role/([^/]+).*|role/(?:.+/)?([^/]+)|user/(?:.+/)?([^/]+)|(root)|(federated-user).*)");
    private static final Pattern NAMED =
            Pattern.compile("(?:[0-9]{12}:)?(?:(?:role|user)/[\\w+=,.@-]{1,128}|root|federated-user)");
    private static final Pattern BARE = Pattern.compile("[\\w+=,.@-]{1,128}");

    /** The caller of a charge; empty where the charge states none, or none that AWS has a name for. */
    public static Optional<Caller> of(String stored) {
        Matcher arn = ARN.matcher(stored);
        if (!arn.matches()) {
            return Optional.empty();
        }
        String role = arn.group(2) == null ? arn.group(3) : arn.group(2);
        String name = role != null
                ? "role/" + role
                : arn.group(4) != null ? "user/" + arn.group(4) : arn.group(5) != null ? arn.group(5) : arn.group(6);
        return Optional.of(new Caller(arn.group(1), name));
    }

    /**
     * What a person means: an ARN is one account's caller, without the name of a session; {@code role/ChatApp} and {@code ChatApp} are the
     * role of any account. Empty where it is no caller.
     */
    public static Optional<String> meant(String typed) {
        String text = typed.strip();
        return of(text).map(Caller::text)
                .or(() -> NAMED.matcher(text).matches()
                        ? Optional.of(text)
                        : BARE.matcher(text).matches() ? Optional.of("role/" + text) : Optional.empty());
    }

    /** Whether some of these mean a caller, by itself or as that of any account. */
    public static boolean isNamed(Collection<String> meant, String caller) {
        return meant.contains(caller) || meant.contains(inAnyAccount(caller));
    }

    /** {@code role/ChatApp} of {@code 111122223333:role/ChatApp}. */
    public static String inAnyAccount(String caller) {
        int colon = caller.indexOf(':');
        return colon > 0 && caller.chars().limit(colon).allMatch(Character::isDigit)
                ? caller.substring(colon + 1)
                : caller;
    }

    /** {@code 111122223333:role/ChatApp}. */
    public String text() {
        return account + ":" + name;
    }
}
