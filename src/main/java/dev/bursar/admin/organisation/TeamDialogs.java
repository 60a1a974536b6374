package dev.bursar.admin.organisation;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.admin.LastChange;
import dev.bursar.admin.Seen;
import dev.bursar.admin.organisation.ChangeDialog.Incomplete;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Department;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.NewTeam;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.org.Timeline;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for the changes that concern a team alone: its name, department and cost centre. */
@Component
class TeamDialogs {
    private final Teams teams;
    private final Departments departments;
    private final TeamChanges changes;
    private final LastChange lastChange;
    private final TeamsLoad load;
    private final Workers workers;

    TeamDialogs(
            Teams teams,
            Departments departments,
            TeamChanges changes,
            LastChange lastChange,
            TeamsLoad load,
            Workers workers) {
        this.teams = teams;
        this.departments = departments;
        this.changes = changes;
        this.lastChange = lastChange;
        this.load = load;
        this.workers = workers;
    }

    void newTeam() {
        LocalDate today = load.today();
        var name = TeamFields.name("Name", "");
        var department = TeamFields.department("Department", departments.all(), today);
        var costCentre = TeamFields.costCentre(null);
        var from = new DayField("From", today.withDayOfMonth(1));
        new ChangeDialog("New team", "Save team", "team")
                .with(name, TeamFields.NAME)
                .with(department, TeamFields.CHOICE)
                .with(costCentre, TeamFields.COST_CENTRE)
                .with(from, TeamFields.DAY)
                .on(() -> {
                    TeamId made = teams.create(new NewTeam(
                            name.getValue(),
                            from.day().orElseThrow(Incomplete::new),
                            id(department),
                            costCentre.getValue()));
                    open(made);
                })
                .done(() -> Notices.success(PlainText.cut(name.getValue().strip(), 60)
                        + " was created. It owns no costs until a rule names it."))
                .open();
    }

    void rename(TeamHistory sheet, Runnable done) {
        var seen = new Seen<>(sheet);
        var name = TeamFields.name("Name", sheet.name());
        var dialog = new ChangeDialog("Rename " + sheet.name(), "Rename team", "team")
                .with(name, TeamFields.NAME)
                .with(
                        Styled.note(
                                "The new name is shown for all days, including past ones. The activity log keeps the old name."));
        dialog.on(() -> teams.rename(sheet.id(), seen.get().version(), name.getValue()))
                .stale(() ->
                        both(dialog, seen, TeamHistory::name, name.getValue(), theirs -> name.setValue(theirs.name())))
                .done(() -> {
                    Notices.success(
                            "Team renamed to " + PlainText.cut(name.getValue().strip(), 60) + ".");
                    done.run();
                })
                .open();
    }

    void move(TeamHistory sheet, Runnable done) {
        LocalDate today = load.today();
        var seen = new Seen<>(sheet);
        List<Department> all = departments.all();
        var department = TeamFields.department("Department", all, today);
        department.setValue(of(all, sheet.departments().at(today)).orElse(null));
        var from = new DayField("From", start(sheet, today));
        var replaced = Styled.note("");
        var preview = new MoneyPreview(workers, changes::months);
        Runnable ask = () -> {
            replaced(replaced, seen.get().departments(), from.getValue(), id -> name(all, Optional.of(id)));
            if (from.getValue() == null) {
                preview.clear();
            } else {
                DepartmentId to = id(department);
                preview.show(from.getValue(), (since, month) -> changes.moveMoves(sheet.id(), to, since, month));
            }
        };
        department.addValueChangeListener(change -> ask.run());
        from.addValueChangeListener(change -> ask.run());
        var dialog = new ChangeDialog("Move " + sheet.name() + " to another department", "Move team", "team")
                .with(department, TeamFields.CHOICE)
                .with(from, TeamFields.DAY)
                .with(replaced)
                .effect(preview);
        dialog.on(() -> teams.move(
                        sheet.id(), seen.get().version(), from.day().orElseThrow(Incomplete::new), id(department)))
                .stale(() -> both(
                        dialog,
                        seen,
                        theirs -> dated(theirs.departments(), id -> name(all, Optional.of(id)), "no department"),
                        name(all, Optional.ofNullable(id(department))) + since(from.getValue()),
                        theirs -> {
                            department.setValue(
                                    of(all, theirs.departments().at(today)).orElse(null));
                            ask.run();
                        }))
                .done(() -> {
                    Notices.success(PlainText.cut(sheet.name(), 60) + " moved to "
                            + name(all, Optional.ofNullable(id(department))) + since(from.getValue()) + ".");
                    done.run();
                })
                .open();
        ask.run();
    }

