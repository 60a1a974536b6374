package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of what is measured and billed of a workload, its state and why. */
class JudgeTest {
    private static final Instant NOW = JudgedWorkload.NOW;
    private static final Instant OLD = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(15));
    private static final LocalDate LAST = JudgedWorkload.LAST;

    private static void idle(HourPoints point) {
        point.cpu(10.0, 10.0).memory(5.0, 5.0);
    }

    /** 5 % of 16 vCPUs and 10 % of 64 GiB. */
    private static void light(HourPoints point) {
        point.cpu(80.0, 80.0).memory(10.0, 10.0).requests(100.0);
    }

    /** All of 16 vCPUs and 60 of 64 GiB. */
    private static void busy(HourPoints point) {
        point.cpu(1500.0, 1590.0).memory(90.0, 93.0).requests(100.0);
    }

    private static JudgedWorkload idles(Instant created) {
        return new JudgedWorkload(created).hours(BEFORE, NOW, JudgeTest::idle);
    }

    private static JudgedWorkload runs() {
        return new JudgedWorkload(OLD).hours(BEFORE, NOW, JudgeTest::light);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Charged for 24 hours a day of 30 days. */
    private static JudgedWorkload charged(JudgedWorkload workload, double hours, String usd) {
        workload.chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 30; i++) {
            workload.cost(LAST.minusDays(i), hours, usd);
        }
        return workload;
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                arguments("idle in all hours", idles(OLD), "ZOMBIE", "No requests in 14 days."),
                arguments(
                        "as old as the window",
                        idles(NOW.minus(Duration.ofDays(14))),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "a day older than the window",
                        idles(NOW.minus(Duration.ofDays(15))),
                        "ZOMBIE",
                        "No requests in 14 days."),
                arguments(
                        "AWS doesn't say since when",
                        new JudgedWorkload(null).hours(NOW.minus(Duration.ofDays(13)), NOW, JudgeTest::idle),
                        "NOT_MEASURED",
                        "No requests, but AWS doesn\u2019t say when it was created."),
                arguments(
                        "measured in the first hour, it was there before",
                        idles(null),
                        "ZOMBIE",
                        "No requests in 14 days."),
                arguments(
                        "reserved capacity",
                        idles(OLD).reserved(),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "exempt up to today",
                        idles(OLD).exempt(LocalDate.parse("2026-11-25")),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "exempt up to yesterday",
                        idles(OLD).exempt(LocalDate.parse("2026-11-24")),
                        "ZOMBIE",
                        "No requests in 14 days."),
                arguments(
                        "a request since the window's end",
                        charged(
                                new JudgedWorkload(OLD)
                                        .hours(
                                                BEFORE.minus(Duration.ofDays(15)),
                                                start(LAST.plusDays(1)),
                                                JudgeTest::idle)
                                        .hours(start(LAST.plusDays(1)), NOW, JudgeTest::light),
                                24,
                                "22.128"),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "a shadow's requests are requests of the endpoint",
                        idles(OLD).also(true, JudgedWorkload.TYPE, BEFORE, NOW, JudgeTest::light),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "below a dollar a day",
                        idles(OLD).offered(JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.041")),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "a dollar a day",
                        idles(OLD).offered(JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.042")),
                        "ZOMBIE",
                        "No requests in 14 days."),
                arguments("updating", runs().status("Updating"), "NOT_MEASURED", "Its status is Updating."),
                arguments("without a status", runs().status(""), "NOT_MEASURED", "AWS doesn\u2019t say its status."),
                arguments(
                        "without a description",
                        new JudgedWorkload(OLD).undescribed(),
                        "NOT_MEASURED",
                        "AWS lists it, but its description can\u2019t be read."),
                arguments(
                        "61 % of the billed hours are measured",
                        charged(measuredFor(OLD, 14.64), 24, "22.128"),
                        "NOT_MEASURED",
                        "Too few of the billed hours are measured. CloudWatch measured 61% of billed hours."),
                arguments(
                        "89.9 % is too little",
                        charged(measuredFor(OLD, 21.576), 24, "22.128"),
                        "NOT_MEASURED",
                        "Too few of the billed hours are measured. CloudWatch measured 89% of billed hours."),
                arguments(
                        "106 % is too much",
                        charged(measuredFor(OLD, 25.44), 24, "22.128"),
                        "NOT_MEASURED",
                        "More hours are measured than billed. CloudWatch measured 106% of billed hours."),
                arguments(
                        "90 % is enough",
                        charged(measuredFor(OLD, 21.6), 24, "22.128"),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "with inference components",
                        runs().withComponent(),
                        "NOT_MEASURED",
                        "Endpoints with inference components are not resized: each copy reserves what it needs."),
                arguments(
                        "serverless",
                        runs().serverless(),
                        "NOT_MEASURED",
                        "Serverless endpoints publish no utilisation."),
                arguments(
                        "of no type",
                        runs().on(null),
                        "NOT_MEASURED",
                        "AWS doesn\u2019t say which instance type runs."),
                arguments(
                        "of a type that nobody knows",
                        runs().on("ml.x9.large"),
                        "NOT_MEASURED",
                        "The vCPUs and memory of ml.x9.large are not known."),
                arguments(
                        "29 hours",
                        new JudgedWorkload(OLD).hours(NOW.minus(Duration.ofHours(29)), NOW, JudgeTest::light),
                        "NOT_MEASURED",
                        "Fewer than 30 hours are measured."),
                arguments(
                        "30 hours",
                        new JudgedWorkload(OLD).hours(NOW.minus(Duration.ofHours(30)), NOW, JudgeTest::light),
                        "FITS",
                        "It already runs on the cheapest instances that are large enough."),
                arguments(
                        "without CPU",
                        new JudgedWorkload(OLD).hours(BEFORE, NOW, point -> point.requests(5.0)),
                        "NOT_MEASURED",
                        "How much CPU the load needs is not known."),
                arguments(
                        "larger than any type",
                        new JudgedWorkload(OLD)
                                .hours(
                                        BEFORE,
                                        NOW,
                                        point -> point.cpu(80.0, 80.0)
                                                .memory(60.0, 90.0)
                                                .requests(5.0)),
                        "FITS",
                        "No instance type that is offered here is large enough for the load."),
                arguments(
                        "busy",
                        new JudgedWorkload(OLD).hours(BEFORE, NOW, JudgeTest::busy),
                        "FITS",
                        "No instance type that is offered here is large enough for the load."),
                arguments(
                        "a smaller type is enough",
                        runs().offered(
                                        JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.922"),
                                        JudgedWorkload.offer("ml.m5.large", 2, 8, "0.115")),
                        "OVERSIZED",
                        "1 \u00d7 ml.m5.large would be enough."),
                arguments(
                        "only a shadow is left",
                        new JudgedWorkload(OLD)
                                .undescribed()
                                .also(true, JudgedWorkload.TYPE, BEFORE, NOW, JudgeTest::light),
                        "NOT_MEASURED",
                        "It has no variant that takes requests."));
    }

    /** So many instance-hours a day. */
    private static JudgedWorkload measuredFor(Instant created, double hours) {
        return new JudgedWorkload(created)
                .hours(
                        start(LAST.minusDays(29)),
                        start(LAST.plusDays(1)),
                        point -> point.instances(hours / 24)
                                .cpu(80.0, 80.0)
                                .memory(10.0, 10.0)
                                .requests(100.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void anEndpointIs(String name, JudgedWorkload workload, FindingState state, String reason) {
        Finding finding = workload.judge();

        assertThat(JudgedWorkload.reason(finding)).isEqualTo(reason);
        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.proposals().isEmpty())
                .isEqualTo(state != FindingState.ZOMBIE && state != FindingState.OVERSIZED);
    }

    static Stream<Arguments> jobs() {
        return Stream.of(
                arguments("none", family(), "NOT_MEASURED", "No job in 30 days."),
                arguments(
                        "done, or stopped at a checkpoint",
                        family().job("Completed", 3600, false, 0).job("Stopped", 3600, true, 0),
                        "FITS",
                        "2 jobs in 30 days, none lost."),
                arguments(
                        "failed",
                        family().job("Completed", 3600, false, 0).job("Failed", 7200, false, 0),
                        "WASTEFUL",
                        "1 of 2 jobs lost in 30 days. A job is lost when it fails, or stops without a checkpoint."
                                + " Together this cost $1.84 at list price in 30 days."),
                arguments(
                        "a warm pool",
                        family().job("Completed", 3600, false, 3600),
                        "WASTEFUL",
                        "Warm pools were billed while they waited for jobs. Together this cost $0.92 at list price in 30 days."),
                arguments(
                        "both",
                        family().job("Stopped", 3600, false, 3600),
                        "WASTEFUL",
                        "1 of 1 job lost in 30 days. A job is lost when it fails, or stops without a checkpoint. Warm pools"
                                + " were billed while they waited for jobs. Together this cost $1.84 at list price in 30"
                                + " days."),
                arguments(
                        "AWS doesn't say how long one ran",
                        family().job("Failed", null, false, 0),
                        "WASTEFUL",
                        "1 of 1 job lost in 30 days. A job is lost when it fails, or stops without a checkpoint."),
                arguments(
                        "of no known price",
                        family().offered().job("Failed", 3600, false, 0),
                        "WASTEFUL",
                        "1 of 1 job lost in 30 days. A job is lost when it fails, or stops without a checkpoint."));
    }

    private static JudgedWorkload family() {
        return new JudgedWorkload(OLD).kind(WorkloadKind.JOB_FAMILY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void aFamilyOfJobsIs(String name, JudgedWorkload workload, FindingState state, String reason) {
        Finding finding = workload.judge();

        assertThat(JudgedWorkload.reason(finding)).isEqualTo(reason);
        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.coverage()).isEqualTo(Measure.notKnown(Reason.NOT_AN_ENDPOINT));
        assertThat(finding.idleShare()).isEqualTo(Measure.notKnown(Reason.NOT_AN_ENDPOINT));
    }

    @Test
    void aZombieIsDeletedWithAllItsInstancesAndWhatSpeaksForIt() {
        Finding finding = charged(
                        new JudgedWorkload(OLD)
                                .instances(2)
                                .hours(BEFORE.minus(Duration.ofDays(20)), NOW, point -> point.instances(2)),
                        48,
                        "44.256")
                .judge();

        ProposedChange change = finding.proposals().getFirst();
        assertThat(change.action()).isEqualTo(Action.DELETE);
        assertThat(change.fromCount()).isEqualTo(2);
        assertThat(change.fromType()).isEqualTo(JudgedWorkload.TYPE);
        assertThat(change.listSaving()).as("two at $0.922 for 730 hours").isEqualByComparingTo("1346.12");
        assertThat(change.billSaving()).isEqualByComparingTo("1346.12");
        assertThat(change.priceVersion()).isEqualTo(7);
        assertThat(JudgedWorkload.evidence(change))
                .containsExactly(
                        "No requests in 14 days: idle in all 336 measured hours.",
                        "It is InService and cost $1,327.68 in 30 days (charges by resource).",
                        "CloudWatch measured 100% of billed hours.",
                        "List price: 2 \u00d7 ml.m5.4xlarge at $0.922 an hour, 730 hours a month.");
        assertThat(JudgedWorkload.assumptions(change))
                .containsExactly(
                        "Nobody needs the endpoint soon. The model and the endpoint configuration stay, so you can create it again.",
                        "The coming days are like its last whole days. A Savings Plan that covers it may go unused.");
    }

    /** 917.69 in thirty days of 720 hours are 930.44 in a month of 730: a rate, which is never called what it cost. */
    @Test
    void aZombiesSavingIsAMonthAtItsRate() {
        Finding finding = charged(
                        new JudgedWorkload(OLD)
                                .offered(JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "1.2746"))
                                .hours(BEFORE.minus(Duration.ofDays(20)), NOW, JudgeTest::idle),
                        24,
                        "30.5896667")
                .judge();

        assertThat(finding.cost()).isEqualByComparingTo("917.690001");
        assertThat(finding.rate()).isEqualByComparingTo("930.4356954583");
        assertThat(finding.saving()).as("no more than the rate").isEqualByComparingTo(finding.rate());
        assertThat(finding.proposals().getFirst().billSaving()).isEqualByComparingTo("930.44");
        assertThat(finding.costDays()).isEqualTo(30);
    }

    @Test
    void severalTeamsZombieIsToldToAllOfThemWithoutAnAmount() {
        JudgedWorkload workload = charged(
                new JudgedWorkload(OLD)
                        .on("ml.x9.large")
                        .hours(BEFORE.minus(Duration.ofDays(20)), NOW, JudgeTest::idle),
                24,
                "22.128");
        Finding finding = workload.cost(LAST, 8, JudgedWorkload.TYPE, 0, "1").judge();

        assertThat(finding.severalTeams()).isTrue();
        assertThat(finding.state()).isEqualTo(FindingState.ZOMBIE);
        assertThat(JudgedWorkload.reason(finding)).isEqualTo("No requests in 14 days. Several teams pay for it.");
        assertThat(finding.proposals()).isEmpty();

        Finding priced = charged(
                        new JudgedWorkload(OLD).hours(BEFORE.minus(Duration.ofDays(20)), NOW, JudgeTest::idle),
                        24,
                        "22.128")
                .cost(LAST, 8, JudgedWorkload.TYPE, 0, "1")
                .judge();
        ProposedChange change = priced.proposals().getFirst();
        assertThat(change.billSaving()).isNull();
        assertThat(change.currency()).isNull();
        assertThat(JudgedWorkload.evidence(change))
                .contains("It is InService and cost an amount that several teams share.");
    }

    /** A smaller type is proposed by what is paid of the list price. */
    @Test
    void aRightsizingSavesItsShareOfTheBill() {
        Finding finding = charged(measuredFor(OLD, 24), 24, "11.064")
                .offered(
                        JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.922"),
                        JudgedWorkload.offer("ml.m5.large", 2, 8, "0.115"))
                .judge();

        ProposedChange change = finding.proposals().getFirst();
        assertThat(change.action()).isEqualTo(Action.RIGHTSIZE);
        assertThat(change.variant()).isEqualTo("main");
        assertThat(change.listSaving()).isEqualByComparingTo("589.11");
        assertThat(change.billSaving()).as("half of the list price is paid").isEqualByComparingTo("294.56");
        assertThat(finding.saving()).isEqualByComparingTo("294.56");
        assertThat(finding.lowConfidence()).isFalse();
    }

    @Test
    void fewerThanFourteenDaysAreLowConfidence() {
        Finding finding = new JudgedWorkload(OLD)
                .hours(NOW.minus(Duration.ofDays(10)), NOW, JudgeTest::light)
                .offered(
                        JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.922"),
                        JudgedWorkload.offer("ml.m5.large", 2, 8, "0.115"))
                .judge();

        assertThat(finding.lowConfidence()).isTrue();
        assertThat(finding.proposals().getFirst().lowConfidence()).isTrue();
    }

    // what was wrong

    /** Charges in another currency say nothing about a dollar a day, and are no saving in dollars. */
    @Test
    void chargesInAnotherCurrencyAreNotTakenForDollars() {
        Instant since = BEFORE.minus(Duration.ofDays(20));
        Finding cheap = charged(
                        new JudgedWorkload(OLD)
                                .in("CNY")
                                .offered(JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.01"))
                                .hours(since, NOW, JudgeTest::idle),
                        24,
                        "1.7")
                .judge();
        assertThat(cheap.state()).as("$0.24 a day").isEqualTo(FindingState.FITS);

        Finding unpriced = charged(
                        new JudgedWorkload(OLD).in("CNY").on("ml.x9.large").hours(since, NOW, JudgeTest::idle),
                        24,
                        "170")
                .judge();
        assertThat(unpriced.proposals()).isEmpty();

        Finding priced = charged(new JudgedWorkload(OLD).in("CNY").hours(since, NOW, JudgeTest::idle), 24, "170")
                .judge();
        assertThat(priced.state()).isEqualTo(FindingState.ZOMBIE);
        assertThat(priced.saving()).as("list price").isEqualByComparingTo("673.06");
    }

    /** Of charges that ended, few days reach into the window: they are not spread over all of it. */
    @Test
    void chargesThatEndedDoNotMakeAWorkloadCheap() {
        var workload = new JudgedWorkload(OLD).chargesEnd(LocalDate.parse("2026-11-13"));
        for (int i = 0; i < 30; i++) {
            workload.cost(LocalDate.parse("2026-11-13").minusDays(i), 24, "2.88");
        }
        Finding finding = workload.offered(JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.12"))
                .hours(BEFORE.minus(Duration.ofDays(20)), NOW, JudgeTest::idle)
                .judge();

        assertThat(finding.state()).as("$2.88 a day").isEqualTo(FindingState.ZOMBIE);
    }

    /** Where its price comes from is said as it is. */
    @Test
    void aDeletionNamesThePriceThatItRestsOn() {
        ProposedChange typed = idles(OLD).typedPrice().judge().proposals().getFirst();
        assertThat(typed.typedPrice()).isTrue();

        ProposedChange billed = charged(
                        new JudgedWorkload(OLD)
                                .on("ml.x9.large")
                                .hours(BEFORE.minus(Duration.ofDays(20)), NOW, JudgeTest::idle),
                        24,
                        "24")
                .judge()
                .proposals()
                .getFirst();
        assertThat(billed.listSaving()).isEqualByComparingTo(new BigDecimal("730.00"));
        assertThat(billed.priceVersion()).as("no price was needed").isNull();
    }
}
