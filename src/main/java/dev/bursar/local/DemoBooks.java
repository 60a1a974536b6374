package dev.bursar.local;

import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.CloseService;
import dev.bursar.chargeback.month.DifferenceService;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.MonthStage;
import dev.bursar.chargeback.month.MonthStage.Stage;
import dev.bursar.kernel.Today;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's finance closes one month, with a difference that it accepts, and issues the next; the month after that is theirs who try Bursar. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoBooks {
    private static final String REASON = "Reviewed with the team leads.";
    private static final String ACCEPTED =
            "AWS\u2019s bill has the same total. The cents come from how AWS rounds its lines.";
    private static final int DAYS = 10;

    private final ChargebackService months;
    private final LedgerService ledger;
    private final IssueService issuing;
    private final DifferenceService differences;
    private final CloseService closing;
    private final Clock clock;

    DemoBooks(
            ChargebackService months,
            LedgerService ledger,
            IssueService issuing,
            DifferenceService differences,
            CloseService closing,
            Clock clock) {
        this.months = months;
        this.ledger = ledger;
        this.issuing = issuing;
        this.differences = differences;
        this.closing = closing;
        this.clock = clock;
    }

    /** The first month of the ledger, the third before this one. */
    private YearMonth first() {
        return YearMonth.from(Today.of(clock)).minusMonths(3);
    }

    private Optional<Stage> stage(YearMonth month) {
        return months.months().stream()
                .filter(row -> row.month().equals(month))
                .findFirst()
                .map(ChargebackService.MonthRow::stage)
                .map(MonthStage::stage);
    }

    boolean begun() {
        if (stage(first()).filter(Stage.NO_LEDGER::equals).isPresent()) {
            ledger.chooseStart(first());
        }
        return stage(first()).isPresent();
    }

    /** Returns whether the first month is issued. */
    boolean firstIssued() {
        return issued(first());
    }

    /** Returns whether the first month is closed, or somebody else has to see why it can't be. */
    boolean firstClosed() {
        Optional<Stage> stage = stage(first());
        if (stage.filter(Stage.ISSUED::equals).isPresent()) {
            acceptDifferences(first());
            CloseService.Preview preview = closing.preview(first());
            if (!preview.blocks().isEmpty()) {
                return false;
            }
            closing.close(first(), preview.token());
        }
        return stage(first()).filter(Stage.CLOSED::equals).isPresent();
    }

    private void acceptDifferences(YearMonth month) {
        differences.differences(month).stream()
                .filter(one -> !one.holds() && one.figures().isAcceptable())
                .forEach(one -> differences.accept(
                        month, one.figures().currency(), one.figures().unexplained(), ACCEPTED));
    }

    boolean secondIssued() {
        return issued(first().plusMonths(1));
    }

    private boolean issued(YearMonth month) {
        Optional<Stage> stage = stage(month);
        if (stage.filter(Stage.NEXT::equals).isPresent()) {
            Optional<IssueService.Preview> preview =
                    issuing.preview(month).filter(found -> found.blocks().isEmpty());
            if (preview.isEmpty()) {
                return false;
            }
            issuing.issue(month, preview.get().token(), REASON, Today.of(clock).plusDays(DAYS));
        }
        return stage(month)
                .filter(now -> now == Stage.ISSUED || now == Stage.CLOSED)
                .isPresent();
    }
}
