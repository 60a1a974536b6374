package dev.bursar.admin.organisation;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.admin.Seen;
import dev.bursar.admin.organisation.ChangeDialog.Incomplete;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks when a team ends and who has its costs then, and says what else ends with it. */
@Component
class EndDialog {
    private static final int RULES = 4;

    private final Teams teams;
    private final TeamLeads leads;
    private final TeamChanges changes;
    private final TeamDialogs dialogs;
    private final TeamsLoad load;
    private final Workers workers;

    EndDialog(Teams teams, TeamLeads leads, TeamChanges changes, TeamDialogs dialogs, TeamsLoad load, Workers workers) {
        this.teams = teams;
        this.leads = leads;
        this.changes = changes;
        this.dialogs = dialogs;
        this.load = load;
        this.workers = workers;
    }

    /** The team goes on as a part of another one. */
    void merge(TeamHistory sheet, Runnable done) {
        open(sheet, true, done);
    }

    /** The team ends; its costs go to another one, or nobody has them. */
    void end(TeamHistory sheet, Runnable done) {
        open(sheet, false, done);
    }

    private void open(TeamHistory sheet, boolean merge, Runnable done) {
        LocalDate today = load.today();
        String name = PlainText.cut(sheet.name(), 40);
        var seen = new Seen<>(sheet);
        var successor = TeamFields.team(merge ? "Merge into" : "Assign its costs to", teams.all(), sheet.id(), today);
        if (merge) {
            successor.setRequiredIndicatorVisible(true);
        } else {
            successor.setPlaceholder("Unallocated");
            successor.setClearButtonVisible(true);
        }
        var from = new DayField("From", TeamDialogs.start(sheet, today));
        from.setHelperText("The first day without " + name);
        var effects = Styled.div("effects");
        var preview = new MoneyPreview(workers, changes::months);
        var dialog = new ChangeDialog(
                        merge ? "Merge " + sheet.name() + " into another team" : "End " + sheet.name(),
                        merge ? "Merge " + name : "End " + name,
                        "team")
                .with(successor, TeamFields.CHOICE)
                .with(from, TeamFields.DAY)
                .effect(preview)
                .effect(effects);
        Runnable ask = () -> {
            TeamHistory into = successor.getValue();
            dialog.verb(
                    merge && into != null
                            ? "Merge " + name + " into " + into.name()
                            : (merge ? "Merge " : "End ") + name);
            if (from.getValue() == null || merge && into == null) {
                preview.clear();
                effects.removeAll();
                return;
            }
            TeamId to = into == null ? null : into.id();
            preview.show(from.getValue(), (since, month) -> changes.endMoves(sheet.id(), to, since, month));
            tell(effects, sheet, into, from.getValue());
        };
        successor.addValueChangeListener(change -> {
            successor.setInvalid(false);
            ask.run();
        });
        from.addValueChangeListener(change -> ask.run());
        dialog.on(() -> {
                    LocalDate since = from.day().orElseThrow(Incomplete::new);
                    if (merge && successor.isEmpty()) {
                        FieldErrors.show(successor, "Choose the team to merge into.");
                        throw new Incomplete();
                    }
                    changes.end(
                            sheet.id(),
                            seen.get().version(),
                            since,
                            successor.getOptionalValue().map(TeamHistory::id).orElse(null));
                })
                .stale(() -> dialogs.both(
                        dialog,
                        seen,
                        theirs -> theirs.name() + ", " + TeamText.days(theirs.from(), theirs.to()),
                        from.getOptionalValue()
                                .map(day -> "ends on " + Formats.date(day.minusDays(1)))
                                .orElse("no date"),
                        theirs -> ask.run()))
                .done(() -> {
                    Notices.success(name + " ends on "
                            + from.getOptionalValue()
                                    .map(day -> Formats.date(day.minusDays(1)))
                                    .orElse("")
                            + ". Costs move to their new owners within a minute.");
                    done.run();
                })
                .open();
        ask.run();
    }

    /** Which budgets end with the team, and which one goes on as the other team's. */
    private void tellBudgets(Div effects, TeamHistory sheet, @Nullable TeamHistory into, LocalDate since) {
        List<BudgetEdits.Ending> endings = changes.budgetEndings(sheet.id(), into == null ? null : into.id(), since);
        for (BudgetEdits.Ending ending : endings) {
            String what = "Its " + ending.budget().cadence().label().toLowerCase(java.util.Locale.ROOT)
                    + " budget ends before " + Formats.date(ending.period());
            effects.add(new Paragraph(
                    ending.into() == null || into == null
                            ? what + ". Past periods stay."
                            : what + ", and " + PlainText.cut(into.name(), 60) + " gets one like it."));
        }
    }

    /** Which rules and whose time as lead end with the team. */
    private void tell(Div effects, TeamHistory sheet, @Nullable TeamHistory into, LocalDate since) {
        effects.removeAll();
        List<OwnershipRule> its = changes.rules(sheet.id(), since);
        String fate = into == null
                ? its.size() == 1
                        ? "1 rule ends. Costs that no later rule claims become Unallocated:"
                        : Formats.count(its.size()) + " rules end. Costs that no later rule claims become Unallocated:"
                : Formats.count(its.size(), "rule moves to ", "rules move to ") + PlainText.cut(into.name(), 60) + ":";
        if (its.isEmpty()) {
            effects.add(new Paragraph("It has no rules on this date, so no costs move."));
        } else {
            Map<String, String> names = changes.accountNames();
            var list = new UnorderedList();
            its.stream().limit(RULES).forEach(rule -> list.add(new ListItem(RuleText.of(rule, names))));
            if (its.size() > RULES) {
                list.add(new ListItem(Formats.count(its.size() - RULES) + " more"));
            }
            effects.add(new Paragraph(fate), list);
        }
        tellBudgets(effects, sheet, into, since);
        List<String> people = leads.all().stream()
                .filter(lead -> lead.team().equals(sheet.id()) && !lead.isOver(since))
                .map(TeamLead::name)
                .distinct()
                .toList();
        if (!people.isEmpty()) {
            effects.add(new Paragraph("Lead assignments of " + PlainText.cut(TeamText.some(people, 4), 120)
                    + " end on the same day. The days before stay visible to them."));
        }
    }
}
