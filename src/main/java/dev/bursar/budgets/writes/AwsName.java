package dev.bursar.budgets.writes;

import module java.base;

/** Names that AWS takes for budgets. They never change. */
public final class AwsName {
    public static final int LONGEST = 100;
    private static final Pattern SCRIPT = Pattern.compile(".*<script>.*</script>.*");

    private AwsName() {}

    public static boolean isAllowed(String name) {
        return !name.isBlank()
                && name.strip().equals(name)
                && name.length() <= LONGEST
                && name.indexOf(':') < 0
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(Character::isISOControl)
                && !name.contains("/action/")
                && !SCRIPT.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** One for a budget of a team. */
    static String suggested(String team, String cadence) {
        String plain = team.replaceAll("[:\\\\\\p{Cntrl}]+", " ")
                .replace("/action/", " ")
                .replaceAll("[<>]", "")
                .strip();
        String cut = plain.length() > 80 ? plain.substring(0, 80).strip() : plain;
        return ("team " + cut + ", " + cadence.toLowerCase(Locale.ROOT)).strip();
    }
}
