package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.LedTeam;
import dev.bursar.admin.people.PersonForm;
import dev.bursar.admin.people.PersonText;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks which teams a person leads, and from when to when. */
public final class TeamTimes extends Composite<Div> {
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    private final Map<TeamId, String> names;
    private final LocalDate today;
    private final Div rows = new Div();
    private final Paragraph problem = new Paragraph();
    private final List<Row> times = new ArrayList<>();

    public TeamTimes(Map<TeamId, String> names, LocalDate today) {
        this.names = names;
        this.today = today;
        getContent().addClassName("team-times");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", "Teams led");
        var label = new Span("Teams led");
        label.addClassName("group-label");
        rows.addClassName("team-times-rows");
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        var add = Buttons.link(Icons.PLUS, "Add team", click -> add(null));
        add.setVisible(!names.isEmpty());
        getContent().add(label, rows, problem, add);
    }

    public void show(List<LedTeam> led) {
        times.clear();
        rows.removeAll();
        problem.setVisible(false);
        led.stream()
                .sorted(Comparator.comparing((LedTeam time) -> PersonText.name(time.team(), names))
                        .thenComparing(LedTeam::from))
                .forEach(this::add);
    }

    /** What was chosen; empty, and said at the field, when something is missing. */
    public Optional<List<LedTeam>> read() {
        problem.setVisible(false);
        var read = new ArrayList<LedTeam>();
        var complete = true;
        for (var row : times) {
            var time = row.read();
            time.ifPresent(read::add);
            complete &= time.isPresent();
        }
        return complete ? Optional.of(read) : Optional.empty();
    }

    public void refuse(String words) {
        problem.setText(words);
        problem.setVisible(true);
    }

    private void add(@Nullable LedTeam time) {
        var row = new Row(time);
        times.add(row);
        rows.add(row.line);
    }

    private final class Row {
        private final ComboBox<TeamId> team = new ComboBox<>("Team");
        private final DatePicker first = day("First day");
        private final DatePicker last = day("Last day");
        private final Div line = new Div();

        private Row(@Nullable LedTeam time) {
            team.setItems(names.keySet().stream().toList());
            team.setItemLabelGenerator(id -> PersonText.name(id, names));
            team.setRequiredIndicatorVisible(true);
            team.setManualValidation(true);
            team.setWidthFull();
            last.setPlaceholder("no end");
            last.setClearButtonVisible(true);
            first.setRequiredIndicatorVisible(true);
            if (time == null) {
                first.setValue(today);
            } else {
                team.setValue(time.team());
                first.setValue(time.from());
                last.setValue(time.to() == null ? null : time.to().minusDays(1));
            }
            var remove = Buttons.icon(Icons.X, time == null ? "Remove" : "Remove " + name(time), click -> {
                times.remove(this);
                rows.remove(line);
            });
            line.addClassName("team-time");
            line.add(team, remove, first, last);
        }

        private String name(LedTeam time) {
            return PersonText.name(time.team(), names);
        }

        private Optional<LedTeam> read() {
            PersonForm.check(team, team.isEmpty(), "Choose a team");
            var from = first.getValue();
            PersonForm.check(
                    first,
                    from == null || from.isBefore(EARLIEST) || from.isAfter(LATEST),
                    "Choose a date, such as 1 Nov 2026");
            var to = last.getValue();
            PersonForm.check(
                    last,
                    last.isInvalid() && to == null
                            || to != null && (to.isAfter(LATEST) || from != null && to.isBefore(from)),
                    "Choose a date after the first day, or leave it empty");
            return team.isInvalid() || first.isInvalid() || last.isInvalid() || from == null
                    ? Optional.empty()
                    : Optional.of(new LedTeam(team.getValue(), from, to == null ? null : to.plusDays(1)));
        }
    }

    private static DatePicker day(String label) {
        var day = new DatePicker(label);
        day.setI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1));
        day.setManualValidation(true);
        day.setWidthFull();
        return day;
    }
}
