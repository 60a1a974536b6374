package dev.bursar.admin.organisation;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.admin.Seen;
import dev.bursar.admin.organisation.ChangeDialog.Incomplete;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Departments;
import dev.bursar.org.NewTeam;
import dev.bursar.org.TeamHistory;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.RulePart;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks which of a team's rules become a new team's, whole or by some of their tag values. */
@Component
class SplitDialog {
    private final Departments departments;
    private final TeamChanges changes;
    private final TeamDialogs dialogs;
    private final TeamsLoad load;
    private final Workers workers;

    SplitDialog(Departments departments, TeamChanges changes, TeamDialogs dialogs, TeamsLoad load, Workers workers) {
        this.departments = departments;
        this.changes = changes;
        this.dialogs = dialogs;
        this.load = load;
        this.workers = workers;
    }

    /**
     * What can be chosen: a rule, or one tag value of a rule that has several.
     *
     * @param tagValue null: the whole rule
     */
    private record Choice(
            OwnershipRule rule, String words, @Nullable String tagValue) {}

    void open(TeamHistory sheet, Consumer<TeamId> done) {
        LocalDate today = load.today();
        var seen = new Seen<>(sheet);
        var made = new ArrayList<TeamId>();
        var all = departments.all();
        var name = TeamFields.name("Name of the new team", "");
        var department = TeamFields.department("Department", all, today);
        department.setValue(TeamDialogs.of(all, sheet.departments().at(today)).orElse(null));
        var costCentre = TeamFields.costCentre(sheet.costCentres().at(today).orElse(null));
        var from = new DayField("From", TeamDialogs.start(sheet, today));
        var its = new CheckboxGroup<Choice>("Moves to the new team");
        its.addClassName("split-rules");
        its.setRequiredIndicatorVisible(true);
        its.setManualValidation(true);
        its.setItemLabelGenerator(Choice::words);
        its.setItems(choices(sheet.id(), from.getValue()));
        var preview = new MoneyPreview(workers, changes::months);
        Runnable ask = () -> {
            List<RulePart> parts = parts(its.getValue());
            if (from.getValue() == null || parts.isEmpty()) {
                preview.clear();
                return;
            }
            String shown =
                    name.getValue().isBlank() ? "the new team" : name.getValue().strip();
            preview.show(from.getValue(), (since, month) -> changes.splitMoves(shown, parts, since, month));
        };
        name.addValueChangeListener(change -> ask.run());
        its.addValueChangeListener(change -> {
            its.setInvalid(false);
            ask.run();
        });
        from.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                Set<Choice> chosen = its.getValue();
                List<Choice> now = choices(sheet.id(), change.getValue());
                its.setItems(now);
                its.setValue(now.stream().filter(chosen::contains).collect(Collectors.toSet()));
            }
            ask.run();
        });
        var dialog = new ChangeDialog("Split " + sheet.name(), "Save team", "team")
                .with(name, TeamFields.NAME)
                .with(department, TeamFields.CHOICE)
                .with(costCentre, TeamFields.COST_CENTRE)
                .with(from, TeamFields.DAY)
                .with(its)
                .effect(preview);
        if (!changes.budgetEndings(sheet.id(), null, today).isEmpty()) {
            dialog.effect(
                    new Paragraph("Its budgets stay with it as they are. Set one for the new team if it needs one."));
        }
        dialog.on(() -> {
                    LocalDate since = from.day().orElseThrow(Incomplete::new);
                    if (its.isEmpty()) {
                        FieldErrors.show(its, "Choose what moves to the new team.");
                        throw new Incomplete();
                    }
                    made.add(changes.split(
                            sheet.id(),
                            seen.get().version(),
                            new NewTeam(name.getValue(), since, TeamDialogs.id(department), costCentre.getValue()),
                            parts(its.getValue())));
                })
                .stale(() -> dialogs.both(
                        dialog,
                        seen,
                        theirs -> theirs.name() + ", " + TeamText.days(theirs.from(), theirs.to()),
                        "a part moves to " + name.getValue(),
                        theirs -> {
                            its.setItems(
                                    choices(sheet.id(), from.getOptionalValue().orElse(today)));
                            ask.run();
                        }))
                .done(() -> {
                    Notices.success(PlainText.cut(name.getValue().strip(), 60)
                            + " was created. Costs move to their new owners within a minute.");
                    done.accept(made.getFirst());
                })
                .open();
    }

    private List<Choice> choices(TeamId team, LocalDate since) {
        Map<String, String> names = changes.accountNames();
        var choices = new ArrayList<Choice>();
        for (OwnershipRule rule : changes.rules(team, since)) {
            List<String> values = rule.tagValues() == null ? List.of() : rule.tagValues();
            if (values.size() > 1) {
                String rest = RuleText.rest(rule, names);
                values.forEach(
                        value -> choices.add(new Choice(rule, "Tag value " + RuleText.value(value) + rest, value)));
            } else {
                choices.add(new Choice(rule, RuleText.of(rule, names), null));
            }
        }
        return choices;
    }

    private static List<RulePart> parts(Set<Choice> chosen) {
        Map<Integer, RulePart> parts = new LinkedHashMap<>();
        for (Choice choice : chosen) {
            parts.merge(
                    choice.rule().id(),
                    new RulePart(choice.rule(), choice.tagValue() == null ? null : List.of(choice.tagValue())),
                    SplitDialog::both);
        }
        return List.copyOf(parts.values());
    }

    private static RulePart both(RulePart one, RulePart other) {
        var values = new ArrayList<String>();
        if (one.tagValues() != null && other.tagValues() != null) {
            values.addAll(one.tagValues());
            values.addAll(other.tagValues());
            return new RulePart(one.rule(), values);
        }
        return new RulePart(one.rule(), null);
    }
}
