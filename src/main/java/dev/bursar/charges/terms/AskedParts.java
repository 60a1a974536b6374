package dev.bursar.charges.terms;

import module java.base;

/**
 * SQL by which charges {@code c} are told apart, beside account, service and tag value, where rules name callers, inference profiles or parts of
 * nodes. Its parameters are those of {@link #parameters}. A charge of which no rule names the caller has the number 0 there.
 *
 * @param callers the numbers of callers that a rule names
 * @param profiles the numbers of resources that are profiles which a rule names
 * @param parts the numbers of parts that a rule names
 */
public record AskedParts(Set<Integer> callers, Set<Integer> profiles, Set<Integer> parts) {
    private static final String CALLERS = "askedCallers";
    private static final String PROFILES = "askedProfiles";
    private static final String PARTS = "askedParts";

    public AskedParts {
        callers = Set.copyOf(callers);
        profiles = Set.copyOf(profiles);
        parts = Set.copyOf(parts);
    }

    public Map<String, Integer[]> parameters() {
        return Map.of(CALLERS, numbers(callers), PROFILES, numbers(profiles), PARTS, numbers(parts));
    }

    private static Integer[] numbers(Set<Integer> ids) {
        return ids.toArray(Integer[]::new);
    }

    public String caller() {
        return number("c.caller_id", CALLERS, callers);
    }

    public String profile() {
        return number("c.resource_id", PROFILES, profiles);
    }

    public String part() {
        return number("c.part_id", PARTS, parts);
    }

    private static String number(String column, String parameter, Set<Integer> asked) {
        return asked.isEmpty()
                ? "0"
                : "case when " + column + " = any(:" + parameter + ") then " + column + " else 0 end";
    }

    public AskedParts and(AskedParts other) {
        return new AskedParts(both(callers, other.callers), both(profiles, other.profiles), both(parts, other.parts));
    }

    private static Set<Integer> both(Set<Integer> one, Set<Integer> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
