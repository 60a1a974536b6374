package dev.bursar.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.ownership.OwnershipPreview.KeysMonth;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The tags whose values name teams, in order, each from a day on; what another order moves is shown in money before it is saved. */
final class TeamKeysDialog extends Dialog {
    private static final int MOST_MOVES = 6;

    /** What it shows and does. */
    interface Actions {
        List<YearMonth> months();

        Map<TeamId, String> teams();

        /** What Cost Explorer is asked by these keys, as sentences; none where it gives no costs. */
        List<String> requests(TeamKeys keys);

        KeysMonth preview(TeamKeys keys, YearMonth month);

        void save(TeamKeys keys);
    }

    private final List<String> known;
    private final boolean costsOfAws;
    private final Actions actions;
    private final PageWork work;
    private final List<Line> lines = new ArrayList<>();
    private final Div fields = Styled.div("team-keys");
    private final Div state = Styled.div("preview-state");
    private final Div notes = Styled.div("preview-notes");
    private final Div moves = Styled.div("preview-months");
    private final Button add = Buttons.neutral(Icons.PLUS, "New key", click -> add("", null));
    private TeamKeys previewed;

    /**
     * @param known keys that charges carry or AWS lists, which may be chosen
     * @param costsOfAws whether Cost Explorer gives costs
     */
    TeamKeysDialog(TeamKeys now, List<String> known, boolean costsOfAws, Workers workers, Actions actions) {
        this.known = known;
        this.costsOfAws = costsOfAws;
        this.actions = actions;
        this.previewed = now;
        work = new PageWork(this, workers);
        setHeaderTitle("Order of team keys");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("team-keys-dialog");
        setCloseOnOutsideClick(false);
        setWidth("640px");
        state.getElement().setAttribute("role", "status");
        var words = new Paragraph("The first key that has a value decides the team."
                + (costsOfAws ? " Each further key costs more Cost Explorer requests." : ""));
        words.addClassName("quiet");
        add(words, fields, add, Styled.div("rule-preview", notes, state, moves));
        now.keys().forEach(key -> add(key.key(), key.from()));
        if (lines.isEmpty()) {
            add("", null);
        }
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save order", click -> save()));
    }

    private final class Line {
        final ComboBox<String> key = new ComboBox<>("Tag key");
        final DatePicker from = new DatePicker("From");
        final Button up = Buttons.icon(Icons.CHEVRON_UP, "Move up", click -> up(this));
        final Div row;

        Line(String name, @Nullable LocalDate day) {
            var items = new TreeSet<>(known);
            if (!name.isEmpty()) {
                items.add(name);
            }
            key.setItems(items);
            key.setAllowCustomValue(true);
            key.addCustomValueSetListener(
                    typed -> key.setValue(typed.getDetail().strip()));
            if (!name.isEmpty()) {
                key.setValue(name);
            }
            from.setI18n(DayFormats.words());
            from.setPlaceholder("Always");
            from.setClearButtonVisible(true);
            from.setValue(day);
            key.addValueChangeListener(change -> preview());
            from.addValueChangeListener(change -> preview());
            row = Styled.div("team-keys-line", key, from, up, Buttons.icon(Icons.X, "Remove", click -> remove(this)));
        }

        String name() {
            return key.getValue() == null ? "" : key.getValue();
        }
    }

    private void add(String name, @Nullable LocalDate day) {
        var line = new Line(name, day);
        lines.add(line);
        fields.add(line.row);
        buttons();
        if (name.isEmpty() && lines.size() > 1) {
            line.key.focus();
        }
    }

    private void buttons() {
        add.setEnabled(lines.size() < TeamKeys.MOST);
        lines.forEach(line -> line.up.setEnabled(line != lines.getFirst()));
    }

    private void up(Line line) {
        int at = lines.indexOf(line);
        if (at > 0) {
            Collections.swap(lines, at, at - 1);
            fields.addComponentAtIndex(at - 1, line.row);
            buttons();
            preview();
        }
    }

    private void remove(Line line) {
        lines.remove(line);
        fields.remove(line.row);
        buttons();
        preview();
    }

