package dev.bursar.sync.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.bursar.sync.control.SettingsService.KeptSetting;
import dev.bursar.ui.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long things are kept. */
final class RetentionSection extends Composite<Section> {
    private static final List<Integer> OFFERED = List.of(3, 6, 12, 15, 24, 36, 60, 84, 120);
    private final Section section = new Section("Data retention").flush();
    private final Div rows = new Div();
    private final Map<String, Select<Optional<Integer>>> choices = new LinkedHashMap<>();
    private final Runnable changed;

    RetentionSection(Runnable changed) {
        this.changed = changed;
        rows.addClassName("kept");
        section.with(rows);
    }

    @Override
    protected Section initContent() {
        return section;
    }

    void show(List<KeptSetting> kept, Map<String, Integer> chosen) {
        rows.removeAll();
        choices.clear();
        for (KeptSetting one : kept) {
            Integer now = chosen.get(one.name());
            var offered = new ArrayList<Optional<Integer>>();
            offered.add(Optional.empty());
            OFFERED.stream()
                    .filter(months -> months >= one.leastMonths())
                    .map(Optional::of)
                    .forEach(offered::add);
            if (now != null && !offered.contains(Optional.of(now))) {
                offered.add(Optional.of(now));
            }
            var choice = new Select<Optional<Integer>>();
            choice.setItems(offered);
            choice.setItemLabelGenerator(
                    months -> months.map(number -> number + " months").orElse("forever"));
            choice.setAriaLabel("Retention: " + one.title());
            choice.setValue(Optional.ofNullable(now));
            choice.addValueChangeListener(change -> changed.run());
            choices.put(one.name(), choice);
            rows.add(row(one.title(), one.note(), choice));
        }
        rows.add(row("Activity log", "Entries can\u2019t be deleted.", new Span("forever")));
    }

    private static Div row(String title, String note, Component choice) {
        var name = new Span(title);
        name.addClassName("job-title");
        var words = new Span(note);
        words.addClassName("note");
        var row = new Div(new Div(name, words), choice);
        row.addClassName("kept-row");
        return row;
    }

    Map<String, Integer> chosen() {
        var chosen = new LinkedHashMap<String, Integer>();
        choices.forEach((name, choice) -> choice.getValue().ifPresent(months -> chosen.put(name, months)));
        return chosen;
    }
}
