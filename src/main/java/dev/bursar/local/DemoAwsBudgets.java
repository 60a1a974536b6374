package dev.bursar.local;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.budgets.writes.AwsBudgetWrites;
import dev.bursar.budgets.writes.AwsBudgetWrites.State;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.sync.control.SyncService;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's admin publishes up to two teams' budgets to AWS, and raises the limit of one of them afterwards. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoAwsBudgets {
    private static final int PUBLISHED = 2;
    private static final int MOST = 100;
    private static final BigDecimal RAISED = BigDecimal.valueOf(500);
    private static final String JOB = "aws-budgets";

    private final AwsBudgetWrites writes;
    private final AwsChangeService changes;
    private final BudgetService budgets;
    private final BudgetEdits edits;
    private final SyncService sync;

    DemoAwsBudgets(
            AwsBudgetWrites writes,
            AwsChangeService changes,
            BudgetService budgets,
            BudgetEdits edits,
            SyncService sync) {
        this.writes = writes;
        this.changes = changes;
        this.budgets = budgets;
        this.edits = edits;
        this.sync = sync;
    }

    /** Returns whether two budgets were proposed, or somebody else has done so. */
    boolean proposed() {
        if (!all().isEmpty()) {
            return true;
        }
        List<State> possible = budgets.present().stream()
                .map(BudgetRow::budget)
                .map(Budget::id)
                .map(writes::state)
                .flatMap(Optional::stream)
                .filter(one -> one.obstacle().isEmpty() && one.link().isEmpty())
                .limit(PUBLISHED)
                .toList();
        possible.forEach(one -> writes.publish(
                one.budget(), one.suggested(), List.of(), "Finance looks at budgets in AWS\u2019s console too"));
        return !possible.isEmpty();
    }

    private List<AwsChange> all() {
        return changes.rows(new ChangeQuestion(Optional.empty()), 0, MOST).stream()
                .filter(one -> one.kind() == WriteKind.BUDGETS)
                .toList();
    }

    /** Returns whether all of them were decided. */
    boolean approved() {
        all().stream()
                .filter(one -> one.state() == AwsChange.State.PROPOSED
                        && one.previewed().isPresent()
                        && one.count(ItemState.PLANNED) > 0)
                .forEach(one -> changes.approve(one.id(), one.version()));
        return !all().isEmpty() && all().stream().noneMatch(one -> one.state() == AwsChange.State.PROPOSED);
    }

    private boolean areWritten() {
        return !all().isEmpty() && all().stream().noneMatch(one -> one.state().isOpen());
    }

    /** Returns whether they were written, and the limit of the last one was raised, which AWS doesn't know. */
    boolean raised() {
        if (!areWritten()) {
            return false;
        }
        writes.all().stream()
                .map(one -> one.state().budget())
                .flatMap(id -> budgets.find(id).stream())
                .max(Comparator.comparing(Budget::id))
                .ifPresent(this::raise);
        return true;
    }

    /** Returns whether they were written, and AWS's budgets are due to be read again. */
    boolean readAgain() {
        return areWritten() && sync.runNow(JOB);
    }

    private void raise(Budget budget) {
        budgets.sheet(budget.id()).ifPresent(sheet -> {
            LocalDate from = sheet.row().period().getStart();
            edits.change(
                    budget.id(),
                    budget.version(),
                    new BudgetDraft(
                            budget.scope(),
                            budget.cadence(),
                            budget.currency(),
                            from,
                            List.of(sheet.row().figures().limit().add(RAISED)),
                            budget.basis(from),
                            budget.thresholds(),
                            budget.tellsLeads(),
                            budget.people()));
        });
    }
}
