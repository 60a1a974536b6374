package dev.bursar.tagging.ui.fixes;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.ui.fixes.FixScript.Form;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.TagFixes;
import dev.bursar.tagging.violations.TagFixes.Listed;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.writes.TagChangeService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Workers;
import module java.base;
import org.springframework.stereotype.Component;

/** What a person does with violations without leaving their list: gets a file that mends them, or exempts them. */
@Component
public class ViolationActions {
    private final TagFixes fixes;
    private final TagChangeService changes;
    private final ExemptionService exemptions;
    private final Scope scope;
    private final Workers workers;
    private final Clock clock;

    ViolationActions(
            TagFixes fixes,
            TagChangeService changes,
            ExemptionService exemptions,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.fixes = fixes;
        this.changes = changes;
        this.exemptions = exemptions;
        this.scope = scope;
        this.workers = workers;
        this.clock = clock;
    }

    public List<Listed> rows(ListState state, int offset, int limit) {
        return fixes.rows(state, offset, limit);
    }

    /**
     * @param count of violations that the question finds and that are not closed
     * @param changed told when some are exempt
     */
    public ViolationSelection selection(ListState state, long count, Runnable changed) {
        var selection = new ViolationSelection(count);
        selection.actions(
                mayPropose() ? Optional.of(() -> propose(state, selection)) : Optional.empty(),
                form -> new FixDialog(form, asked(state, selection.chosen()), workers, clock).open(),
                scope.has(Role.ADMIN) ? Optional.of(() -> exempt(state, selection, changed)) : Optional.empty());
        selection.setVisible(count > 0);
        return selection;
    }

    private boolean mayPropose() {
        return (scope.has(Role.ADMIN) || scope.has(Role.LEAD)) && changes.isOn();
    }

    private void propose(ListState state, ViolationSelection selection) {
        ChosenViolations chosen = selection.chosen();
        new ProposeDialog(
                        changes,
                        () -> changes.plan(state, chosen),
                        change -> {
                            Notices.success("Change " + change
                                    + " is proposed. Nothing is written before an admin approves it.");
                            selection.getUI().ifPresent(ui -> ui.navigate(ChangeLinks.change(change)));
                        },
                        workers,
                        clock)
                .open();
    }

    /** What a file has is asked for when it is looked at and again when it is fetched, with the person's rights of then. */
    private Function<Form, FixScript> asked(ListState state, ChosenViolations chosen) {
        return form -> FixScript.of(form, fixes.fixes(state, chosen), clock.instant());
    }

    private void exempt(ListState state, ViolationSelection selection, Runnable changed) {
        if (selection.size() > ExemptionService.MOST_AT_ONCE) {
            Notices.warning("You can exempt at most " + ExemptionService.MOST_AT_ONCE
                    + " violations at once. Select fewer, or exempt a type or an account under Exemptions.");
            return;
        }
        List<ViolationRow> rows = fixes.chosen(state, selection.chosen(), ExemptionService.MOST_AT_ONCE);
        if (rows.isEmpty()) {
            Notices.warning("These violations are no longer there. Reload the page.");
        } else {
            exempt(rows, changed);
        }
    }

    /** Exempts a single one; empty for who may not. */
    public Optional<Consumer<ViolationRow>> exempt(Runnable changed) {
        return scope.has(Role.ADMIN) ? Optional.of(row -> exempt(List.of(row), changed)) : Optional.empty();
    }

    private void exempt(List<ViolationRow> rows, Runnable changed) {
        new ExemptChosenDialog(rows, LocalDate.now(clock.withZone(ZoneOffset.UTC)), drafts -> {
                    exemptions.addAll(drafts);
                    Notices.success(Formats.count(rows.size(), "violation is", "violations are") + " exempt now.");
                    changed.run();
                })
                .open();
    }
}
