package dev.bursar.tagging.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import dev.bursar.tagging.values.TagValue;
import dev.bursar.tagging.values.ValueGroup;
import dev.bursar.tagging.values.ValueGroup.Other;
import dev.bursar.tagging.values.ValueLikeness.Likeness;
import dev.bursar.tagging.values.ValueReport;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Any two values of the tag, chosen by a person who knows that they mean the same; what joining them moves is seen before. */
final class JoinByHand extends Div {
    private final ValueReport report;
    private final ValuesView.Groups page;
    private final Workers workers;
    private final Clock clock;
    private final ComboBox<TagValue> value;
    private final ComboBox<TagValue> target;
    private final Div pair = new Div();

    JoinByHand(ValueReport report, ValuesView.Groups page, Workers workers, Clock clock) {
        this.report = report;
        this.page = page;
        this.workers = workers;
        this.clock = clock;
        value = choice("Value");
        target = choice("Means the same as");
        var fields = Styled.div("value-choices", value, target);
        addClassName("stack");
        add(
                new Section("Join two values")
                        .note("for different spellings of the same value")
                        .with(fields),
                pair);
    }

    private ComboBox<TagValue> choice(String label) {
        var box = new ComboBox<TagValue>(label);
        box.setItems(report.values());
        box.setItemLabelGenerator(one -> PlainText.cut(one.text(), 60));
        box.setClearButtonVisible(true);
        box.addValueChangeListener(change -> show());
        return box;
    }

    private void show() {
        pair.removeAll();
        TagValue joined = value.getValue();
        TagValue into = target.getValue();
        if (joined == null || into == null) {
            return;
        }
        if (joined.equals(into)) {
            pair.add(Styled.note("Choose two different values."));
        } else if (joined.rule() != 0 && joined.rule() == into.rule()) {
            pair.add(Styled.note("One ownership rule already gives both values to the same team."));
        } else {
            pair.add(new ValueGroupSection(
                    report,
                    new ValueGroup(into, List.of(new Other(joined, Likeness.NONE, true))),
                    page,
                    workers,
                    clock));
        }
    }
}
