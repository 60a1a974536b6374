package dev.bursar.efficiency.formula;

import static dev.bursar.efficiency.formula.HourPoints.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.formula.Zombie.Objection;
import dev.bursar.efficiency.formula.Zombie.Subject;
import module java.base;
import org.junit.jupiter.api.Test;

class IdleHoursTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-01");
    private static final int WINDOW = 336;
    private static final Instant END = START.plus(Duration.ofHours(WINDOW));
    private static final Subject OLD = new Subject("InService", START.minus(Duration.ofDays(40)), false, false, null);
    private static final Amount DEAR = Amount.of(new BigDecimal("22.13"));

    @Test
    void anHourWithInstancesAndNoRequestsIsIdle() {
        IdleHours idle = idle(4, (i, point) -> point.requests(i == 0 ? null : i == 1 ? 0.0 : 7.0));
        assertThat(idle.count()).isEqualTo(2);
        assertThat(idle.share()).isEqualTo(Measure.of(0.5));
    }

    @Test
    void anHourThatIsNotMeasuredIsNotIdle() {
        IdleHours idle = idle(3, (i, point) -> point.samples(i == 0 ? 60.0 : null));
        assertThat(idle.count()).isOne();
        assertThat(idle.hours()).hasSize(1);
        assertThat(idle(3, (i, point) -> point.samples(null)).share()).isEqualTo(new NotKnown(Reason.NO_METRICS));
    }

    @Test
    void requestsThatAreNoNumberAreNotIdle() {
        assertThat(idle(1, (i, point) -> point.requests(Double.NaN)).count()).isZero();
    }

    @Test
    void anAsynchronousEndpointIsIdleWithoutBacklogAndWithoutAnswers() {
        List<HourPoint> points = HourPoints.row(5, (i, point) -> {
            switch (i) {
                case 0 -> point.backlog(0.0, 0.0);
                case 1 -> point.backlog(0.0, null);
                case 2 -> point.backlog(3.0, 0.0);
                case 3 -> point.backlog(0.0, 2.0);
                default -> point.backlog(null, null);
            }
        });
        assertThat(IdleHours.of(new MeasuredHours(points, 60), true).count()).isEqualTo(2);
    }

    @Test
    void anEndpointIsIdleWhenNoneOfItsVariantsGetsARequest() {
        IdleHours one = idle(3, (i, point) -> point.requests(i == 0 ? 5.0 : 0.0));
        IdleHours other =
                idle(3, (i, point) -> point.requests(i == 1 ? 5.0 : 0.0).instances(2));
        IdleHours both = IdleHours.together(List.of(one, other));
        assertThat(both.count()).isOne();
        assertThat(both.instanceHoursPerDay()).isEqualTo(Map.of(DAY, 9.0));
        assertThat(both.idlePerDay()).isEqualTo(Map.of(DAY, 3.0));
    }

    @Test
    void costOfIdleHoursIsTheirShareOfEachDay() {
        IdleHours idle = idle(48, (i, point) -> point.requests(i < 18 ? 0.0 : 1.0));
        var cost = Map.of(DAY, new BigDecimal("22.128"), DAY.plusDays(1), new BigDecimal("22.128"));
        assertThat(idle.idleCost(cost).amount()).isEqualTo(Amount.of(new BigDecimal("16.5960000000")));
        assertThat(idle.idleCost(cost).leftOut()).isZero();
    }

    @Test
    void costOfIdleHoursIsRoundedHalfUpToTenDecimals() {
        IdleHours idle = idle(3, (i, point) -> point.requests(i == 0 ? 0.0 : 1.0));
        assertThat(idle.idleCost(Map.of(DAY, new BigDecimal("1"))).amount())
                .isEqualTo(Amount.of(new BigDecimal("0.3333333333")));
        assertThat(idle.idleCost(Map.of(DAY, new BigDecimal("2"))).amount())
                .isEqualTo(Amount.of(new BigDecimal("0.6666666667")));
    }

    @Test
    void costOfDaysWithoutMetricsIsLeftOutAndSaid() {
        IdleHours idle = idle(24, (i, point) -> point.requests(0.0));
        var cost = Map.of(DAY, new BigDecimal("3"), DAY.plusDays(9), new BigDecimal("4"));
        assertThat(idle.idleCost(cost).amount()).isEqualTo(Amount.of(new BigDecimal("3.0000000000")));
        assertThat(idle.idleCost(cost).leftOut()).isEqualByComparingTo("4");
        assertThat(idle.idleCost(Map.of()).amount()).isEqualTo(new NotKnown(Reason.NO_CHARGES));
        assertThat(idle.idleCost(Map.of(DAY.plusDays(9), BigDecimal.ONE)).amount())
                .isEqualTo(new NotKnown(Reason.NO_METRICS));
    }

    @Test
    void anEndpointThatServedNobodyForTwoWeeksIsAZombie() {
        Zombie zombie = judge(OLD, idle(WINDOW, (i, point) -> {}), Coverage.of(336, 336), DEAR);
        assertThat(zombie.isZombie()).isTrue();
        assertThat(judge(OLD, idle(WINDOW, (i, point) -> {}), Coverage.notKnown(), DEAR)
                        .isZombie())
                .as("at list price")
                .isTrue();
    }

    @Test
    void oneRequestInTwoWeeksSpeaksAgainstAZombie() {
        Zombie zombie =
                judge(OLD, idle(WINDOW, (i, point) -> point.requests(i == 200 ? 1.0 : 0)), Coverage.of(336, 336), DEAR);
        assertThat(zombie).isEqualTo(new Zombie(Objection.USED, "in 1 of 336 hours"));
    }

    @Test
    void aTenthOfTheHoursNotMeasuredSpeaksAgainstAZombieAndAFewDoNot() {
        Zombie zombie = judge(
                OLD, idle(WINDOW, (i, point) -> point.samples(i < 34 ? null : 60.0)), Coverage.of(302, 302), DEAR);
        assertThat(zombie).isEqualTo(new Zombie(Objection.NOT_MEASURED, "34 of 336 hours are not measured"));
        assertThat(judge(
                                OLD,
                                idle(WINDOW, (i, point) -> point.samples(i < 3 ? null : 60.0)),
                                Coverage.of(333, 336),
                                DEAR)
                        .isZombie())
                .isTrue();
    }

    @Test
    void hoursOutsideOfTheWindowDoNotCount() {
        IdleHours idle = idle(WINDOW + 2, (i, point) -> point.requests(i >= WINDOW ? 5.0 : 0));
        assertThat(judge(OLD, idle, Coverage.of(336, 336), DEAR).isZombie()).isTrue();
    }

    @Test
    void theFirstReasonThatSpeaksAgainstAZombieIsSaid() {
        IdleHours idle = idle(WINDOW, (i, point) -> {});
        Coverage full = Coverage.of(336, 336);
        assertThat(judge(new Subject("Updating", START, true, true, null), idle, full, DEAR)
                        .objection())
                .isEqualTo(Objection.NOT_IN_SERVICE);
        assertThat(judge(new Subject("InService", START, true, true, null), idle, full, DEAR)
                        .objection())
                .isEqualTo(Objection.TOO_NEW);
        Instant before = START.minusSeconds(1);
        assertThat(judge(new Subject("InService", before, true, true, null), idle, full, DEAR)
                        .objection())
                .isEqualTo(Objection.SHADOW);
        assertThat(judge(new Subject("InService", before, false, true, null), idle, full, DEAR)
                        .objection())
                .isEqualTo(Objection.RESERVED);
        LocalDate today = LocalDate.parse("2026-11-15");
        assertThat(judge(new Subject("InService", before, false, false, today), idle, full, DEAR))
                .isEqualTo(new Zombie(Objection.EXEMPT, "until 2026-11-15"));
        assertThat(judge(new Subject("InService", before, false, false, today.minusDays(1)), idle, full, DEAR)
                        .isZombie())
                .isTrue();
        assertThat(judge(OLD, idle, Coverage.of(61, 100), DEAR))
                .isEqualTo(new Zombie(Objection.COVERAGE, "COVERAGE_TOO_LOW"));
        assertThat(judge(OLD, idle, full, Amount.of(new BigDecimal("0.99"))).objection())
                .isEqualTo(Objection.CHEAP);
        assertThat(judge(OLD, idle, full, Amount.of(BigDecimal.ONE)).isZombie()).isTrue();
        assertThat(judge(OLD, idle, full, Amount.notKnown(Reason.NO_PRICE)).objection())
                .isEqualTo(Objection.COST_NOT_KNOWN);
    }

    @Test
    void oneWhoseAgeIsNotKnownIsAZombieOnlyIfItWasThereInTheFirstHour() {
        var ageless = new Subject("InService", null, false, false, null);
        IdleHours whole = idle(WINDOW, (i, point) -> {});
        IdleHours later = idle(WINDOW, (i, point) -> point.samples(i == 0 ? null : 60.0));
        assertThat(judge(ageless, whole, Coverage.of(336, 336), DEAR).isZombie())
                .isTrue();
        assertThat(judge(ageless, later, Coverage.of(335, 336), DEAR).objection())
                .isEqualTo(Objection.AGE_NOT_KNOWN);
        assertThat(judge(OLD, later, Coverage.of(335, 336), DEAR).isZombie()).isTrue();
    }

    private static Zombie judge(Subject subject, IdleHours idle, Coverage coverage, Amount usdPerDay) {
        return Zombie.of(subject, START, END, idle, coverage, usdPerDay);
    }

    private static IdleHours idle(int hours, BiConsumer<Integer, HourPoints> change) {
        return IdleHours.of(new MeasuredHours(HourPoints.row(hours, change), 60), false);
    }
}
