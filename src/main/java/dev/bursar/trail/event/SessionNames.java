package dev.bursar.trail.event;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells names of role sessions that a person or program chose from those that SDKs and services make up. */
final class SessionNames {
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
