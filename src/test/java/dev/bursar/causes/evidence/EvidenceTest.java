package dev.bursar.causes.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.Evidence.Verdict;
import dev.bursar.causes.evidence.UseByDay.Use;
import dev.bursar.charges.CostResult.DayRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    private static final String ENDPOINT = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/a";
    private static final DayRange NOW = new DayRange(day(11, 1), day(11, 21));
    private static final DayRange BEFORE = new DayRange(day(10, 1), day(10, 21));
    private static final LocalDate ARRIVED = day(11, 21);

    @ParameterizedTest
    @CsvSource({
        // first day of charges, when it was made, what that is
        "11-05, 2026-11-04T00:00:00Z, EXPLAINED",
        "11-05, 2026-11-05T23:59:59Z, EXPLAINED",
        "11-05, 2026-11-03T23:59:59Z, UNEXPLAINED",
        "11-05, 2026-11-06T00:00:00Z, UNEXPLAINED",
        "10-25, 2026-10-25T08:00:00Z, EXPLAINED",
        // in the former period, and as much a day since
        "10-10, 2026-10-10T08:00:00Z, EXPLAINED",
    })
    void whatWasMadeOnItsFirstDayExplainsIt(String first, Instant made, ChangeClass why) {
        Verdict verdict = verdict(hours(date(first), NOW.to(), 24), made(made));

        assertThat(verdict.why()).isEqualTo(why);
        assertThat(verdict.direction()).isEqualTo(why == ChangeClass.EXPLAINED ? 1 : 0);
    }

    @Test
    void anEarlierChargeMeansThatItIsNotNew() {
        List<Use> uses = new ArrayList<>(hours(day(11, 5), NOW.to(), 24));
        uses.addAll(hours(day(9, 20), day(9, 21), 24));

        assertThat(verdict(uses, made(Instant.parse("2026-11-05T08:00:00Z"))).why())
                .isNotEqualTo(ChangeClass.EXPLAINED);
    }

    @Test
    void whereItsUseGrewSinceItWasMadeTheAmountIsNotProved() {
        List<Use> uses = new ArrayList<>(hours(day(10, 10), BEFORE.to(), 24));
        uses.addAll(hours(NOW.from(), NOW.to(), 72));

        assertThat(verdict(uses, made(Instant.parse("2026-10-10T08:00:00Z"))).why())
                .isEqualTo(ChangeClass.CANDIDATE);
    }

    @Test
    void ofTwoThatMadeItEachMayBeIt() {
        Verdict verdict = verdict(
                hours(day(11, 5), NOW.to(), 24),
                made(Instant.parse("2026-11-05T08:00:00Z")),
                made(Instant.parse("2026-11-05T09:00:00Z")));

        assertThat(verdict.why()).isEqualTo(ChangeClass.CANDIDATE);
        assertThat(verdict.events()).hasSize(2);
    }

    @Test
    void atMostThreeAreNamed() {
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            acts.add(made(Instant.parse("2026-11-05T08:00:00Z").plusSeconds(i)));
        }

        assertThat(verdict(hours(day(11, 5), NOW.to(), 24), acts.toArray(Act[]::new))
                        .events())
                .hasSize(3);
    }

    @Test
    void tagsAndPoliciesUseNothing() {
        Instant time = Instant.parse("2026-11-05T08:00:00Z");

        assertThat(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "AddTags", Asked.NOTHING))
                        .why())
                .isEqualTo(ChangeClass.UNEXPLAINED);
        assertThat(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "PutBucketPolicy", Asked.NOTHING))
                        .why())
                .isEqualTo(ChangeClass.UNEXPLAINED);
        assertThat(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "ModifyVolume", Asked.NOTHING))
                        .why())
                .isEqualTo(ChangeClass.CANDIDATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-09T00:00:00Z, EXPLAINED",
        "2026-11-10T23:00:00Z, EXPLAINED",
        "2026-11-08T23:00:00Z, UNEXPLAINED",
        "2026-11-11T00:00:00Z, UNEXPLAINED",
    })
    void whatEndedOnItsLastDayExplainsIt(Instant ended, ChangeClass why) {
        Verdict verdict = verdict(hours(day(9, 17), day(11, 10), 24), act(ended, "DeleteEndpoint", Asked.NOTHING));

        assertThat(verdict.why()).isEqualTo(why);
        assertThat(verdict.direction()).isEqualTo(why == ChangeClass.EXPLAINED ? -1 : 0);
    }

    @Test
    void whatHasNotArrivedYetIsNotGone() {
        Verdict verdict = new Evidence(
                        ENDPOINT,
                        new UseByDay(hours(day(9, 17), day(11, 18), 24)),
                        List.of(act(Instant.parse("2026-11-17T10:00:00Z"), "DeleteEndpoint", Asked.NOTHING)),
                        BEFORE,
                        NOW,
                        day(11, 18))
                .verdict();

        assertThat(verdict.why()).isEqualTo(ChangeClass.USAGE);
    }

    @Test
    void aJobThatIsOverWasUsed() {
        Verdict over = new Evidence(
                        "arn:aws:sagemaker:us-east-1:111122223333:training-job/a",
                        new UseByDay(hours(day(10, 5), day(10, 7), 24)),
                        List.of(made(Instant.parse("2026-10-05T08:00:00Z"))),
                        BEFORE,
                        NOW,
                        ARRIVED)
                .verdict();

        assertThat(over.why()).isEqualTo(ChangeClass.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        // instances before and now, asked for, what that is
        "4, 8, 8, EXPLAINED",
        "8, 4, 4, EXPLAINED",
        "4, 8, 9, CANDIDATE",
        "4, 4, 4, USAGE",
        "4, 4, 8, USAGE",
        "10, 11, 11, USAGE",
    })
    void aSizeThatTheHoursThenHaveExplainsThem(int before, int now, int asked, ChangeClass why) {
        List<Use> uses = new ArrayList<>(hours(day(9, 17), day(11, 5), before * 24));
        uses.addAll(hours(day(11, 5), NOW.to(), now * 24));
        Verdict verdict = verdict(
                uses,
                act(
                        Instant.parse("2026-11-04T22:00:00Z"),
                        "UpdateEndpointWeightsAndCapacities",
                        new Asked(Set.of(), asked)));

        assertThat(verdict.why()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        // days of the period before and now, what a doubled size is, what a resource is that was made or deleted in
        // either
        "20, 20, EXPLAINED, EXPLAINED, EXPLAINED",
        "20, 19, EXPLAINED, EXPLAINED, EXPLAINED",
        "8, 20, CANDIDATE, CANDIDATE, EXPLAINED",
        "20, 10, CANDIDATE, CANDIDATE, EXPLAINED",
    })
    void wherePeriodsDifferInLengthOnlyWhatIsOnOneSideAloneIsProved(
            int then, int today, ChangeClass resized, ChangeClass madeBefore, ChangeClass madeNow) {
        var before = new DayRange(day(10, 1), day(10, 1).plusDays(then));
        var now = new DayRange(day(11, 1), day(11, 1).plusDays(today));
        List<Use> doubled = new ArrayList<>(hours(day(9, 17), day(11, 5), 96));
        doubled.addAll(hours(day(11, 5), now.to(), 192));

        assertThat(verdict(
                        before,
                        now,
                        doubled,
                        act(Instant.parse("2026-11-04T22:00:00Z"), "UpdateEndpoint", new Asked(Set.of(), 8))))
                .isEqualTo(resized);
        assertThat(verdict(before, now, hours(day(10, 3), now.to(), 24), made(Instant.parse("2026-10-03T08:00:00Z"))))
                .isEqualTo(madeBefore);
        assertThat(verdict(before, now, hours(day(11, 3), now.to(), 24), made(Instant.parse("2026-11-03T08:00:00Z"))))
                .isEqualTo(madeNow);
    }

    /** Both days are of one period and the other. */
    @Test
    void inPeriodsThatOverlapWhatWasMadeStillExplains() {
        var before = new DayRange(day(10, 20), day(11, 10));
        var now = new DayRange(day(11, 1), day(11, 21));

        assertThat(verdict(before, now, hours(day(11, 5), now.to(), 24), made(Instant.parse("2026-11-05T08:00:00Z"))))
                .isEqualTo(ChangeClass.EXPLAINED);
    }

    /** A clock that is wrong by hours puts the event after its effect: nothing is proved. */
    @Test
    void anEventAfterItsEffectExplainsNothing() {
        assertThat(verdict(hours(day(11, 5), NOW.to(), 24), made(Instant.parse("2026-11-06T03:00:00Z")))
                        .why())
                .isEqualTo(ChangeClass.UNEXPLAINED);
    }

    @Test
    void anotherInstanceTypeExplainsTheHoursOfBoth() {
        List<Use> uses = new ArrayList<>(of("USE1-Host:ml.g5.xlarge", day(9, 17), day(11, 5), 48));
        uses.addAll(of("USE1-Host:ml.p4d.24xlarge", day(11, 5), NOW.to(), 48));
        var larger =
                act(Instant.parse("2026-11-04T23:30:00Z"), "UpdateEndpoint", new Asked(Set.of("ml.p4d.24xlarge"), 2));
        var other =
                act(Instant.parse("2026-11-04T23:30:00Z"), "UpdateEndpoint", new Asked(Set.of("ml.p4d.24xlarge"), 5));

        assertThat(verdict(uses, larger).why()).isEqualTo(ChangeClass.EXPLAINED);
        assertThat(verdict(uses, larger).hoursOnly()).isTrue();
        assertThat(verdict(uses, other).why()).isEqualTo(ChangeClass.USAGE);
    }

    @Test
    void withoutChargesNothingIsKnown() {
        assertThat(verdict(List.of(), made(Instant.parse("2026-11-05T08:00:00Z")))
                        .why())
                .isEqualTo(ChangeClass.UNEXPLAINED);
    }

    private static Verdict verdict(List<Use> uses, Act... acts) {
        return new Evidence(ENDPOINT, new UseByDay(uses), List.of(acts), BEFORE, NOW, ARRIVED).verdict();
    }

    private static ChangeClass verdict(DayRange before, DayRange now, List<Use> uses, Act act) {
        return new Evidence(ENDPOINT, new UseByDay(uses), List.of(act), before, now, now.to())
                .verdict()
                .why();
    }

    private static Act made(Instant time) {
        return new Act(UUID.randomUUID(), time, "CreateEndpoint", true, Asked.NOTHING);
    }

    private static Act act(Instant time, String name, Asked asked) {
        return new Act(UUID.randomUUID(), time, name, false, asked);
    }

    private static List<Use> hours(LocalDate from, LocalDate to, int hours) {
        return of("USE1-Host:ml.g5.xlarge", from, to, hours);
    }

    private static List<Use> of(String usageType, LocalDate from, LocalDate to, int hours) {
        return from.datesUntil(to)
                .map(day -> new Use(usageType, "Hrs", day, new BigDecimal(hours), new BigDecimal(hours)))
                .toList();
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse("2026-" + text);
    }
}
