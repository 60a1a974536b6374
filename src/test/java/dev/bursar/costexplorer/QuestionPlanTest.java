package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.spi.Combination;
import dev.bursar.costexplorer.QuestionPlan.Query;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostExpression;
import module java.base;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any plan gives every combination once, for no more questions than the simple plan that fixes one pair of dimensions. */
class QuestionPlanTest {
    private static final String LONG = "x".repeat(1_025);

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDiscoveredPlanGivesEveryCombinationOnce(@ForAll("organisations") Set<Combination> cells) {
        Cooccurrence support = Cooccurrence.of(cells);
        QuestionPlan plan = QuestionPlan.cheapest(support, support, true);

        assertThat(answers(plan, cells)).containsExactlyInAnyOrderElementsOf(cells);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDiscoveredPlanGivesEveryCombinationOnceWhateverPairsWereAskedFor(
            @ForAll("organisations") Set<Combination> cells) {
        Cooccurrence support = DiscoveryTest.discovered(cells, new ArrayList<>());
        QuestionPlan plan = QuestionPlan.cheapest(support, support, true);

        assertThat(answers(plan, cells)).containsExactlyInAnyOrderElementsOf(cells);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPlanFromStoredChargesGivesWhatChangedOnceAndNothingWrong(
            @ForAll("organisations") Set<Combination> cells, @ForAll int seed) {
        Set<Combination> wanted = part(cells, seed);
        QuestionPlan plan = QuestionPlan.cheapest(Cooccurrence.of(wanted), Cooccurrence.of(cells), false);

        List<Combination> answers = answers(plan, cells);
        assertThat(answers).doesNotHaveDuplicates().containsAll(wanted);
        assertThat(cells).containsAll(answers);
        assertThat(plan.queries())
                .allSatisfy(query -> assertThat(answers(new QuestionPlan(List.of(query)), cells))
                        .allMatch(query::covers));
    }

    /** The plan leaves out what did not change only where its questions do: what it says that it covers is what it gives. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPlanCoversWhatItGives(@ForAll("organisations") Set<Combination> cells, @ForAll int seed) {
        QuestionPlan plan = QuestionPlan.cheapest(Cooccurrence.of(part(cells, seed)), Cooccurrence.of(cells), false);

        List<Combination> answers = answers(plan, cells);
        assertThat(cells.stream().filter(cell -> plan.queries().stream().anyMatch(query -> query.covers(cell))))
                .containsExactlyInAnyOrderElementsOf(answers);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noPlanAsksMoreThanTheCheapestSimpleOne(@ForAll("organisations") Set<Combination> cells) {
        Cooccurrence support = Cooccurrence.of(cells);

        OptionalInt simple = cheapestSimple(cells);

        assertThat(simple).isPresent();
        assertThat(QuestionPlan.cheapest(support, support, true).queries()).hasSizeLessThanOrEqualTo(simple.getAsInt());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void thePlanDependsOnTheCombinationsOnly(@ForAll("organisations") Set<Combination> cells, @ForAll int seed) {
        List<Combination> shuffled = new ArrayList<>(cells);
        java.util.Collections.shuffle(shuffled, new java.util.Random(seed));

        Cooccurrence one = Cooccurrence.of(cells);
        Cooccurrence other = Cooccurrence.of(shuffled);
        assertThat(QuestionPlan.cheapest(one, one, true)).isEqualTo(QuestionPlan.cheapest(other, other, true));
        assertThat(QuestionPlan.cheapest(one, one, false)).isEqualTo(QuestionPlan.cheapest(other, other, false));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aKeptPlanIsTheSame(@ForAll("organisations") Set<Combination> cells) {
        Cooccurrence support = Cooccurrence.of(cells);
        var planned = new CostWindow.Planned(QuestionPlan.cheapest(support, support, true), true);

        assertThat(CompressedJson.unpack(CompressedJson.pack(planned), CostWindow.Planned.class))
                .isEqualTo(planned);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aTagValueThatIsTooLongForAFilterIsNeverInOne(@ForAll("organisations") Set<Combination> cells) {
        Set<Combination> more = new HashSet<>(cells);
        cells.stream().limit(3).forEach(cell -> more.add(tagged(cell, LONG)));
        Cooccurrence support = Cooccurrence.of(more);
        for (boolean certain : new boolean[] {true, false}) {
            QuestionPlan plan = QuestionPlan.cheapest(support, support, certain);

            assertThat(plan.queries()).allMatch(Query::canBeAsked);
            assertThat(plan.queries())
                    .flatExtracting(
                            query -> tags(query.question(DAY, DAY.plusDays(1)).filter()))
                    .allMatch(value -> value.length() <= 1_024);
            assertThat(answers(plan, more)).containsExactlyInAnyOrderElementsOf(more);
        }
    }

    @Example
    void aTagValueOfTheLongestLengthMayBeInAFilter() {
        Query query = QuestionPlan.pair(
                List.of(CostDimension.TAG, CostDimension.SERVICE), List.of("x".repeat(1_024), "Amazon SageMaker"));
        Query tooLong =
                QuestionPlan.pair(List.of(CostDimension.TAG, CostDimension.SERVICE), List.of(LONG, "Amazon SageMaker"));

        assertThat(query.canBeAsked()).isTrue();
        assertThat(tooLong.canBeAsked()).isFalse();
    }

    @Example
    void oneTaxForAllAccountsIsOneQuestion() {
        Set<Combination> cells = new HashSet<>();
        for (int account = 0; account < 30; account++) {
            cells.add(new Combination("%012d".formatted(account), "Tax", "Tax", ""));
        }
        Cooccurrence support = Cooccurrence.of(cells);

        assertThat(QuestionPlan.cheapest(support, support, true).queries()).hasSize(1);
    }

    private static final java.time.LocalDate DAY = java.time.LocalDate.parse("2026-11-01");

    /** What the plan's questions give of these combinations, decoded, in the order of the questions. */
    static List<Combination> answers(QuestionPlan plan, Collection<Combination> cells) {
        List<Combination> answers = new ArrayList<>();
        for (Query query : plan.queries()) {
            CostExpression filter = query.question(DAY, DAY.plusDays(1)).filter();
            Set<List<String>> groups = cells.stream()
                    .filter(cell -> matches(filter, cell))
                    .map(cell -> keys(query, cell))
                    .collect(Collectors.toSet());
            groups.forEach(keys -> answers.add(query.cell(keys).orElseThrow()));
        }
        return answers;
    }

    private static List<String> keys(Query query, Combination cell) {
        return query.groupBy().stream()
                .map(dimension -> Cooccurrence.value(cell, dimension))
                .toList();
    }

    private static boolean matches(CostExpression filter, Combination cell) {
        return switch (filter) {
            case CostExpression.All(List<CostExpression> of) -> of.stream().allMatch(part -> matches(part, cell));
            case CostExpression.Any(List<CostExpression> of) -> of.stream().anyMatch(part -> matches(part, cell));
            case CostExpression.Is(CostDimension dimension, List<String> values) ->
                values.contains(Cooccurrence.value(cell, dimension));
            case CostExpression.Tagged tagged -> throw new AssertionError("a plan knows no keys: " + tagged);
        };
    }

    private static List<String> tags(CostExpression filter) {
        return switch (filter) {
            case CostExpression.All(List<CostExpression> of) ->
                of.stream().flatMap(part -> tags(part).stream()).toList();
            case CostExpression.Any(List<CostExpression> of) ->
                of.stream().flatMap(part -> tags(part).stream()).toList();
            case CostExpression.Is(CostDimension dimension, List<String> values) ->
                dimension == CostDimension.TAG ? values : List.of();
            case CostExpression.Tagged tagged -> throw new AssertionError("a plan knows no keys: " + tagged);
        };
    }

    /** Questions of the cheapest plan that fixes one pair throughout, of those that can be asked. */
    static OptionalInt cheapestSimple(Collection<Combination> cells) {
        OptionalInt cheapest = OptionalInt.empty();
        for (CostDimension one : CostDimension.values()) {
            for (CostDimension other : CostDimension.values()) {
                boolean asked = cells.stream()
                        .noneMatch(cell -> (one == CostDimension.TAG || other == CostDimension.TAG)
                                && cell.tagValue().length() > 1_024);
                if (one.compareTo(other) < 0 && asked) {
                    int pairs = (int) cells.stream()
                            .map(cell -> List.of(Cooccurrence.value(cell, one), Cooccurrence.value(cell, other)))
                            .distinct()
                            .count();
                    cheapest = OptionalInt.of(Math.min(cheapest.orElse(Integer.MAX_VALUE), pairs));
                }
            }
        }
        return cheapest;
    }

    private static Set<Combination> part(Set<Combination> cells, int seed) {
        var random = new java.util.Random(seed);
        Set<Combination> part = cells.stream()
                .sorted(java.util.Comparator.comparing(Combination::toString))
                .filter(cell -> random.nextInt(3) == 0)
                .collect(Collectors.toSet());
        return part.isEmpty() ? Set.of(cells.iterator().next()) : part;
    }

    private static Combination tagged(Combination cell, String value) {
        return new Combination(cell.account(), cell.service(), cell.recordType(), value);
    }

    @Provide
    Arbitrary<Set<Combination>> organisations() {
        return organisation();
    }

    /** Usage of a few services in accounts with tags, besides taxes, credits and the like. */
    static Arbitrary<Set<Combination>> organisation() {
        Arbitrary<String> account = Arbitraries.integers().between(0, 6).map("%012d"::formatted);
        Arbitrary<String> tag = Arbitraries.of("", "", "platform", "Platform", "data$lake", "fraud", "\n", "🚀 growth");
        Arbitrary<Combination> usage = Combinators.combine(
                        account,
                        Arbitraries.of("SageMaker", "EC2", "S3", "Glue", "CloudWatch"),
                        Arbitraries.of("Usage", "Usage", "Usage", "SavingsPlanCoveredUsage", "Credit"),
                        tag)
                .as(Combination::new);
        Arbitrary<Combination> fee = Combinators.combine(
                        account,
                        Arbitraries.of("Tax", "AWS Support", "Savings Plans"),
                        Arbitraries.of("Tax", "Fee", "SavingsPlanRecurringFee", "Refund"))
                .as((who, what, kind) -> new Combination(who, what, kind, ""));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, usage), net.jqwik.api.Tuple.of(1, fee))
                .set()
                .ofMinSize(1)
                .ofMaxSize(80);
    }
}
