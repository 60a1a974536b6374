package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of who opened a notebook instance or an app and what was billed, its state and why. */
class OpenedJudgeTest {
    private static final Instant NOW = JudgedWorkload.NOW;
    private static final Instant OLD = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant KNOWN = Instant.parse("2026-08-26T00:00:00Z");
    private static final LocalDate LAST = JudgedWorkload.LAST;

    private static JudgedWorkload notebook() {
        return notebook(OLD);
    }

    /** Billed for a dollar an hour, eight hours a day. */
    private static JudgedWorkload notebook(Instant created) {
        var notebook = new JudgedWorkload(created).kind(WorkloadKind.NOTEBOOK).chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 30; i++) {
            notebook.cost(LAST.minusDays(i), 8, "8");
        }
        return notebook;
    }

    private static Instant daysAgo(long days) {
        return NOW.minus(Duration.ofDays(days));
    }

    static Stream<Arguments> notebooks() {
        return Stream.of(
                arguments("stopped", notebook().status("Stopped"), "FITS", "Its status is Stopped."),
                arguments(
                        "without a status", notebook().status(""), "NOT_MEASURED", "AWS doesn\u2019t say its status."),
                arguments(
                        "opened two weeks ago to the second",
                        notebook().opened(daysAgo(14), "ana"),
                        "FITS",
                        "Opened on 11 Nov by ana."),
                arguments(
                        "opened a second before",
                        notebook().opened(daysAgo(14).minusSeconds(1), "ana"),
                        "WASTEFUL",
                        "Not opened since 11 Nov. ana opened it last."),
                arguments(
                        "nobody knows",
                        notebook(),
                        "NOT_MEASURED",
                        "AWS publishes no usage of it, and CloudTrail events of this account and Region have not been"
                                + " read."),
                arguments(
                        "events of thirteen days",
                        notebook().unopenedSince(daysAgo(13)),
                        "NOT_MEASURED",
                        "CloudTrail events are available for fewer than 14 days here."),
                arguments(
                        "events of fourteen days",
                        notebook().unopenedSince(daysAgo(14)),
                        "WASTEFUL",
                        "Not opened since 11 Nov. CloudTrail events of earlier days were not read."),
                arguments(
                        "never opened",
                        notebook().unopenedSince(KNOWN),
                        "WASTEFUL",
                        "Not opened since 26 Aug. CloudTrail events of earlier days were not read."),
                arguments(
                        "thirteen days old",
                        notebook(daysAgo(13)).unopenedSince(KNOWN),
                        "NOT_MEASURED",
                        "It is younger than 14 days."),
                arguments(
                        "fourteen days old",
                        notebook(daysAgo(14)).unopenedSince(KNOWN),
                        "WASTEFUL",
                        "Not opened since 26 Aug. CloudTrail events of earlier days were not read."),
                arguments(
                        "of no known age",
                        notebook(null).unopenedSince(KNOWN),
                        "NOT_MEASURED",
                        "No one opened it in 14 days, and AWS doesn\u2019t say when it was created."),
                arguments(
                        "of no known age, but somebody opened it",
                        notebook(null).opened(daysAgo(20), "ana"),
                        "WASTEFUL",
                        "Not opened since 5 Nov. ana opened it last."),
                arguments(
                        "two teams pay",
                        notebook().cost(LAST, 8, JudgedWorkload.TYPE, 1, "1").unopenedSince(KNOWN),
                        "WASTEFUL",
                        "Not opened since 26 Aug. CloudTrail events of earlier days were not read. Several teams pay for it."),
                arguments(
                        "no charge names it",
                        new JudgedWorkload(OLD)
                                .kind(WorkloadKind.NOTEBOOK)
                                .chargedDays(Origin.EXPORT, 93)
                                .unopenedSince(KNOWN),
                        "NOT_MEASURED",
                        "Not opened since 26 Aug. CloudTrail events of earlier days were not read. Its cost by resource"
                                + " is not known."),
                arguments(
                        "billed for half an hour",
                        new JudgedWorkload(OLD)
                                .kind(WorkloadKind.NOTEBOOK)
                                .chargedDays(Origin.EXPORT, 93)
                                .cost(LAST, 0.5, "0.5")
                                .unopenedSince(KNOWN),
                        "NOT_MEASURED",
                        "Not opened since 26 Aug. CloudTrail events of earlier days were not read. Its cost by resource"
                                + " is not known."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void aNotebookIs(String name, JudgedWorkload workload, FindingState state, String reason) {
        Finding finding = workload.judge();

        assertThat(JudgedWorkload.reason(finding)).isEqualTo(reason);
        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.proposals().isEmpty())
                .isEqualTo(state != FindingState.WASTEFUL || reason.endsWith("Several teams pay for it."));
    }

    @ParameterizedTest
    @CsvSource({
        "NOTEBOOK, STOP, 'Its volume is still billed while it is stopped, and its data is kept.'",
        "APP, IDLE_SHUTDOWN, 'Idle shutdown doesn\u2019t act while a kernel or terminal is open.'"
    })
    void whatRunsUnopenedIsStopped(WorkloadKind kind, Action action, String assumption) {
        Finding finding = notebook().kind(kind).unopenedSince(KNOWN).judge();

        ProposedChange change = finding.proposals().getFirst();
        assertThat(change.action()).isEqualTo(action);
        assertThat(change.billSaving()).as("8 hours a day, a month").isEqualByComparingTo("243.33");
        assertThat(change.listSaving()).as("at $0.922").isEqualByComparingTo("224.35");
        assertThat(finding.saving()).isEqualByComparingTo("224.35");
        assertThat(change.priceVersion()).isEqualTo(7);
        assertThat(JudgedWorkload.evidence(change))
                .containsExactly(
                        "Not opened since 26 Aug. CloudTrail events of earlier days were not read.",
                        "It ran for 112 billed hours in 14 days. These cost $112.00.");
        assertThat(JudgedWorkload.assumptions(change))
                .containsExactly("People open it with the AWS console or API, which CloudTrail records.", assumption);
    }

    @Test
    void withoutAListPriceTheBillStandsForIt() {
        ProposedChange change =
                notebook().offered().unopenedSince(KNOWN).judge().proposals().getFirst();

        assertThat(change.listSaving()).isEqualByComparingTo("243.33");
        assertThat(change.priceVersion()).as("no price was needed").isNull();
    }

    @Test
    void aBillInAnotherCurrencyIsNoListPrice() {
        var notebook = new JudgedWorkload(OLD)
                .kind(WorkloadKind.NOTEBOOK)
                .in("CNY")
                .chargedDays(Origin.EXPORT, 93)
                .unopenedSince(KNOWN);
        for (int i = 0; i < 30; i++) {
            notebook.cost(LAST.minusDays(i), 8, "56");
        }

        assertThat(notebook.judge().proposals().getFirst().listSaving()).isEqualByComparingTo("224.35");
        Finding unpriced = notebook.offered().judge();
        assertThat(unpriced.state()).isEqualTo(FindingState.WASTEFUL);
        assertThat(unpriced.proposals()).isEmpty();
    }
}
