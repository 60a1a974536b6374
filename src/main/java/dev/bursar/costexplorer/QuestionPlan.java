package dev.bursar.costexplorer;

import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.Combination;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostExpression;
import dev.bursar.costexplorer.spi.CostRequest;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The fewest paid questions that give every combination of account, service, record type and tag value.
 *
 * <p>A question groups by two dimensions; the other two must be fixed by its filter. The plan fixes one dimension throughout
 * and, for each of its values, whichever second dimension has the fewest values there: tax needs one question for all accounts,
 * usage one for each service or each account. Then questions are merged where their groups cannot be mistaken for each other:
 * two parts that group by the same dimensions and share no value of one of them can be told apart in one answer.
 *
 * @param queries in a stable order
 */
record QuestionPlan(List<Query> queries) {
    /** Filters of more values than this are not merged, and longer tag values cannot be put in a filter. */
    private static final int MOST_PARTS = 40;

    private static final int LONGEST_FILTER_VALUE = 1_024;

    QuestionPlan {
        queries = List.copyOf(queries);
    }

    /**
     * The cheapest plan for what is known, whatever first dimension needs the fewest questions.
     *
     * @param wanted the combinations that must be asked for
     * @param full all that may occur in the window, of which {@code wanted} is a part
     * @param certain whether {@code full} was asked for just now; otherwise costs may have moved between accounts or tags
     *     since, and only services tell merged questions apart
     * @throws IllegalArgumentException when no pair of dimensions is known
     */
    static QuestionPlan cheapest(Cooccurrence wanted, Cooccurrence full, boolean certain) {
        return List.of(CostDimension.RECORD_TYPE, CostDimension.SERVICE, CostDimension.ACCOUNT, CostDimension.TAG)
                .stream()
                .map(first -> parts(first, wanted, full))
                .flatMap(Optional::stream)
                .map(parts -> merged(parts, certain))
                .min(Comparator.comparingInt(plan -> plan.queries().size()))
                .orElseThrow(() -> new IllegalArgumentException("Nothing is known to plan with"));
    }

    /** The question that fixes one pair of values, whatever occurs with it. */
    static Query pair(List<CostDimension> dimensions, List<String> values) {
        var part = new Part(
                dimensions.getFirst(),
                values.getFirst(),
                dimensions.getLast(),
                values.getLast(),
                false,
                java.util.Collections.nCopies(2, null));
        return new Query(part.groupBy(), List.of(part));
    }

    /** One question: all its parts group by the same two dimensions. */
    record Query(List<CostDimension> groupBy, List<Part> parts) {
        Query {
            groupBy = List.copyOf(groupBy);
            parts = List.copyOf(parts);
        }

        CostRequest question(LocalDate from, LocalDate to) {
            return new CostRequest(from, to, Granularity.DAILY, groupBy, filter());
        }

        /** The combination that a group of the answer stands for; empty when no part or several parts could have given it. */
        Optional<Combination> cell(List<String> keys) {
            List<Part> candidates = parts.size() == 1
                    ? parts
                    : parts.stream().filter(part -> part.mayGive(keys)).toList();
            if (candidates.size() != 1) {
                return Optional.empty();
            }
            Part part = candidates.getFirst();
            return Optional.of(new Combination(
                    value(CostDimension.ACCOUNT, part, keys),
                    value(CostDimension.SERVICE, part, keys),
                    value(CostDimension.RECORD_TYPE, part, keys),
                    value(CostDimension.TAG, part, keys)));
        }

        /** Whether Cost Explorer takes the values in a filter. */
        boolean canBeAsked() {
            return parts.stream()
                    .allMatch(part -> filterable(part.first(), List.of(part.firstValue()))
                            && (part.alone() || filterable(part.second(), List.of(part.secondValue()))));
        }

        /** Whether the question's answer holds the combination if it has cost. */
        boolean covers(Combination cell) {
            return parts.stream().anyMatch(part -> part.covers(cell));
        }

        private String value(CostDimension dimension, Part part, List<String> keys) {
            int at = groupBy.indexOf(dimension);
            if (at >= 0) {
                return keys.get(at);
            }
            return part.first() == dimension ? part.firstValue() : part.secondValue();
        }

        private CostExpression filter() {
            Part one = parts.getFirst();
            boolean sameFirst = parts.stream()
                    .allMatch(part -> part.first() == one.first()
                            && part.firstValue().equals(one.firstValue())
                            && part.second() == one.second());
            if (sameFirst && !one.alone()) {
                return new CostExpression.All(List.of(
                        new CostExpression.Is(one.first(), List.of(one.firstValue())),
                        new CostExpression.Is(
                                one.second(),
                                parts.stream().map(Part::secondValue).toList())));
            }
            if (parts.stream().allMatch(part -> part.alone() && part.first() == one.first())) {
                return new CostExpression.Is(
                        one.first(), parts.stream().map(Part::firstValue).toList());
            }
            return new CostExpression.Any(parts.stream().map(Part::filter).toList());
        }
    }

