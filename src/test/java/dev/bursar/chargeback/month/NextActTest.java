package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.answers.AnswerCounts;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.issued.Issue;
import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.MonthStage.Stage;
import dev.bursar.chargeback.month.NextAct.Act;
import dev.bursar.chargeback.text.CheckText;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

/** Issuing and closing are offered only where they can be done; else the month says why not. */
class NextActTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant AT = Instant.parse("2026-11-05T09:00:00Z");
    private static final Check ESTIMATED = estimated(false);
    private static final Check NO_INVOICE = new Check.Invoiced(OCTOBER, 0, true);
    private static final Check WARNING = new Check.Unconfirmed(List.of("fraud-2"));
    private static final Check ADDING = new Check.BeingAddedUp(List.of(OCTOBER));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"NO_LEDGER, -", "BEFORE_LEDGER, -", "LATER, -", "NEXT, ISSUE", "ISSUED, CLOSE", "CLOSED, -"})
    void isWhatTheStageAsksFor(Stage stage, Act act) {
        assertThat(NextAct.of(page(stage, true), List.of()).map(NextAct::act)).isEqualTo(Optional.ofNullable(act));
    }

    @Test
    void aMonthWithoutChargesIsClosedWithoutIssuing() {
        NextAct next = NextAct.of(page(Stage.NEXT, false), List.of()).orElseThrow();
        assertThat(next.act()).isEqualTo(Act.CLOSE);
        assertThat(next.isOffered()).isTrue();
    }

    @Test
    void isNotOfferedWhereAChecksStandsInItsWay() {
        assertThat(offered(Stage.NEXT, ESTIMATED)).isFalse();
        assertThat(offered(Stage.NEXT, estimated(true)))
                .as("AWS's invoice is there")
                .isTrue();
        assertThat(offered(Stage.ISSUED, estimated(true))).isTrue();
        assertThat(offered(Stage.NEXT, NO_INVOICE))
                .as("closing needs it, issuing doesn't")
                .isTrue();
        assertThat(offered(Stage.ISSUED, NO_INVOICE)).isFalse();
        assertThat(offered(Stage.NEXT, WARNING)).isTrue();
        assertThat(offered(Stage.ISSUED, WARNING)).isTrue();
        assertThat(offered(Stage.ISSUED, NO_INVOICE, ADDING))
                .as("the dialog waits")
                .isTrue();
    }

    @Test
    void adjustmentsThatNoStatementShowsStandInTheWayOfClosing() {
        NextAct next = NextAct.of(page(Stage.ISSUED, true), List.of("Fraud")).orElseThrow();
        assertThat(next.blocks()).containsExactly(new Check.ChangedSince(List.of("Fraud")));
        assertThat(next.isOffered()).isFalse();
    }

    @Test
    void theReasonSaysWhatToDoInstead() {
        assertThat(CheckText.blocked("October 2026 can\u2019t be issued", List.of(ESTIMATED)))
                .isEqualTo(
                        "October 2026 can\u2019t be issued yet. Costs aren\u2019t final: AWS still estimates the costs of"
                                + " 28\u201330 Oct. Wait for AWS\u2019s invoice, or enter it.");
        assertThat(CheckText.blocked("October 2026 can\u2019t be closed", List.of(NO_INVOICE, ESTIMATED, WARNING)))
                .endsWith("Finance can enter it. 2 other checks are open.");
    }

    private static Check estimated(boolean invoiced) {
        return new Check.Final(
                Optional.of(LocalDateRange.of(LocalDate.of(2026, 10, 28), LocalDate.of(2026, 10, 31))), invoiced);
    }

    private static boolean offered(Stage stage, Check... checks) {
        return NextAct.of(page(stage, true, checks), List.of()).orElseThrow().isOffered();
    }

    private static MonthPage page(Stage stage, boolean charged, Check... checks) {
        Optional<Issue> issue = stage == Stage.ISSUED
                ? Optional.of(new Issue(1, OCTOBER, 1, 1, AT, 1, "Finance", LocalDate.of(2026, 11, 12), ""))
                : Optional.empty();
        var cut = new Cut(1, OCTOBER, AT, AT, 1, 0, Optional.empty(), true, false, true);
        var row = new MonthRow(
                OCTOBER,
                Optional.of(cut).filter(any -> charged),
                List.of(),
                false,
                true,
                Optional.of(AT),
                new MonthStage(stage, issue, Optional.empty(), Optional.of(OCTOBER)),
                AnswerCounts.NONE);
        return new MonthPage(row, List.of(), List.of(), List.of(checks), false, false, ClosingCalendar.USUAL);
    }
}
