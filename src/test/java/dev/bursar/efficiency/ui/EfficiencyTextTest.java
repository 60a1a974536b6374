package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.judge.FindingState;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.CostSource;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.workload.AwsFindings.AwsFinding;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where AWS says unused and Bursar something else, the page says why. */
class EfficiencyTextTest {
    private static final Instant FROM = Instant.parse("2026-11-10T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T00:00:00Z");
    private static final AwsFinding UNUSED =
            new AwsFinding("Unused", new BigDecimal("673.06"), 14, Instant.parse("2026-11-24T06:00:00Z"));
    private static final String AWS =
            "AWS Compute Optimizer finds it Unused over 14 days, and says that $673.06 a month"
                    + " could be saved. Read 24 Nov, 06:00 UTC.";

    private static WorkloadRow row(FindingState state, String reason, @Nullable Double requests) {
        var unknown = new Figure(null, "");
        return new WorkloadRow(
                1,
                WorkloadKind.ENDPOINT,
                "tide",
                "111122223333",
                "acme",
                "us-east-1",
                new TeamId(0),
                null,
                "InService",
                state,
                reason,
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
                "",
                null,
                0,
                0,
                FROM,
                TO);
    }

    @Test
    void requestsThatWereCountedSpeakAgainstUnused() {
        assertThat(EfficiencyText.aws(
                        UNUSED, row(FindingState.OVERSIZED, "1 \u00d7 ml.m5.large would be enough.", 13_712.0)))
                .isEqualTo(
                        AWS
                                + " Bursar finds it in use, because CloudWatch counted 13,712 requests from 10 Nov, 00:00 UTC to"
                                + " 24 Nov, 00:00 UTC. AWS doesn\u2019t say when its days ended, nor how few requests it still calls unused.");
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
}