    /**
     * One combination of the two dimensions that a question fixes.
     *
     * @param alone true where the first value occurs with this second value only, so the filter leaves the second out
     * @param groups for the two grouped dimensions, the values that may occur; null where unknown
     */
    record Part(
            CostDimension first,
            String firstValue,
            CostDimension second,
            String secondValue,
            boolean alone,
            List<@Nullable Set<String>> groups) {

        List<CostDimension> groupBy() {
            return List.copyOf(EnumSet.complementOf(EnumSet.of(first, second)));
        }

        CostExpression filter() {
            CostExpression one = new CostExpression.Is(first, List.of(firstValue));
            return alone
                    ? one
                    : new CostExpression.All(List.of(one, new CostExpression.Is(second, List.of(secondValue))));
        }

        boolean covers(Combination cell) {
            return Cooccurrence.value(cell, first).equals(firstValue)
                    && (alone || Cooccurrence.value(cell, second).equals(secondValue));
        }

        boolean mayGive(List<String> keys) {
            for (int i = 0; i < 2; i++) {
                Set<String> known = groups.get(i);
                if (known != null && !known.contains(keys.get(i))) {
                    return false;
                }
            }
            return true;
        }

        boolean distinctFrom(Part other, boolean certain) {
            for (int i = 0; i < 2; i++) {
                if (!certain && groupBy().get(i) != CostDimension.SERVICE) {
                    continue;
                }
                Set<String> mine = groups.get(i);
                Set<String> theirs = other.groups.get(i);
                if (mine != null && theirs != null && mine.stream().noneMatch(theirs::contains)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Optional<List<Part>> parts(CostDimension first, Cooccurrence wanted, Cooccurrence full) {
        Set<String> values = new TreeSet<>();
        for (CostDimension other : CostDimension.values()) {
            wanted.given(first, other).ifPresent(known -> values.addAll(known.keySet()));
        }
        if (values.isEmpty() || !filterable(first, values)) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        for (String value : values) {
            Optional<CostDimension> second = second(first, value, wanted);
            if (second.isEmpty()) {
                return Optional.empty();
            }
            Set<String> seconds = values(first, value, second.get(), wanted).orElseThrow();
            boolean alone = values(first, value, second.get(), full)
                    .filter(all -> all.size() == 1)
                    .isPresent();
            if (!alone && !filterable(second.get(), seconds)) {
                return Optional.empty();
            }
            for (String other : seconds) {
                parts.add(part(first, value, second.get(), other, alone, full));
            }
        }
        return Optional.of(parts);
    }

    /** The dimension with the fewest values for this one; services before accounts before tags before record types. */
    private static Optional<CostDimension> second(CostDimension first, String value, Cooccurrence support) {
        return List.of(CostDimension.SERVICE, CostDimension.ACCOUNT, CostDimension.TAG, CostDimension.RECORD_TYPE)
                .stream()
                .filter(other -> other != first)
                .filter(other -> values(first, value, other, support)
                        .filter(seconds -> !seconds.isEmpty())
                        .filter(seconds -> seconds.size() == 1 || filterable(other, seconds))
                        .isPresent())
                .min(Comparator.comparingInt(other ->
                        values(first, value, other, support).orElseThrow().size()));
    }

    /** Whether a filter can name the values: tag values may be longer than Cost Explorer takes. */
    private static boolean filterable(CostDimension dimension, Collection<String> values) {
        return dimension != CostDimension.TAG
                || values.stream().allMatch(value -> value.length() <= LONGEST_FILTER_VALUE);
    }

    private static Optional<Set<String>> values(
            CostDimension first, String value, CostDimension other, Cooccurrence support) {
        return support.given(first, other).map(known -> known.getOrDefault(value, Set.of()));
    }

    private static Part part(
            CostDimension first,
            String value,
            CostDimension second,
            String other,
            boolean alone,
            Cooccurrence support) {
        var groups = new ArrayList<@Nullable Set<String>>(2);
        for (CostDimension grouped : EnumSet.complementOf(EnumSet.of(first, second))) {
            Optional<Set<String>> byFirst = values(first, value, grouped, support);
            Optional<Set<String>> bySecond = values(second, other, grouped, support);
            if (byFirst.isPresent() && bySecond.isPresent()) {
                Set<String> both = new HashSet<>(byFirst.get());
                both.retainAll(bySecond.get());
                groups.add(both);
            } else {
                groups.add(byFirst.or(() -> bySecond).orElse(null));
            }
        }
        return new Part(first, value, second, other, alone, java.util.Collections.unmodifiableList(groups));
    }

    private static QuestionPlan merged(List<Part> parts, boolean certain) {
        List<List<Part>> queries = new ArrayList<>();
        for (Part part : parts) {
            queries.stream()
                    .filter(query -> query.size() < MOST_PARTS
                            && query.getFirst().groupBy().equals(part.groupBy())
                            && query.stream().allMatch(other -> part.distinctFrom(other, certain)))
                    .findFirst()
                    .ifPresentOrElse(query -> query.add(part), () -> queries.add(new ArrayList<>(List.of(part))));
        }
        return new QuestionPlan(queries.stream()
                .map(query -> new Query(query.getFirst().groupBy(), query))
                .toList());
    }
}