    /** Lines without a key are none. */
    private TeamKeys entered() {
        return new TeamKeys(lines.stream()
                .filter(line -> !line.name().isBlank())
                .map(line -> new TeamKeys.Key(line.name(), line.from.getValue()))
                .toList());
    }

    private void save() {
        if (lines.stream().anyMatch(line -> line.from.isInvalid())) {
            return;
        }
        actions.save(entered());
    }

    /** Says at the key's field what is wrong with it; of no key in particular, in the first. */
    void refuse(String key, String why) {
        lines.stream()
                .filter(line -> line.name().strip().equals(key.strip()))
                .reduce((first, last) -> last)
                .or(() -> lines.stream().findFirst())
                .ifPresent(line -> {
                    FieldErrors.show(line.key, why);
                    line.key.focus();
                });
    }

    private void preview() {
        lines.forEach(line -> line.key.setInvalid(false));
        TeamKeys keys = entered();
        if (keys.equals(previewed)) {
            return;
        }
        previewed = keys;
        work.forget();
        state.removeAll();
        notes.removeAll();
        moves.removeAll();
        if (!costsOfAws) {
            moves(keys);
            return;
        }
        work.ask(
                () -> actions.requests(keys),
                sentences -> {
                    sentences.forEach(sentence ->
                            notes.add(Styled.div("preview-note", Icons.TRIANGLE_ALERT.create(), new Span(sentence))));
                    moves(keys);
                },
                problem -> {
                    notes.add(new Span("What Cost Explorer would be asked could not be worked out."));
                    moves(keys);
                });
    }

    private void moves(TeamKeys keys) {
        List<YearMonth> months = actions.months();
        if (months.isEmpty()) {
            state.add(new Span("No costs have been read yet, so nothing moves."));
            return;
        }
        next(keys, months, actions.teams(), 0, 0, new TreeMap<>());
    }

    /** Adds up month by month, so that the newest stands there first. */
    private void next(
            TeamKeys keys,
            List<YearMonth> months,
            Map<TeamId, String> teams,
            int at,
            int moved,
            Map<String, BigDecimal> leftOut) {
        state.removeAll();
        if (at == months.size()) {
            state.add(new Span((moved > 0 ? "This would move costs:" : "This would move no imported costs.")
                    + SetupText.leftOut(leftOut, months.getLast())));
            return;
        }
        state.add(new Span("Adding up " + Formats.month(months.get(at)) + ", " + (at + 1) + " of " + months.size()));
        work.ask(
                () -> actions.preview(keys, months.get(at)),
                month -> {
                    boolean any = !month.moves().isEmpty() || !month.unnamed().isEmpty();
                    if (any) {
                        moves.add(month(month, teams));
                    }
                    month.ofCostExplorer().forEach((currency, sum) -> leftOut.merge(currency, sum, BigDecimal::add));
                    next(keys, months, teams, at + 1, moved + (any ? 1 : 0), leftOut);
                },
                problem -> {
                    state.removeAll();
                    state.add(new Span("What this would move could not be added up. Nothing was changed."));
                });
    }

    private static Div month(KeysMonth month, Map<TeamId, String> teams) {
        var part = Styled.div("preview-month", new H3(Formats.month(month.month())));
        month.moves().stream()
                .limit(MOST_MOVES)
                .forEach(move -> part.add(line(
                        team(move.from(), teams) + " \u2192 " + team(move.to(), teams),
                        Formats.money(move.effectiveCost(), move.currency()))));
        if (month.moves().size() > MOST_MOVES) {
            part.add(Styled.quiet(Formats.count(month.moves().size() - MOST_MOVES) + " smaller moves"));
        }
        month.unnamed()
                .forEach((currency, sum) -> part.add(
                        line("Values that no rule names; they become new teams", Formats.money(sum, currency))));
        return part;
    }

    private static Div line(String way, String amount) {
        return Styled.div("preview-move", Styled.span("preview-way", way), Styled.span("number", amount));
    }

    private static String team(TeamId team, Map<TeamId, String> teams) {
        return PlainText.cut(teams.getOrDefault(team, "a team that no longer exists"), 40);
    }
}
