package dev.bursar.admin.organisation;

import dev.bursar.admin.LastChange;
import dev.bursar.admin.Seen;
import dev.bursar.admin.organisation.ChangeDialog.Incomplete;
import dev.bursar.org.Department;
import dev.bursar.org.Departments;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.springframework.stereotype.Component;

/** Asks for the changes of departments. */
@Component
class DepartmentDialogs {
    private final Departments departments;
    private final LastChange lastChange;
    private final TeamsLoad load;

    DepartmentDialogs(Departments departments, LastChange lastChange, TeamsLoad load) {
        this.departments = departments;
        this.lastChange = lastChange;
        this.load = load;
    }

    void create(Runnable done) {
        LocalDate today = load.today();
        var name = TeamFields.name("Name", "");
        var parent = TeamFields.department("Parent department", departments.all(), today);
        var from = new DayField("From", today.withDayOfMonth(1));
        new ChangeDialog("New department", "Save department", "department")
                .with(name, TeamFields.NAME)
                .with(parent, TeamFields.CHOICE)
                .with(from, TeamFields.DAY)
                .on(() -> departments.create(
                        name.getValue(), from.day().orElseThrow(Incomplete::new), TeamDialogs.id(parent)))
                .done(() -> {
                    Notices.success(PlainText.cut(name.getValue().strip(), 60)
                            + " was created. You can now move teams into it.");
                    done.run();
                })
                .open();
    }

    void rename(Department department, Runnable done) {
        var seen = new Seen<>(department);
        var name = TeamFields.name("Name", department.name());
        var dialog = new ChangeDialog("Rename " + department.name(), "Rename department", "department")
                .with(name, TeamFields.NAME);
        dialog.on(() -> departments.rename(department.id(), seen.get().version(), name.getValue()))
                .stale(() ->
                        both(dialog, seen, Department::name, name.getValue(), theirs -> name.setValue(theirs.name())))
                .done(() -> {
                    Notices.success("Department renamed to "
                            + PlainText.cut(name.getValue().strip(), 60) + ".");
                    done.run();
                })
                .open();
    }

    void move(Department department, Runnable done) {
        LocalDate today = load.today();
        var seen = new Seen<>(department);
        List<Department> all = departments.all();
        var parent = TeamFields.department(
                "Parent department",
                all.stream().filter(one -> !one.id().equals(department.id())).toList(),
                today);
        parent.setValue(TeamDialogs.of(all, department.parents().at(today)).orElse(null));
        LocalDate month = today.withDayOfMonth(1);
        var from = new DayField("From", department.from().isAfter(month) ? department.from() : month);
        var dialog = new ChangeDialog("Move " + department.name(), "Move department", "department")
                .with(parent, TeamFields.CHOICE)
                .with(from, TeamFields.DAY)
                .with(Styled.note("Its teams move with it. Department totals change from this date."));
        dialog.on(() -> departments.move(
                        department.id(),
                        seen.get().version(),
                        from.day().orElseThrow(Incomplete::new),
                        TeamDialogs.id(parent)))
                .stale(() -> both(
                        dialog,
                        seen,
                        theirs -> TeamDialogs.dated(
                                theirs.parents(), id -> TeamDialogs.name(all, Optional.of(id)), "no department"),
                        parent.getOptionalValue().map(Department::name).orElse("no department"),
                        theirs -> parent.setValue(
                                TeamDialogs.of(all, theirs.parents().at(today)).orElse(null))))
                .done(() -> {
                    Notices.success(PlainText.cut(department.name(), 60) + " was moved.");
                    done.run();
                })
                .open();
    }

    void end(Department department, Runnable done) {
        LocalDate today = load.today();
        var seen = new Seen<>(department);
        var from = new DayField("From", today);
        from.setHelperText("The first day without it. It must have no teams or departments from that day.");
        var dialog =
                new ChangeDialog("End " + department.name(), "End department", "department").with(from, TeamFields.DAY);
        dialog.on(() -> departments.end(
                        department.id(), seen.get().version(), from.day().orElseThrow(Incomplete::new)))
                .stale(() -> both(
                        dialog,
                        seen,
                        theirs -> theirs.name() + ", " + TeamText.days(theirs.from(), theirs.to()),
                        from.getOptionalValue()
                                .map(day -> "ends on " + Formats.date(day.minusDays(1)))
                                .orElse("no date"),
                        theirs -> {}))
                .done(() -> {
                    Notices.success(PlainText.cut(department.name(), 60) + " ends on "
                            + from.getOptionalValue()
                                    .map(day -> Formats.date(day.minusDays(1)))
                                    .orElse("")
                            + ".");
                    done.run();
                })
                .open();
    }

    private void both(
            ChangeDialog dialog,
            Seen<Department> seen,
            Function<Department, String> words,
            String yours,
            Consumer<Department> take) {
        Department theirs = departments.all().stream()
                .filter(one -> one.id().equals(seen.get().id()))
                .findFirst()
                .orElse(seen.get());
        seen.set(theirs);
        dialog.showBoth(
                lastChange.of("department:" + theirs.id().value()),
                words.apply(theirs),
                yours,
                () -> take.accept(theirs));
    }
}
