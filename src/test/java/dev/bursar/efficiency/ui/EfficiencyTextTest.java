package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.ComponentUse;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Best;
import dev.bursar.efficiency.query.WorkloadRow.CostSource;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.query.WorkloadRow.ToldBy;
import dev.bursar.efficiency.workload.AwsFindings.AwsFinding;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where AWS says unused and Bursar something else, the page says why. */
class EfficiencyTextTest {
    private static final Instant FROM = Instant.parse("2026-11-10T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T00:00:00Z");
    private static final AwsFinding UNUSED =
            new AwsFinding("Unused", new BigDecimal("673.06"), 14, Instant.parse("2026-11-24T06:00:00Z"));
    private static final String AWS =
            "AWS Compute Optimizer finds it Unused over 14 days, and estimates a saving of $673 a month,"
                    + " before discounts. Read 24 Nov, 06:00 UTC.";

    @ParameterizedTest
    @CsvSource({"1, 100.0%", "0.99999, 99.9%", "0.9994, 99.9%", "0.98, 98.0%", "0.12345, 12.3%", "0, 0.0%"})
    void whatIsLessThanAllIsNotWrittenAsAll(double share, String words) {
        assertThat(EfficiencyText.percent(share)).isEqualTo(words);
    }

    private static WorkloadRow row(FindingState state, String reason, @Nullable Double requests) {
        return row(state, reason, requests, null);
    }

    private static WorkloadRow row(FindingState state, String reason, @Nullable Double requests, @Nullable Best best) {
        return row(state, reason, requests, best, ToldBy.NAME);
    }

    private static WorkloadRow row(
            FindingState state, String reason, @Nullable Double requests, @Nullable Best best, ToldBy toldBy) {
        var unknown = new Figure(null, null);
        return new WorkloadRow(
                1,
                WorkloadKind.ENDPOINT,
                "tide",
                "111122223333",
                "acme",
                "us-east-1",
                toldBy,
                new TeamId(0),
                null,
                "InService",
                state,
                new FindingReason.Said(reason),
                false,
                "ml.m5.4xlarge",
                1.0,
                "USD",
                BigDecimal.TEN,
                30,
                CostSource.EXPORT,
                null,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                null,
                requests,
                null,
                null,
                null,
                best,
                0,
                0,
                FROM,
                TO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZOMBIE | No requests in 14 days. | No requests in 14 days",
                "WASTEFUL | Not opened since 31 Aug. The events begin on that day. | Not opened since 31 Aug",
                "WASTEFUL | 5 of 30 jobs lost in 30 days. A job is lost when it fails. | 5 of 30 jobs lost in 30 days",
                "NOT_MEASURED | Endpoints with components are not resized: each reserves. | Endpoints with components"
                        + " are not resized",
                "OVERSIZED | 1 × ml.m5.large would be enough. | 1 × ml.m5.large would be enough",
                "STOPPED | Its status is Failed. | Its status is Failed"
            })
    void aRowHasTheFirstSentenceOfTheReason(FindingState state, String reason, String brief) {
        assertThat(EfficiencyText.brief(row(state, reason, null))).isEqualTo(brief);
    }

