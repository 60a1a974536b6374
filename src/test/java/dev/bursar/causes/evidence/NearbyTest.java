package dev.bursar.causes.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.Nearby.Near;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearbyTest {
    private static final DayRange NOW = new DayRange(day(11, 1), day(11, 21));
    private static final DayRange BEFORE = new DayRange(day(10, 1), day(10, 21));
    private static final LocalDate STEP = day(11, 5);

    @ParameterizedTest
    @CsvSource({
        // the cost before and since 5 November, an event, whether it may be the cause
        "10, 60, CreateEndpoint, 2026-11-04T00:00:00Z, true",
        "10, 60, CreateEndpoint, 2026-11-05T23:59:59Z, true",
        "10, 60, CreateEndpoint, 2026-11-03T23:59:59Z, false",
        "10, 60, CreateEndpoint, 2026-11-06T00:00:00Z, false",
        "10, 60, RunInstances, 2026-11-05T08:00:00Z, true",
        "10, 60, DeleteEndpoint, 2026-11-05T08:00:00Z, false",
        "10, 60, ModifyDBInstance, 2026-11-05T08:00:00Z, false",
        "10, 60, SetDesiredCapacity, 2026-11-05T08:00:00Z, false",
        "10, 60, RegisterScalableTarget, 2026-11-05T08:00:00Z, false",
        "10, 60, PutScalingPolicy, 2026-11-05T08:00:00Z, false",
        "10, 60, AddTags, 2026-11-05T08:00:00Z, false",
        "10, 60, PutBucketPolicy, 2026-11-05T08:00:00Z, false",
        "10, 60, CreateModel, 2026-11-05T08:00:00Z, false",
        "10, 60, CreateEndpointConfig, 2026-11-05T08:00:00Z, false",
        "10, 60, CreateSecurityGroup, 2026-11-05T08:00:00Z, false",
        "10, 60, UpdateFunctionCode20150331v2, 2026-11-05T08:00:00Z, false",
        "10, 60, UpdateFunctionConfiguration20150331v2, 2026-11-05T08:00:00Z, false",
        "10, 60, CreateNatGateway, 2026-11-05T08:00:00Z, true",
        "10, 60, CreateVpcEndpoint, 2026-11-05T08:00:00Z, true",
        "10, 60, CreateTable, 2026-11-05T08:00:00Z, true",
        "10, 60, IncreaseReplicaCount, 2026-11-05T08:00:00Z, true",
        "10, 60, DecreaseReplicaCount, 2026-11-05T08:00:00Z, false",
        "60, 10, IncreaseReplicaCount, 2026-11-05T08:00:00Z, false",
        "60, 10, DeregisterTargets, 2026-11-05T08:00:00Z, false",
        "60, 10, ReleaseAddress, 2026-11-05T08:00:00Z, true",
        "10, 60, AttachVolume, 2026-11-05T08:00:00Z, false",
        "60, 10, DeleteEndpoint, 2026-11-05T08:00:00Z, true",
        "60, 10, StopInstances, 2026-11-04T08:00:00Z, true",
        "60, 10, ModifyDBInstance, 2026-11-05T08:00:00Z, false",
        "60, 10, CreateEndpoint, 2026-11-05T08:00:00Z, false",
        "60, 60, CreateEndpoint, 2026-11-05T08:00:00Z, false",
    })
    void anEventMayBeTheCauseIfItFitsTheDayAndTheDirection(
            int before, int since, String name, Instant time, boolean may) {
        Act act = act(name, time);
        var verdict = Nearby.verdict(
                steps(day -> day.isBefore(STEP) ? before : since, since >= before), List.of(new Near(act, null, null)));

        assertThat(verdict.isPresent()).isEqualTo(may);
        verdict.ifPresent(one -> {
            assertThat(one.rest()).isEqualTo(ChangeClass.UNEXPLAINED);
            assertThat(one.steps()).singleElement().satisfies(step -> {
                assertThat(step.of()).isEqualTo(ChangeClass.CANDIDATE);
                assertThat(step.direction()).isEqualTo(since > before ? 1 : -1);
            });
            assertThat(one.events()).containsExactly(act.event());
        });
    }

    @ParameterizedTest
    @CsvSource({
        // instances before, 0 where nobody knows; instances asked for; whether it may be why the cost rose, or fell
        "2, 4, true, false",
        "4, 2, false, true",
        "2, 2, false, false",
        "0, 4, false, false",
        "2, 0, false, false",
    })
    void whatResizesSomethingIsACandidateOnlyInItsOwnDirection(int before, int asked, boolean up, boolean down) {
        var near = new Near(
                new Act(
                        UUID.randomUUID(),
                        Instant.parse("2026-11-05T08:00:00Z"),
                        "UpdateEndpointWeightsAndCapacities",
                        false,
                        new Asked(Set.of(), asked)),
                before == 0 ? null : new Asked(Set.of("ml.g5.xlarge"), before),
                null);

        assertThat(Nearby.verdict(steps(day -> day.isBefore(STEP) ? 10 : 60, true), List.of(near)))
                .matches(verdict -> verdict.isPresent() == up);
        assertThat(Nearby.verdict(steps(day -> day.isBefore(STEP) ? 60 : 10, false), List.of(near)))
                .matches(verdict -> verdict.isPresent() == down);
    }

    @Test
    void aDayAgainstTheDayBeforeHasAStep() {
        var costs = new TreeMap<LocalDate, BigDecimal>();
        day(10, 20).datesUntil(STEP.plusDays(1)).forEach(day -> costs.put(day, BigDecimal.TEN));
        costs.put(STEP, new BigDecimal(35));
        var now = new DayRange(STEP, STEP.plusDays(1));
        var before = new DayRange(STEP.minusDays(1), STEP);

        assertThat(new Steps(costs, before, now, now.to(), true).days()).containsExactly(STEP);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "?",
            value = {
                // two events with what their resources cost a day, and whether the first is the likelier one of 50
                // dollars more
                "2026-11-05T08:00:00Z, 50, 2026-11-05T00:10:00Z, 3, true",
                "2026-11-05T08:00:00Z, 45, 2026-11-05T00:10:00Z, ?, true",
                "2026-11-05T08:00:00Z, ?, 2026-11-05T00:10:00Z, 500, true",
                "2026-11-05T08:00:00Z, 48, 2026-11-05T00:10:00Z, 40, true",
                "2026-11-05T08:00:00Z, ?, 2026-11-05T00:10:00Z, ?, false",
                "2026-11-04T23:46:00Z, ?, 2026-11-04T01:00:00Z, ?, true",
            })
    void theLikeliestStandsFirst(
            Instant one, @Nullable BigDecimal price, Instant two, @Nullable BigDecimal other, boolean first) {
        Act act = act("CreateEndpoint", one);
        Act another = act("CreateEndpoint", two);

        assertThat(Nearby.verdict(
                        steps(day -> day.isBefore(STEP) ? 10 : 60, true),
                        List.of(new Near(act, null, price), new Near(another, null, other))))
                .hasValueSatisfying(verdict -> assertThat(verdict.events())
                        .containsExactly(first ? act.event() : another.event(), first ? another.event() : act.event()));
    }

    @Test
    void whatWasMadeIsLikelierThanWhatWasChanged() {
        Act made = act("CreateEndpoint", Instant.parse("2026-11-05T20:00:00Z"));
        Act changed = act("IncreaseReplicaCount", Instant.parse("2026-11-05T00:00:00Z"));

        assertThat(Nearby.verdict(
                        steps(day -> day.isBefore(STEP) ? 10 : 60, true),
                        List.of(new Near(changed, null, null), new Near(made, null, null))))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.events()).containsExactly(made.event(), changed.event()));
    }

    @Test
    void atMostThreeOfAThousandAreNamed() {
        List<Near> acts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            acts.add(new Near(
                    act(
                            "IncreaseReplicaCount",
                            Instant.parse("2026-11-05T08:00:00Z").plusSeconds(i)),
                    null,
                    null));
        }

        assertThat(Nearby.verdict(steps(day -> day.isBefore(STEP) ? 10 : 60, true), acts))
                .hasValueSatisfying(verdict -> assertThat(verdict.events()).hasSize(3));
    }

    @Test
    void aDayThatIsInPartStillLeadsToTheEvent() {
        // made at noon: half a day on the first day
        Steps steps = steps(day -> day.isBefore(STEP) ? 10 : day.equals(STEP) ? 35 : 60, true);

        assertThat(steps.days()).containsExactly(STEP, STEP.plusDays(1));
        assertThat(steps.across(STEP)).isEqualByComparingTo("50");
    }

    @Test
    void whatAWeekRepeatsIsNoStep() {
        // working days cost 100 more; since the 5th all days cost 30 more
        Steps steps =
                steps(day -> (day.getDayOfWeek().getValue() < 6 ? 110 : 10) + (day.isBefore(STEP) ? 0 : 30), true);

        assertThat(steps.days()).containsExactly(STEP);
    }

    @Test
    void whatGrowsALittleEachDayHasNoStep() {
        assertThat(steps(
                                day -> 10
                                        + (int) day.toEpochDay()
                                        - (int) BEFORE.from().toEpochDay(),
                                true)
                        .days())
                .isEmpty();
        assertThat(steps(day -> 10, true).days()).isEmpty();
        assertThat(steps(day -> 0, false).days()).isEmpty();
    }

    @Test
    void someDaysAloneHaveAStepAtEachEnd() {
        ToIntFunction<LocalDate> weekend = day -> day.isBefore(day(11, 13)) || day.isAfter(day(11, 15)) ? 10 : 800;

        assertThat(steps(weekend, true).days()).containsExactly(day(11, 13));
        assertThat(steps(weekend, false).days()).containsExactly(day(11, 16));
    }

    @Test
    void daysThatHaveNotArrivedAreNoEnd() {
        var costs = new TreeMap<LocalDate, BigDecimal>();
        day(9, 20).datesUntil(day(11, 15)).forEach(day -> costs.put(day, BigDecimal.TEN));

        assertThat(new Steps(costs, BEFORE, NOW, day(11, 15), false).days()).isEmpty();
    }

    private static Act act(String name, Instant time) {
        return new Act(UUID.randomUUID(), time, name, name.startsWith("Create"), Asked.NOTHING);
    }

    private static Steps steps(ToIntFunction<LocalDate> cost, boolean up) {
        var costs = new TreeMap<LocalDate, BigDecimal>();
        day(9, 20).datesUntil(NOW.to()).forEach(day -> costs.put(day, BigDecimal.valueOf(cost.applyAsInt(day))));
        return new Steps(costs, BEFORE, NOW, NOW.to(), up);
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }
}