    void costCentre(TeamHistory sheet, Runnable done) {
        LocalDate today = load.today();
        var seen = new Seen<>(sheet);
        var costCentre = TeamFields.costCentre(sheet.costCentres().at(today).orElse(null));
        var from = new DayField("From", start(sheet, today));
        var replaced = Styled.note("");
        Runnable tell = () -> replaced(replaced, seen.get().costCentres(), from.getValue(), Function.identity());
        from.addValueChangeListener(change -> tell.run());
        tell.run();
        var dialog = new ChangeDialog("Cost centre of " + sheet.name(), "Set cost centre", "team")
                .with(costCentre, TeamFields.COST_CENTRE)
                .with(from, TeamFields.DAY)
                .with(replaced);
        dialog.on(() -> teams.setCostCentre(
                        sheet.id(),
                        seen.get().version(),
                        from.day().orElseThrow(Incomplete::new),
                        costCentre.getValue()))
                .stale(() -> both(
                        dialog,
                        seen,
                        theirs -> dated(theirs.costCentres(), Function.identity(), "no cost centre"),
                        (costCentre.getValue().isBlank() ? "no cost centre" : costCentre.getValue())
                                + since(from.getValue()),
                        theirs -> {
                            costCentre.setValue(theirs.costCentres().at(today).orElse(""));
                            tell.run();
                        }))
                .done(() -> {
                    Notices.success("The cost centre is set" + since(from.getValue()) + ".");
                    done.run();
                })
                .open();
    }

    /** Loads what the team is now, and lets the person choose. */
    void both(
            ChangeDialog dialog,
            Seen<TeamHistory> seen,
            Function<TeamHistory, String> words,
            String yours,
            java.util.function.Consumer<TeamHistory> take) {
        TeamHistory theirs = teams.find(seen.get().id()).orElse(seen.get());
        seen.set(theirs);
        dialog.showBoth(
                lastChange.of("team:" + theirs.id().value()), words.apply(theirs), yours, () -> take.accept(theirs));
    }

    private static void open(TeamId team) {
        UI.getCurrent().navigate(OrgLinks.team(team.value()));
    }

    /** The first of this month, or the day on which the team begins if that is later. */
    static LocalDate start(TeamHistory sheet, LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        return sheet.from().isAfter(month) ? sheet.from() : month;
    }

    private static <T> void replaced(
            Paragraph note, Timeline<T> timeline, @Nullable LocalDate from, Function<T, String> words) {
        List<Timeline.Part<T>> later = from == null ? List.of() : timeline.after(from);
        note.setVisible(!later.isEmpty());
        if (!later.isEmpty()) {
            Timeline.Part<T> first = later.getFirst();
            note.setText("This replaces later changes: " + PlainText.cut(words.apply(first.value()), 60)
                    + " from " + Formats.date(first.from())
                    + (later.size() == 1 ? "." : " and " + Formats.count(later.size() - 1) + " more."));
        }
    }

    static <T> String dated(Timeline<T> timeline, Function<T, String> words, String none) {
        if (timeline.parts().isEmpty()) {
            return none;
        }
        Timeline.Part<T> last = timeline.parts().getLast();
        return words.apply(last.value()) + ", " + TeamText.days(last.from(), last.to());
    }

    private static String since(@Nullable LocalDate day) {
        return day == null ? "" : " from " + Formats.date(day);
    }

    static @Nullable DepartmentId id(ComboBox<Department> field) {
        return field.getOptionalValue().map(Department::id).orElse(null);
    }

    static Optional<Department> of(List<Department> all, Optional<DepartmentId> id) {
        return id.flatMap(
                wanted -> all.stream().filter(one -> one.id().equals(wanted)).findFirst());
    }

    static String name(List<Department> all, Optional<DepartmentId> id) {
        return of(all, id).map(Department::name).orElse("no department");
    }
}