    @Test
    void whatIsTooLargeIsSaidByItsProposal() {
        var best = new Best(Action.RIGHTSIZE, 7, "ml.m5.4xlarge", 2, "ml.c5.9xlarge");
        assertThat(EfficiencyText.brief(row(FindingState.OVERSIZED, "2 × ml.c5.9xlarge would be enough.", null, best)))
                .isEmpty();
        assertThat(EfficiencyText.proposal(best)).isEqualTo("\u2192 2 \u00d7 ml.c5.9xlarge");
        assertThat(EfficiencyText.from(best, 1, 0)).isEqualTo("from 7 \u00d7 ml.m5.4xlarge");
        assertThat(EfficiencyText.from(best, 2, 0)).isEqualTo("from 7 \u00d7 ml.m5.4xlarge, 1 more");
        assertThat(EfficiencyText.from(best, 1, 1)).isEqualTo("from 7 \u00d7 ml.m5.4xlarge, 1 of 2 approved");
        var delete = new Best(Action.DELETE, 1, "ml.m5.4xlarge", 0, "");
        assertThat(EfficiencyText.proposal(delete)).isEqualTo("Delete");
        assertThat(EfficiencyText.from(delete, 1, 0)).isEmpty();
        assertThat(EfficiencyText.from(delete, 0, 1)).isEqualTo("approved");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | Endpoint · ml.m5.4xlarge",
                "ACCOUNT | Endpoint · ml.m5.4xlarge · acme",
                "REGION | Endpoint · ml.m5.4xlarge · acme, us-east-1"
            })
    void whereNamesAreEqualThePlaceTellsThemApart(ToldBy toldBy, String about) {
        assertThat(EfficiencyText.about(row(FindingState.FITS, "", null, null, toldBy)))
                .isEqualTo(about);
    }

    /** What copies reserve is the least that they get. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | 40 | 80 | reserved by copies 50.0%; used 12.5%, 25.0% of what is reserved.",
                "50 | 40 | 80 | reserved by copies 50.0%; used 62.5%, more than is reserved."
            })
    void noShareOfWhatIsReservedIsMoreThanAll(double used, double reserved, double provisioned, String words) {
        var use = ComponentUse.of(Measure.of(used), Measure.of(reserved), Measure.of(provisioned));
        assertThat(PartsSections.use(Hardware.MEMORY, use)).isEqualTo("Memory of the instances: " + words);
    }

    @Test
    void aSavingIsNeverLargerThanItsRate() {
        assertThat(EfficiencyText.within(new BigDecimal("76.50"), new BigDecimal("76.42")))
                .isEqualByComparingTo("76.42");
        assertThat(EfficiencyText.within(new BigDecimal("10"), new BigDecimal("76.42")))
                .isEqualByComparingTo("10");
        assertThat(EfficiencyText.within(new BigDecimal("10"), null)).isEqualByComparingTo("10");
    }

    @Test
    void whatIsKnownOfNoneIsOneLine() {
        assertThat(WorkloadTable.unknown(Set.of("cost", "idle", "cpu", "gpu"))).isEmpty();
        assertThat(WorkloadTable.unknown(Set.of("cost", "idle", "cpu")))
                .isEqualTo("Not known for any of these workloads: GPU use.");
        assertThat(WorkloadTable.unknown(Set.of("cost")))
                .isEqualTo("Not known for any of these workloads: idle hours, CPU use and GPU use.");
    }

    @Test
    void requestsThatWereCountedSpeakAgainstUnused() {
        assertThat(EfficiencyText.aws(
                        UNUSED, row(FindingState.OVERSIZED, "1 \u00d7 ml.m5.large would be enough.", 13_712.0)))
                .isEqualTo(AWS
                        + " Bursar considers it in use, because CloudWatch counted 13,712 requests from 10 Nov,"
                        + " 00:00 UTC to 24 Nov, 00:00 UTC. AWS says neither which days it covers nor how few requests"
                        + " it still calls unused.");
    }

    @Test
    void whatIsNotMeasuredCanNotBeTold() {
        assertThat(EfficiencyText.aws(UNUSED, row(FindingState.NOT_MEASURED, "AWS refused to give its metrics.", null)))
                .isEqualTo(AWS + " Bursar can\u2019t tell: AWS refused to give its metrics.");
    }

    @Test
    void whereBothAgreeNothingIsExplained() {
        assertThat(EfficiencyText.aws(UNUSED, row(FindingState.ZOMBIE, "No requests in 14 days.", 0.0)))
                .isEqualTo(AWS);
    }

    @ParameterizedTest
    @CsvSource({"NOT_MEASURED, not known", "FITS, nothing", "STOPPED, nothing", "OVERSIZED, nothing"})
    void noSavingIsSaidOfWhatWasEvaluatedAlone(FindingState state, String words) {
        assertThat(EfficiencyText.noSaving(row(state, "", null))).isEqualTo(words);
    }
}
