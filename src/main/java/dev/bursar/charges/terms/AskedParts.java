package dev.bursar.charges.terms;

import module java.base;

/**
 * SQL by which charges {@code c} are told apart, beside account, service and tag value, where rules name callers or inference profiles.
 * Its parameters are {@link #CALLERS} and {@link #PROFILES}. A charge of which no rule names the caller has the number 0 there.
 *
 * @param callers the numbers of callers that a rule names
 * @param profiles the numbers of resources that are profiles which a rule names
 */
public record AskedParts(Set<Integer> callers, Set<Integer> profiles) {
    public static final String CALLERS = "askedCallers";
    public static final String PROFILES = "askedProfiles";

    public AskedParts {
        callers = Set.copyOf(callers);
        profiles = Set.copyOf(profiles);
    }

    public String caller() {
        return number("c.caller_id", CALLERS, callers);
    }

    public String profile() {
        return number("c.resource_id", PROFILES, profiles);
    }

    private static String number(String column, String parameter, Set<Integer> asked) {
        return asked.isEmpty()
                ? "0"
                : "case when " + column + " = any(:" + parameter + ") then " + column + " else 0 end";
    }

    public AskedParts and(AskedParts other) {
        return new AskedParts(both(callers, other.callers), both(profiles, other.profiles));
    }

    private static Set<Integer> both(Set<Integer> one, Set<Integer> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
