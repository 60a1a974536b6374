package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.reading.Unread;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A provisioned model at $170.40 a day is judged by its requests, and each hour counts of which AWS was asked. */
class ProvisionedJudgeTest {
    private static final Instant LONG_AGO = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant ASKED = END.minus(Duration.ofDays(20));

    private static JudgedWorkload charged(@Nullable Instant created, int team) {
        JudgedWorkload model = new JudgedWorkload(created).chargedDays(Origin.EXPORT, 93);
        for (int day = 0; day < 30; day++) {
            model.cost(JudgedWorkload.LAST.minusDays(day), team, "", 24, "170.40");
        }
        return model;
    }

    private static JudgedWorkload idle() {
        return charged(LONG_AGO, 7).provisioned(null, ASKED, JudgedWorkload.NOW);
    }

    private static void expect(JudgedWorkload model, FindingState state, String reason, @Nullable String saving) {
        Finding finding = model.judge();
        assertThat(JudgedWorkload.reason(finding)).isEqualTo(reason);
        assertThat(finding.state()).isEqualTo(state);
        if (saving == null) {
            assertThat(finding.proposals()).isEmpty();
            assertThat(finding.saving()).isNull();
        } else {
            assertThat(finding.saving()).isEqualByComparingTo(saving);
        }
    }

    @Test
    void withoutRequestsItIsAZombieAtWhatAMonthCosts() {
        Finding finding = idle().judge();
        expect(idle(), FindingState.ZOMBIE, "No requests in 14 days.", "5183.00");
        assertThat(finding.cost()).isEqualByComparingTo("5112");
        assertThat(JudgedWorkload.evidence(finding.proposals().getFirst()))
                .containsExactly(
                        "No requests in 14 days: idle in all 336 measured hours.",
                        "It is InService and cost $5,112.00 in 30 days (charges by resource).");
        assertThat(JudgedWorkload.assumptions(finding.proposals().getFirst()).getFirst())
                .startsWith("Nobody needs this throughput soon.");
    }

    @Test
    void whileACommitmentRunsDeletingItSavesNothing() {
        expect(
                charged(LONG_AGO, 7).provisioned(Instant.parse("2027-02-14T00:00:00Z"), ASKED, JudgedWorkload.NOW),
                FindingState.ZOMBIE,
                "No requests in 14 days. Its commitment runs until 14 Feb: deleting it earlier saves nothing.",
                null);
        expect(
                charged(LONG_AGO, 7).provisioned(JudgedWorkload.NOW, ASKED, JudgedWorkload.NOW),
                FindingState.ZOMBIE,
                "No requests in 14 days.",
                "5183.00");
    }

    @Test
    void oneRequestIsEnough() {
        expect(
                idle().hours(END.minusSeconds(3_600), END, hour -> hour.requests(3.0)),
                FindingState.FITS,
                "3 requests in 14 days.",
                null);
        expect(
                idle().hours(END, END.plusSeconds(3_600), hour -> hour.requests(1.0)),
                FindingState.FITS,
                "1 request in 14 days.",
                null);
        expect(
                idle().hours(END.minusSeconds(3_600), END, hour -> hour.requests(0.0)),
                FindingState.ZOMBIE,
                "No requests in 14 days.",
                "5183.00");
    }

    @Test
    void hoursThatNobodyAskedForAreNotIdle() {
        String few = "There are fewer than 14 days of metrics.";
        expect(idle().neverAsked(), FindingState.NOT_MEASURED, few, null);
        expect(idle().inPart(), FindingState.NOT_MEASURED, "Its metrics could not be read.", null);
        expect(
                charged(LONG_AGO, 7).provisioned(null, END.minus(Duration.ofDays(12)), JudgedWorkload.NOW),
                FindingState.NOT_MEASURED,
                few,
                null);
        Finding refused =
                idle().neverAsked().missed(Unread.DENIED, JudgedWorkload.NOW).judge();
        assertThat(JudgedWorkload.reason(refused)).contains("It was tried last on");
    }

    @Test
    void whatIsYoungOrExemptOrNotInServiceIsNoFinding() {
        expect(
                charged(END.minus(Duration.ofDays(3)), 7).provisioned(null, ASKED, JudgedWorkload.NOW),
                FindingState.NOT_MEASURED,
                "It is younger than 14 days.",
                null);
        expect(
                idle().exempt(LocalDate.parse("2026-12-31")),
                FindingState.FITS,
                "No one is asked about it until 31 Dec.",
                null);
        expect(idle().status("Creating"), FindingState.NOT_MEASURED, "Its status is Creating.", null);
    }

    @Test
    void withoutChargesNoDollarsAreTold() {
        expect(
                new JudgedWorkload(LONG_AGO)
                        .provisioned(null, JudgedWorkload.NOW.minus(Duration.ofDays(20)), JudgedWorkload.NOW),
                FindingState.ZOMBIE,
                "No requests in 14 days. No charge states what it costs.",
                null);
    }

    @Test
    void wherePeopleShareItNobodyLearnsTheOthersPart() {
        JudgedWorkload shared = idle();
        shared.cost(JudgedWorkload.LAST, 8, "", 1, "7.10");
        expect(shared, FindingState.ZOMBIE, "No requests in 14 days. Several teams pay for it.", null);
        assertThat(shared.judge().severalTeams()).isTrue();
    }

    @Test
    void itIsOfItsKind() {
        assertThat(idle().measures().workload().kind()).isEqualTo(WorkloadKind.PROVISIONED);
    }
}
