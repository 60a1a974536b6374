package dev.bursar.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.spend.RequestPlan.Query;
import dev.bursar.spend.Support.Cell;
import dev.bursar.spend.spi.CostDimension;
import dev.bursar.spend.spi.CostFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any plan gives every combination once, for no more questions than the simple plan that fixes one pair of dimensions. */
class RequestPlanTest {
    private static final String LONG = "x".repeat(1_025);

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDiscoveredPlanGivesEveryCombinationOnce(@ForAll("organisations") Set<Cell> cells) {
        Support support = Support.of(cells);
        RequestPlan plan = RequestPlan.cheapest(support, support, true);

        assertThat(answers(plan, cells)).containsExactlyInAnyOrderElementsOf(cells);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDiscoveredPlanGivesEveryCombinationOnceWhateverPairsWereAskedFor(@ForAll("organisations") Set<Cell> cells) {
        Support support = DiscoveryTest.discovered(cells, new ArrayList<>());
        RequestPlan plan = RequestPlan.cheapest(support, support, true);

        assertThat(answers(plan, cells)).containsExactlyInAnyOrderElementsOf(cells);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPlanFromStoredChargesGivesWhatChangedOnceAndNothingWrong(
            @ForAll("organisations") Set<Cell> cells, @ForAll int seed) {
        Set<Cell> wanted = part(cells, seed);
        RequestPlan plan = RequestPlan.cheapest(Support.of(wanted), Support.of(cells), false);

        List<Cell> answers = answers(plan, cells);
        assertThat(answers).doesNotHaveDuplicates().containsAll(wanted);
        assertThat(cells).containsAll(answers);
        assertThat(plan.queries())
                .allSatisfy(query -> assertThat(answers(new RequestPlan(List.of(query)), cells))
                        .allMatch(query::covers));
    }

    /** The plan leaves out what did not change only where its questions do: what it says that it covers is what it gives. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPlanCoversWhatItGives(@ForAll("organisations") Set<Cell> cells, @ForAll int seed) {
        RequestPlan plan = RequestPlan.cheapest(Support.of(part(cells, seed)), Support.of(cells), false);

        List<Cell> answers = answers(plan, cells);
        assertThat(cells.stream().filter(cell -> plan.queries().stream().anyMatch(query -> query.covers(cell))))
                .containsExactlyInAnyOrderElementsOf(answers);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noPlanAsksMoreThanTheCheapestSimpleOne(@ForAll("organisations") Set<Cell> cells) {
        Support support = Support.of(cells);

        OptionalInt simple = cheapestSimple(cells);

        assertThat(simple).isPresent();
        assertThat(RequestPlan.cheapest(support, support, true).queries()).hasSizeLessThanOrEqualTo(simple.getAsInt());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void thePlanDependsOnTheCombinationsOnly(@ForAll("organisations") Set<Cell> cells, @ForAll int seed) {
        List<Cell> shuffled = new ArrayList<>(cells);
        java.util.Collections.shuffle(shuffled, new java.util.Random(seed));

        Support one = Support.of(cells);
        Support other = Support.of(shuffled);
        assertThat(RequestPlan.cheapest(one, one, true)).isEqualTo(RequestPlan.cheapest(other, other, true));
        assertThat(RequestPlan.cheapest(one, one, false)).isEqualTo(RequestPlan.cheapest(other, other, false));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aKeptPlanIsTheSame(@ForAll("organisations") Set<Cell> cells) {
        Support support = Support.of(cells);
        var planned = new CostWindow.Planned(RequestPlan.cheapest(support, support, true), true);

        assertThat(Stored.unpack(Stored.pack(planned), CostWindow.Planned.class))
                .isEqualTo(planned);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aTagValueThatIsTooLongForAFilterIsNeverInOne(@ForAll("organisations") Set<Cell> cells) {
        Set<Cell> more = new HashSet<>(cells);
        cells.stream().limit(3).forEach(cell -> more.add(tagged(cell, LONG)));
        Support support = Support.of(more);
        for (boolean certain : new boolean[] {true, false}) {
            RequestPlan plan = RequestPlan.cheapest(support, support, certain);

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
        Query query = RequestPlan.pair(
                List.of(CostDimension.TAG, CostDimension.SERVICE), List.of("x".repeat(1_024), "Amazon SageMaker"));
        Query tooLong =
                RequestPlan.pair(List.of(CostDimension.TAG, CostDimension.SERVICE), List.of(LONG, "Amazon SageMaker"));

        assertThat(query.canBeAsked()).isTrue();
        assertThat(tooLong.canBeAsked()).isFalse();
    }

    @Example
    void oneTaxForAllAccountsIsOneQuestion() {
        Set<Cell> cells = new HashSet<>();
        for (int account = 0; account < 30; account++) {
            cells.add(new Cell("%012d".formatted(account), "Tax", "Tax", ""));
        }
        Support support = Support.of(cells);

        assertThat(RequestPlan.cheapest(support, support, true).queries()).hasSize(1);
    }

    private static final java.time.LocalDate DAY = java.time.LocalDate.parse("2026-11-01");

    /** What the plan's questions give of these combinations, decoded, in the order of the questions. */
    static List<Cell> answers(RequestPlan plan, Collection<Cell> cells) {
        List<Cell> answers = new ArrayList<>();
        for (Query query : plan.queries()) {
            CostFilter filter = query.question(DAY, DAY.plusDays(1)).filter();
            Set<List<String>> groups = cells.stream()
                    .filter(cell -> matches(filter, cell))
                    .map(cell -> keys(query, cell))
                    .collect(Collectors.toSet());
            groups.forEach(keys -> answers.add(query.cell(keys).orElseThrow()));
        }
        return answers;
    }

    private static List<String> keys(Query query, Cell cell) {
        return query.groupBy().stream().map(cell::get).toList();
    }

    private static boolean matches(CostFilter filter, Cell cell) {
        return switch (filter) {
            case CostFilter.All(List<CostFilter> of) -> of.stream().allMatch(part -> matches(part, cell));
            case CostFilter.Any(List<CostFilter> of) -> of.stream().anyMatch(part -> matches(part, cell));
            case CostFilter.Is(CostDimension dimension, List<String> values) -> values.contains(cell.get(dimension));
        };
    }

    private static List<String> tags(CostFilter filter) {
        return switch (filter) {
            case CostFilter.All(List<CostFilter> of) ->
                of.stream().flatMap(part -> tags(part).stream()).toList();
            case CostFilter.Any(List<CostFilter> of) ->
                of.stream().flatMap(part -> tags(part).stream()).toList();
            case CostFilter.Is(CostDimension dimension, List<String> values) ->
                dimension == CostDimension.TAG ? values : List.of();
        };
    }

    /** Questions of the cheapest plan that fixes one pair throughout, of those that can be asked. */
    static OptionalInt cheapestSimple(Collection<Cell> cells) {
        OptionalInt cheapest = OptionalInt.empty();
        for (CostDimension one : CostDimension.values()) {
            for (CostDimension other : CostDimension.values()) {
                boolean asked = cells.stream()
                        .noneMatch(cell -> (one == CostDimension.TAG || other == CostDimension.TAG)
                                && cell.tagValue().length() > 1_024);
                if (one.compareTo(other) < 0 && asked) {
                    int pairs = (int) cells.stream()
                            .map(cell -> List.of(cell.get(one), cell.get(other)))
                            .distinct()
                            .count();
                    cheapest = OptionalInt.of(Math.min(cheapest.orElse(Integer.MAX_VALUE), pairs));
                }
            }
        }
        return cheapest;
    }

    private static Set<Cell> part(Set<Cell> cells, int seed) {
        var random = new java.util.Random(seed);
        Set<Cell> part = cells.stream()
                .sorted(java.util.Comparator.comparing(Cell::toString))
                .filter(cell -> random.nextInt(3) == 0)
                .collect(Collectors.toSet());
        return part.isEmpty() ? Set.of(cells.iterator().next()) : part;
    }

    private static Cell tagged(Cell cell, String value) {
        return new Cell(cell.account(), cell.service(), cell.recordType(), value);
    }

    @Provide
    Arbitrary<Set<Cell>> organisations() {
        return organisation();
    }

    /** Usage of a few services in accounts with tags, besides taxes, credits and the like. */
    static Arbitrary<Set<Cell>> organisation() {
        Arbitrary<String> account = Arbitraries.integers().between(0, 6).map("%012d"::formatted);
        Arbitrary<String> tag = Arbitraries.of("", "", "platform", "Platform", "data$lake", "fraud", "\n", "🚀 growth");
        Arbitrary<Cell> usage = Combinators.combine(
                        account,
                        Arbitraries.of("SageMaker", "EC2", "S3", "Glue", "CloudWatch"),
                        Arbitraries.of("Usage", "Usage", "Usage", "SavingsPlanCoveredUsage", "Credit"),
                        tag)
                .as(Cell::new);
        Arbitrary<Cell> fee = Combinators.combine(
                        account,
                        Arbitraries.of("Tax", "AWS Support", "Savings Plans"),
                        Arbitraries.of("Tax", "Fee", "SavingsPlanRecurringFee", "Refund"))
                .as((who, what, kind) -> new Cell(who, what, kind, ""));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, usage), net.jqwik.api.Tuple.of(1, fee))
                .set()
                .ofMinSize(1)
                .ofMaxSize(80);
    }
}
