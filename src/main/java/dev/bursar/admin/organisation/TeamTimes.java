package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.access.LedTeam;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.OrgLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Asks which teams a person leads, and from when to when. */
public final class TeamTimes extends Composite<Div> {
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    private final Map<TeamId, String> names;
    private final Set<TeamId> unconfirmed;
    private final Div rows = Styled.div("team-times-rows");
    private final Paragraph problem = new Paragraph();
    private final List<Row> times = new ArrayList<>();

    /** @param unconfirmed teams that can't be chosen anew */
    public TeamTimes(Map<TeamId, String> names, Set<TeamId> unconfirmed) {
        this.names = names;
        this.unconfirmed = unconfirmed;
        getContent().addClassName("team-times");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", "Teams led");
        var label = Styled.span("group-label", "Teams led");
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        var add = Buttons.link(Icons.PLUS, "New team", click -> add(null));
        boolean choices = !unconfirmed.containsAll(names.keySet());
        add.setVisible(choices);
        getContent().add(label, rows, problem, add);
        if (!choices && !names.isEmpty()) {
            getContent()
                    .add(Styled.pageLink(
                            OrgLinks.TEAMS, "No team is confirmed yet. Confirm your teams first.", "fact-link"));
        }
    }

    /** A team's name, cut where it is long. */
    public static String name(TeamId team, Map<TeamId, String> names) {
        return PlainText.cut(names.getOrDefault(team, "team " + team.value()), 60);
    }

    public void show(List<LedTeam> led) {
        times.clear();
        rows.removeAll();
        problem.setVisible(false);
        led.stream()
                .sorted(Comparator.comparing((LedTeam time) -> name(time.team(), names))
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
        private final DayField first = DayField.firstOfLead("First day");
        private final DayField last = new DayField("Last day", null);
        private final Div line = new Div();

        private Row(@Nullable LedTeam time) {
            team.setItems(names.keySet().stream()
                    .filter(id -> !unconfirmed.contains(id)
                            || time != null && time.team().equals(id))
                    .toList());
            team.setItemLabelGenerator(id -> TeamTimes.name(id, names));
            team.setRequiredIndicatorVisible(true);
            team.setManualValidation(true);
            team.setWidthFull();
            last.setRequiredIndicatorVisible(false);
            last.setPlaceholder("No end");
            last.setClearButtonVisible(true);
            if (time != null) {
                team.setValue(time.team());
                first.setValue(time.from().isAfter(EARLIEST) ? time.from() : null);
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
            return TeamTimes.name(time.team(), names);
        }

        private Optional<LedTeam> read() {
            FieldErrors.check(team, team.isEmpty(), "Choose a team");
            var from = first.getOptionalValue().orElse(EARLIEST);
            FieldErrors.check(
                    first,
                    first.isUnreadable() || from.isBefore(EARLIEST) || from.isAfter(LATEST),
                    "Choose a date, such as 1 Nov 2026, or leave it empty");
            var to = last.getValue();
            FieldErrors.check(
                    last,
                    last.isUnreadable() || to != null && (to.isAfter(LATEST) || to.isBefore(from)),
                    "Choose a date after the first day, or leave it empty");
            return team.isInvalid() || first.isInvalid() || last.isInvalid()
                    ? Optional.empty()
                    : Optional.of(new LedTeam(team.getValue(), from, to == null ? null : to.plusDays(1)));
        }
    }
}
