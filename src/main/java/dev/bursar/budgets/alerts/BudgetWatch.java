package dev.bursar.budgets.alerts;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetAction;
import dev.bursar.budgets.BudgetAlert;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.Moved;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.cost.BudgetCosts;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.budgets.cost.BudgetMovement;
import dev.bursar.budgets.store.AlertStore;
import dev.bursar.budgets.store.AlertStore.Look;
import dev.bursar.budgets.store.AlertStore.Passed;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.LocalDateRange;

/**
 * Looks whether budgets passed their thresholds, once costs and budgets have changed and stopped changing. All alerts of a look are
 * decided by one insert, and the mails about them are queued in the same transaction: a crash loses both or neither, and of two nodes
 * one decides.
 *
 * <p>Whoever sets a limit has thresholds recorded that it passes at once, from sums of that moment. The watch withdraws such a record
 * where what it sees twice isn't at the threshold of the present limit; costs that pass it later are told.
 */
@Service
@PreAuthorize("hasRole('SYSTEM')")
public class BudgetWatch {
    private static final Logger log = LoggerFactory.getLogger(BudgetWatch.class);
    /** Costs of a period's last days arrive after it. */
    private static final int LATE_DAYS = 15;

    private final BudgetStore store;
    private final AlertStore alerts;
    private final BudgetCosts costs;
    private final BudgetMovement movement;
    private final CostAnswers versions;
    private final BudgetMails mails;
    private final Journal journal;
    private final TransactionTemplate transaction;

    BudgetWatch(
            BudgetStore store,
            AlertStore alerts,
            BudgetCosts costs,
            BudgetMovement movement,
            CostAnswers versions,
            BudgetMails mails,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.alerts = alerts;
        this.costs = costs;
        this.movement = movement;
        this.versions = versions;
        this.mails = mails;
        this.journal = journal;
        this.transaction = transaction;
    }

    /** Decides what the last look saw too, once; does nothing while costs or budgets are changing, or costs are read for the first time. */
    public void look() {
        if (!costs.areWhole()) {
            return;
        }
        String now = version();
        Optional<Look> last = alerts.lastLook().filter(look -> look.seen().equals(now));
        if (last.isEmpty()) {
            transaction.executeWithoutResult(status -> alerts.looked(new Look(now, false)));
        } else if (!last.get().done()) {
            decide(now);
        }
    }

    private String version() {
        LocalDate today = costs.today();
        return today + " " + store.version() + " "
                + versions.version(today.minusYears(2).withDayOfYear(1), today.plusYears(1));
    }

    private void decide(String now) {
        Book book = costs.open();
        List<Budget> budgets = store.all();
        List<BudgetAlert> known = alerts.since(costs.today().minusYears(2).withDayOfYear(1));
        var passed = new ArrayList<Passed>();
        for (Budget budget : budgets) {
            for (LocalDateRange period : periods(budget, costs.today())) {
                List<Passed> fresh = passed(budget, period, book, true).stream()
                        .filter(one -> known.stream()
                                .filter(alert -> !alert.isWithdrawn())
                                .noneMatch(one::is))
                        .toList();
                if (!fresh.isEmpty()) {
                    passed.addAll(moved(budget, period, book, fresh));
                }
            }
        }
        List<Restated> restated = restated(budgets, known, book);
        BudgetMails.Events events = mails.events(passed, budgets, book);
        transaction.executeWithoutResult(status -> {
            if (!version().equals(now)) {
                return; // the sums are of several moments
            }
            List<Passed> decided = alerts.decide(passed, costs.now());
            restated.forEach(one -> alerts.restated(one.alert(), one.amount().orElse(null)));
            alerts.looked(new Look(now, true));
            if (!decided.isEmpty()) {
                int sent = mails.send(decided, budgets, book, events);
                journal.recordAs(
                        Actor.SYSTEM,
                        BudgetAction.BUDGET_ALERTS_DECIDED,
                        "budgets:all",
                        null,
                        Map.of("alerts", decided.size(), "mails", sent));
                log.info("Budgets: {} alerts decided, {} mails queued", decided.size(), sent);
            }
        });
    }

    /** The present period, and for some days the one before, whose last costs arrive late. */
    public static List<LocalDateRange> periods(Budget budget, LocalDate today) {
        LocalDateRange present = budget.period(today);
        return Stream.of(present, budget.period(today.minusDays(LATE_DAYS)))
                .distinct()
                .filter(period -> budget.limit(period.getStart()).isPresent())
                .toList();
    }

    private List<Passed> moved(Budget budget, LocalDateRange period, Book book, List<Passed> fresh) {
        BudgetBasis basis = budget.basis(period.getStart());
        LocalDateRange days =
                book.of(budget.scope(), basis, budget.currency(), period).days();
        Moved moved = movement.of(budget, days, book).orElse(null);
        return fresh.stream()
                .map(one -> new Passed(
                        one.budget(), one.period(), one.threshold(), one.amount(), one.limit(), one.told(), moved))
                .toList();
    }

    /** The thresholds that a budget passes in a period. */
    public static List<Passed> passed(Budget budget, LocalDateRange period, Book book, boolean told) {
        Optional<BigDecimal> limit = budget.limit(period.getStart());
        if (limit.isEmpty()) {
            return List.of();
        }
        BudgetFigures figures = figures(budget, period, limit.get(), book);
        var passed = new ArrayList<Passed>();
        for (Threshold threshold : budget.thresholds()) {
            figures.amount(threshold.kind())
                    .filter(amount -> threshold.isReached(amount, limit.get()))
                    .ifPresent(amount -> passed.add(
                            new Passed(budget.id(), period.getStart(), threshold, amount, limit.get(), told, null)));
        }
        return passed;
    }

    private static BudgetFigures figures(Budget budget, LocalDateRange period, BigDecimal limit, Book book) {
        BudgetBasis basis = budget.basis(period.getStart());
        return BudgetFigures.of(
                period,
                limit,
                book.of(budget.scope(), basis, budget.currency(), period),
                book.forecast(budget.scope(), basis, budget.currency(), period),
                false);
    }

    /** @param amount now, where it is below the threshold again */
    private record Restated(long alert, Optional<BigDecimal> amount) {}

    private List<Restated> restated(List<Budget> budgets, List<BudgetAlert> known, Book book) {
        var restated = new ArrayList<Restated>();
        for (Budget budget : budgets) {
            for (BudgetAlert alert : known) {
                if (alert.budget() == budget.id()) {
                    // people were told against the limit of then; what nobody was told of counts against the present
                    // one
                    BigDecimal limit = alert.told()
                            ? alert.limit()
                            : budget.limit(alert.period()).orElse(alert.limit());
                    BudgetFigures figures = figures(budget, budget.period(alert.period()), limit, book);
                    Optional<BigDecimal> below = figures.amount(
                                    alert.threshold().kind())
                            .filter(amount -> !alert.threshold().isReached(amount, limit));
                    if (!below.equals(Optional.ofNullable(alert.restatedTo()))) {
                        restated.add(new Restated(alert.id(), below));
                    }
                }
            }
        }
        return restated;
    }
}
