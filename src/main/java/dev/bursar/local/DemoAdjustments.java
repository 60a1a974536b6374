package dev.bursar.local;

import dev.bursar.chargeback.adjustments.AdjustmentChoices;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.adjustments.FourEyesService;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.kernel.Today;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's controller has proposed an adjustment, which another person of finance approves. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoAdjustments {
    private static final String FROM = "Research";
    private static final String TO = "Platform";
    private static final BigDecimal AMOUNT = new BigDecimal("1240.00");

    private final FourEyesService fourEyes;
    private final AdjustmentService adjustments;
    private final Clock clock;

    DemoAdjustments(FourEyesService fourEyes, AdjustmentService adjustments, Clock clock) {
        this.fourEyes = fourEyes;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /** Returns whether an adjustment needs two people. */
    boolean byTwo() {
        if (!fourEyes.state().enabled()) {
            fourEyes.turnOn();
        }
        return true;
    }

    /** Returns whether there is an adjustment, once the second month is issued. */
    boolean proposed() {
        AdjustmentService.Page page = adjustments.page(AdjustmentQuestion.ALL);
        YearMonth issued = YearMonth.from(Today.of(clock)).minusMonths(2);
        if (page.all() > 0) {
            return true;
        }
        Optional<LedgerAccount> from = account(FROM, page);
        Optional<LedgerAccount> to = account(TO, page);
        if (from.isEmpty() || to.isEmpty() || !page.open().equals(Optional.of(issued))) {
            return false;
        }
        String currency =
                page.choices().map(AdjustmentChoices::currencies).orElseThrow().getFirst();
        adjustments.propose(new AdjustmentDraft(
                issued,
                from.get(),
                to.get(),
                currency,
                AMOUNT,
                "Research\u2019s account ran Platform\u2019s load test.",
                Optional.empty()));
        return true;
    }

    private static Optional<LedgerAccount> account(String team, AdjustmentService.Page page) {
        return page.choices().stream()
                .flatMap(choices -> choices.accounts().stream())
                .filter(LedgerAccount.Team.class::isInstance)
                .filter(account -> team.equals(page.teams().get(((LedgerAccount.Team) account).team())))
                .findFirst();
    }
}
