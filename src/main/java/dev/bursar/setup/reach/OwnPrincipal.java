package dev.bursar.setup.reach;

import module java.base;

/**
 * The user or role that Bursar's own credentials are of, which alone member accounts need to trust.
 *
 * @param kind {@code user} or {@code role}
 * @param name without its path
 * @param arns patterns of {@code aws:PrincipalArn}: AWS doesn't tell the path of a role by its session
 */
public record OwnPrincipal(String kind, String name, List<String> arns) {
    private static final String NAME = "([\\w+=,.@-]{1,128})";
    private static final Pattern USER =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:user/(?:[\\x21-\\x7e&&[^\"*?$\\\\]]*/)?" + NAME);
    private static final Pattern SESSION =
            Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/" + NAME + "/[\\w+=,.@-]+");

    public OwnPrincipal {
        arns = List.copyOf(arns);
    }

    /** @param arn as {@code sts:GetCallerIdentity} says it; empty where it is neither a user's nor a role's */
    static Optional<OwnPrincipal> of(String arn) {
        Matcher user = USER.matcher(arn);
        if (user.matches()) {
            return Optional.of(new OwnPrincipal("user", user.group(1), List.of(arn)));
        }
        Matcher session = SESSION.matcher(arn);
        if (session.matches()) {
            String role = "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/";
            String name = session.group(3);
            return Optional.of(new OwnPrincipal("role", name, List.of(role + name, role + "*/" + name)));
        }
        return Optional.empty();
    }
}
