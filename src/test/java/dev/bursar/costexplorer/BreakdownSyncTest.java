package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.spend.BreakdownAnswer;
import dev.bursar.spend.Breakdowns;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Breakdowns from the simulated AWS to their answer, with what they cost. */
class BreakdownSyncTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private Organisation organisation;
    private SyncRig rig;
    private Breakdowns breakdowns;

    @BeforeEach
    void start() {
        rig = SyncRig.synced(clock, AUGUST.atDay(1));
        organisation = rig.organisation;
        breakdowns = rig.bean(Breakdowns.class);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private long asked() {
        return rig.simulator.requests().count("GetCostAndUsage", RequestLog.OK);
    }

    private void done(RunRow run) {
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
    }

    private BreakdownAnswer ask(int id, YearMonth month, CostFilter... filters) {
        return breakdowns.ask(id, month, List.of(filters)).orElseThrow();
    }

    /** Tag value → service → EffectiveCost, as the organisation has it. */
    private Map<String, BigDecimal> source(YearMonth month) {
        var sums = new TreeMap<String, BigDecimal>();
        LocalDate end = month.plusMonths(1).atDay(1);
        LocalDate today = LocalDate.of(2026, 11, 25);
        organisation
                .lines(month.atDay(1), end.isAfter(today) ? today : end)
                .forEach(line -> sums.merge(
                        line.cell().tags().getOrDefault(Organisation.ENVIRONMENT_TAG, "") + "/"
                                + line.cell().service(),
                        line.costs().netAmortized(),
                        BigDecimal::add));
        return sums;
    }

    private static Map<String, BigDecimal> sums(BreakdownAnswer answered) {
        var sums = new TreeMap<String, BigDecimal>();
        answered.answer()
                .currencies()
                .getFirst()
                .rows()
                .forEach(row -> row.parts().forEach(part -> sums.put(row.key() + "/" + part.key(), part.total())));
        return sums;
    }

    private static void agree(Map<String, BigDecimal> read, Map<String, BigDecimal> source) {
        assertThat(read.keySet()).isEqualTo(source.keySet());
        assertThat(read)
                .allSatisfy((key, sum) -> assertThat(sum)
                        .as(key)
                        .isCloseTo(source.get(key), org.assertj.core.data.Offset.offset(new BigDecimal("0.0000001"))));
    }

    @Test
    void withoutOneNothingIsAskedOrPaid() {
        done(rig.run("breakdowns"));
        assertThat(rig.simulator.requests().entries()).isEmpty();
    }

    @Test
    void aBreakdownIsReadByDayAndByMonthAndAgreesWithTheCharges() {
        int id = breakdowns.turnOn(" environment ", Dimension.SERVICE);
        assertThat(breakdowns.all().getFirst().readAt()).isEmpty();
        done(rig.run("breakdowns"));
        assertThat(rig.simulator.requests().entries())
                .filteredOn(entry -> entry.operation().equals("GetCostAndUsage"))
                .allMatch(entry -> entry.groupBy().equals(List.of("TAG:environment", "DIMENSION:SERVICE")));
        Breakdown read = breakdowns.all().getFirst();
        assertThat(read.pages()).isEqualTo((int) asked());
        assertThat(read.label()).isEqualTo("environment \u00D7 service");

        var november = ask(id, NOVEMBER);
        assertThat(november.answer().question().granularity()).isEqualTo(Granularity.DAILY);
        agree(sums(november), source(NOVEMBER));
        var august = ask(id, AUGUST);
        assertThat(august.answer().question().granularity()).isEqualTo(Granularity.MONTHLY);
        agree(sums(august), source(AUGUST));
        for (var answered : List.of(november, august)) {
            var spend = answered.answer().currencies().getFirst();
            assertThat(spend.perPeriod().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(spend.total());
            assertThat(answered.checks())
                    .singleElement()
                    .satisfies(check ->
                            assertThat(check.difference().abs()).isLessThanOrEqualTo(BreakdownAnswer.ROUNDING));
        }
        assertThat(journal()).containsExactly("breakdown-turned-on");
    }

    private List<String> journal() {
        return rig.database
                .jdbc()
                .sql("select action from journal where action like 'breakdown%' order by id")
                .query(String.class)
                .list();
    }

    @Test
    void itIsReadAgainOnlyWhenTheCostsHaveChanged() {
        int id = breakdowns.turnOn("environment", Dimension.ACCOUNT);
        rig.run("breakdowns");
        rig.simulator.requests().clear();
        clock.forward(Duration.ofHours(2));
        done(rig.run("breakdowns"));
        assertThat(asked()).isZero();

        organisation.restate(AUGUST);
        rig.run("costs");
        rig.simulator.requests().clear();
        var before = sums(ask(id, AUGUST));
        assertThat(ask(id, AUGUST).checks().getFirst().difference().signum()).isNotZero();
        done(rig.run("breakdowns"));
        assertThat(rig.simulator.requests().entries())
                .filteredOn(entry -> entry.operation().equals("GetCostAndUsage"))
                .isNotEmpty()
                .allMatch(entry -> entry.groupBy().equals(List.of("TAG:environment", "DIMENSION:LINKED_ACCOUNT")));
        assertThat(sums(ask(id, AUGUST))).isNotEqualTo(before);
        assertThat(ask(id, AUGUST).checks().getFirst().difference().abs())
                .isLessThanOrEqualTo(BreakdownAnswer.ROUNDING);
    }

    @Test
    void filtersAreThoseThatItsCombinationCanAnswer() {
        int id = breakdowns.turnOn("environment", Dimension.SERVICE);
        rig.run("breakdowns");
        var all = sums(ask(id, NOVEMBER));
        var prod = sums(ask(id, NOVEMBER, new CostFilter(Dimension.TAG_VALUE, Operator.IS, List.of("prod"))));
        assertThat(prod).isNotEmpty().allSatisfy((key, sum) -> assertThat(sum).isEqualByComparingTo(all.get(key)));
        assertThat(prod.keySet()).allMatch(key -> key.startsWith("prod/"));
        var some = sums(ask(
                id,
                NOVEMBER,
                new CostFilter(Dimension.TAG_VALUE, Operator.IS_NOT, List.of("")),
                new CostFilter(Dimension.SERVICE, Operator.CONTAINS, List.of("sagemaker"))));
        assertThat(some.keySet()).isNotEmpty().allMatch(key -> key.endsWith("SageMaker") && !key.startsWith("/"));
        assertThatThrownBy(() ->
                        ask(id, NOVEMBER, new CostFilter(Dimension.ACCOUNT, Operator.IS, List.of("012345678901"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(breakdowns.ask(id + 1, NOVEMBER, List.of())).isEmpty();
    }

    @Test
    void whatIsTurnedOffIsForgotten() {
        int id = breakdowns.turnOn("environment", Dimension.SERVICE);
        rig.run("breakdowns");
        assertThatThrownBy(() -> breakdowns.turnOn("environment", Dimension.SERVICE))
                .isInstanceOf(BreakdownExists.class);
        breakdowns.turnOff(id);
        assertThatThrownBy(() -> breakdowns.turnOff(id)).isInstanceOf(StaleEdit.class);
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from breakdown_cost")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(journal()).containsExactly("breakdown-turned-on", "breakdown-turned-off");
        for (String key : List.of("", " ", "a$b", "x".repeat(129), "\0")) {
            assertThatThrownBy(() -> breakdowns.turnOn(key, Dimension.SERVICE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> breakdowns.turnOn("environment", Dimension.TEAM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePriceIsKnownBeforeItIsTurnedOn() {
        var price = breakdowns.price(Dimension.SERVICE);
        assertThat(asked()).isZero();
        assertThat(price.first()).isBetween(2, 20);
        assertThat(price.firstUsd())
                .isEqualByComparingTo(new BigDecimal("0.01").multiply(BigDecimal.valueOf(price.first())));
        assertThat(price.aMonth())
                .isEqualByComparingTo(new BigDecimal("0.90").multiply(BigDecimal.valueOf(price.refresh())));
        breakdowns.turnOn("environment", Dimension.SERVICE);
        rig.run("breakdowns");
        assertThat(asked()).isBetween(1L, 4L * price.first());
    }

    @Test
    void aKeyThatIsNotActivatedIsUntaggedAltogether() {
        int id = breakdowns.turnOn("no-such-key", Dimension.RECORD_TYPE);
        done(rig.run("breakdowns"));
        assertThat(ask(id, NOVEMBER).tagValues()).extracting(Choice::label).containsExactly("Untagged");
    }
}
