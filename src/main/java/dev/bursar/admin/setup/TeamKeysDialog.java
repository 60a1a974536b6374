package dev.bursar.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.ownership.OwnershipPreview.KeysMonth;
import dev.bursar.ownership.moves.MovesPreview;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The tags whose values name teams, in order, each from a day on; what another order moves is shown in money before it is saved. */
final class TeamKeysDialog extends Dialog {
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
    private final MovesPreview preview;
    private final List<Line> lines = new ArrayList<>();
    private final Div fields = Styled.div("team-keys");
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
        preview = new MovesPreview(workers);
        setHeaderTitle("Order of team keys");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("team-keys-dialog");
        setCloseOnOutsideClick(false);
        setWidth("640px");
        var words = new Paragraph("The first key that has a value decides the team."
                + (costsOfAws ? " Each further key costs more Cost Explorer requests." : ""));
        words.addClassName("quiet");
        add(words, fields, add, preview);
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
        preview.clear();
        if (!costsOfAws) {
            moves(keys);
            return;
        }
        preview.ask(
                () -> actions.requests(keys),
                sentences -> {
                    sentences.forEach(sentence -> preview.note(
                            Styled.div("preview-note", Icons.TRIANGLE_ALERT.create(), new Span(sentence))));
                    moves(keys);
                },
                problem -> {
                    preview.note(new Span("What Cost Explorer would be asked could not be worked out."));
                    moves(keys);
                });
    }

    private void moves(TeamKeys keys) {
        List<YearMonth> months = actions.months();
        preview.of(new MovesPreview.Question(
                months,
                actions.teams(),
                month -> actions.preview(keys, month),
                leftOut -> SetupText.leftOut(leftOut, months.getLast())));
    }
}
