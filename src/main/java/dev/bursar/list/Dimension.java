package dev.bursar.list;

import dev.bursar.list.Filter.Operator;
import module java.base;

/** Something that a list can be filtered by: how it stands in addresses, what it is called, and which conditions make sense. */
public final class Dimension {
    public static final int LONGEST_SEARCH = 200;

    private final String key;
    private final String label;
    private final Set<Operator> operators;
    private final boolean number;
    private final Function<List<String>, Optional<String>> wrong;

    private Dimension(
            String key,
            String label,
            Set<Operator> operators,
            boolean number,
            Function<List<String>, Optional<String>> wrong) {
        this.key = key;
        this.label = label;
        this.operators = operators;
        this.number = number;
        this.wrong = wrong;
    }

    /**
     * Any text as a value.
     *
     * @param label as on the chip, {@code Team}
     */
    public static Dimension of(String key, String label) {
        return new Dimension(key, label, EnumSet.of(Operator.IS), false, values -> Optional.empty());
    }

    /** Numbers of things, of at most nine digits. */
    public static Dimension number(String key, String label, String what) {
        return new Dimension(
                key,
                label,
                EnumSet.of(Operator.IS),
                true,
                usable(value -> value.matches("[0-9]{1,9}"), "expected the number of a " + what));
    }

    public static Dimension oneOf(String key, String label, Collection<String> words, String what) {
        return new Dimension(
                key, label, EnumSet.of(Operator.IS), false, usable(Set.copyOf(words)::contains, "unknown " + what));
    }

    /** Part of a text, of at most 200 characters. */
    public static Dimension contains(String key, String label) {
        return new Dimension(
                key, label, EnumSet.of(Operator.CONTAINS), false, values -> wrongSearch(values.getFirst()));
    }

    /** The same with all three conditions. */
    public Dimension withEachOperator() {
        return new Dimension(key, label, EnumSet.allOf(Operator.class), number, wrong);
    }

    /** The same with at most so many values. */
    public Dimension atMost(int values) {
        return new Dimension(
                key,
                label,
                operators,
                number,
                given -> given.size() > values
                        ? Optional.of("a filter has at most " + values + " values")
                        : wrong.apply(given));
    }

    private static Function<List<String>, Optional<String>> usable(Predicate<String> usable, String whyNot) {
        return values -> values.stream().allMatch(usable) ? Optional.empty() : Optional.of(whyNot);
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public List<Operator> operators() {
        return List.copyOf(operators);
    }

    /** Whether values are numbers of things; nobody's is 0. */
    public boolean isNumber() {
        return number;
    }

    /** Whether a part of a text is searched for. */
    boolean isSearch() {
        return operators.equals(EnumSet.of(Operator.CONTAINS));
    }

    /** A filter that leaves what has one of these values. */
    public Filter is(String... values) {
        return new Filter(key, Operator.IS, List.of(values));
    }

    /** Why no question can be made of a filter of this dimension; empty when one can. */
    Optional<String> wrong(Filter filter) {
        return operators.contains(filter.operator()) ? wrong.apply(filter.values()) : Optional.of("unknown condition");
    }

    /** Why a text can't be searched for; empty when it can. */
    public static Optional<String> wrongSearch(String text) {
        if (text.length() > LONGEST_SEARCH) {
            return Optional.of("a search has at most 200 characters");
        }
        return text.isEmpty() ? Optional.empty() : FilterAddress.wrong(Operator.CONTAINS, List.of(text));
    }
}
