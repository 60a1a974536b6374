package dev.bursar.admin.organisation;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.org.Department;
import dev.bursar.org.TeamHistory;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The fields that changes of teams and departments are asked for with. */
final class TeamFields {
    /** What is said at a name, a cost centre, a day, a team or department. */
    static final Set<Reason> NAME = EnumSet.of(
            Reason.NAME_EMPTY, Reason.NAME_TOO_LONG, Reason.NAME_NOT_VISIBLE, Reason.NAME_TAKEN, Reason.NAME_RESERVED);

    static final Set<Reason> COST_CENTRE = EnumSet.of(Reason.COST_CENTRE_TOO_LONG, Reason.COST_CENTRE_NOT_VISIBLE);

    static final Set<Reason> DAY = EnumSet.of(
            Reason.DAY_OUT_OF_RANGE,
            Reason.BEFORE_IT_BEGINS,
            Reason.ENDS_BEFORE_IT_BEGINS,
            Reason.HAS_ENDED,
            Reason.NOT_EMPTY);

    static final Set<Reason> CHOICE =
            EnumSet.of(Reason.DEPARTMENT_NOT_THERE, Reason.LIES_IN_ITSELF, Reason.INTO_ITSELF, Reason.TARGET_NOT_THERE);

    private TeamFields() {}

    static TextField name(String label, String value) {
        var field = new TextField(label, value, "");
        field.setRequiredIndicatorVisible(true);
        field.setManualValidation(true);
        field.setWidthFull();
        return field;
    }

    static TextField costCentre(@Nullable String value) {
        var field = new TextField("Cost centre", value == null ? "" : value, "");
        field.setPlaceholder("None");
        field.setManualValidation(true);
        field.setWidthFull();
        return field;
    }

    /** Departments that are there for good; none may be chosen. */
    static ComboBox<Department> department(String label, List<Department> all, LocalDate today) {
        var field = new ComboBox<Department>(label);
        field.setItems(all.stream()
                .filter(one -> one.to() == null || one.to().isAfter(today))
                .toList());
        field.setItemLabelGenerator(Department::name);
        field.setPlaceholder("No department");
        field.setClearButtonVisible(true);
        field.setManualValidation(true);
        field.setWidthFull();
        return field;
    }

    /** Teams that are there for good and that somebody has confirmed. */
    static ComboBox<TeamHistory> team(String label, List<TeamHistory> all, TeamId but, LocalDate today) {
        var field = new ComboBox<TeamHistory>(label);
        field.setItems(all.stream()
                .filter(team -> !team.id().equals(but) && !team.isOver(today) && team.confirmed())
                .toList());
        field.setItemLabelGenerator(TeamHistory::name);
        field.setManualValidation(true);
        field.setWidthFull();
        return field;
    }
}
