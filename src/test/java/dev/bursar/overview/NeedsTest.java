package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.month.CalendarService.Next;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.month.ClosingDue;
import dev.bursar.chargeback.month.ClosingStep;
import dev.bursar.efficiency.query.IdleCost.Idle;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @ParameterizedTest
    @CsvSource({
        "6000, 5000, true",
        "5999.99, 5000, false", // less than the amount
        "11000, 10000, false", // less than a fifth
        "12000, 10000, true",
        "1000, 0, true", // new
        "500, 5000, false",
        "1000, -200, true"
    })
    void aRiseIsNamedFromBothBoundsOn(BigDecimal now, BigDecimal before, boolean named) {
        var bounds = new RiseBounds(BigDecimal.valueOf(20), BigDecimal.valueOf(1_000));
        assertThat(bounds.isPassed(now, before)).isEqualTo(named);
    }

    @Test
    void savingsComeFirstAndIdleCostBesideThem() {
        var idle = Map.of("USD", new BigDecimal("915.14"));
        assertThat(Needs.ofIdle(new Idle(idle, 30, new BigDecimal("110312.5"), new BigDecimal("2412.66"))))
                .extracting(Need::title, Need::body)
                .containsExactly(
                        "You could save about $2,410 a month",
                        "Machine learning workloads cost about $110,000 a month at this rate. Idle hours cost $915.14"
                                + " in 30 days.");
        assertThat(Needs.ofIdle(new Idle(Map.of(), 30, new BigDecimal("110312.5"), new BigDecimal("2412.66"))))
                .extracting(Need::body)
                .isEqualTo("Machine learning workloads cost about $110,000 a month at this rate.");
        assertThat(Needs.ofIdle(new Idle(idle, 1, BigDecimal.ZERO, BigDecimal.ZERO)))
                .extracting(Need::title, Need::body)
                .containsExactly(
                        "Idle hours cost $915.14 in 1 day", "Machine learning workloads ran without requests.");
    }

    @Test
    void openChecksOfAMonthAreCounted() {
        var met = new Check.Final(Optional.empty(), false);
        var open = new Check.Over(OCTOBER, false);
        assertThat(Needs.ofChecks(OCTOBER, List.of(met))).isEmpty();
        assertThat(Needs.ofChecks(OCTOBER, List.of(met, open)).orElseThrow())
                .extracting(Need::title, Need::body)
                .containsExactly("1 check of October 2026 is open", "Ends on 31 Oct 2026.");
        assertThat(Needs.ofChecks(OCTOBER, List.of(open, open)).orElseThrow().title())
                .isEqualTo("2 checks of October 2026 are open");
    }

    @Test
    void whatWaitsForSomebodysDecisionIsNoOpenCheck() {
        assertThat(Needs.ofChecks(
                        OCTOBER,
                        List.of(
                                new Check.NotIssued(List.of("Fraud"), true),
                                new Check.Disputes(OCTOBER, List.of(new Check.Disputed(1, "Fraud"))),
                                new Check.EarlierOpen(OCTOBER.minusMonths(1)),
                                new Check.BeforeLedger(Optional.empty()))))
                .isEmpty();
    }

    @Test
    void theNextStepThatOthersTakeIsNamedOnceItIsNear() {
        var day = LocalDate.of(2026, 11, 15);
        assertThat(Needs.ofClosing(
                        new Next(new ClosingDue(OCTOBER, ClosingStep.DOCUMENTS, day, -3), Optional.of("Ada"))))
                .isEmpty();
        assertThat(Needs.ofClosing(new Next(new ClosingDue(OCTOBER, ClosingStep.ANSWERED, day, -2), Optional.empty()))
                        .orElseThrow())
                .extracting(Need::kind, Need::title, Need::body)
                .containsExactly(
                        Kind.INFO,
                        "Statements of October 2026 wait for answers: due 15 Nov",
                        "It is due on 15 Nov 2026.");
        assertThat(Needs.ofClosing(new Next(new ClosingDue(OCTOBER, ClosingStep.DOCUMENTS, day, 3), Optional.of("Ada")))
                        .orElseThrow())
                .extracting(Need::kind, Need::title, Need::body)
                .containsExactly(
                        Kind.WARNING,
                        "October 2026 doesn\u2019t agree with AWS\u2019s documents yet: 3 days late",
                        "It was due on 15 Nov 2026. Owner: Ada.");
        // these wait for finance
        for (ClosingStep step : List.of(ClosingStep.ISSUED, ClosingStep.CLOSED)) {
            assertThat(Needs.ofClosing(new Next(new ClosingDue(OCTOBER, step, day, 3), Optional.empty())))
                    .isEmpty();
        }
    }
}
