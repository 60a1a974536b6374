package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Popup;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Toggle;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Which columns the table shows: a button that opens check boxes. */
final class ColumnChooser extends Composite<Button> {
    private final Set<SpendColumn> hidden = EnumSet.noneOf(SpendColumn.class);
    private final boolean compares;
    private final Consumer<Set<SpendColumn>> changed;

    /** @param changed told what is put away, each time that changes */
    ColumnChooser(boolean compares, Set<SpendColumn> putAway, Consumer<Set<SpendColumn>> changed) {
        hidden.addAll(putAway);
        this.compares = compares;
        this.changed = changed;
    }

    @Override
    protected Button initContent() {
        var button = Buttons.opener(Icons.COLUMNS_3, "Columns");
        button.addClassName("wide-only"); // phones leave out all that can be put away
        return Popup.on(button, "Columns", PopoverPosition.BOTTOM_END, popover -> boxes());
    }

    private Div boxes() {
        var boxes = Styled.div("column-boxes");
        SpendColumn.optional().stream()
                .filter(column -> compares || !column.compares())
                .map(this::box)
                .forEach(boxes::add);
        return boxes;
    }

    private Toggle box(SpendColumn column) {
        var box = new Toggle(column.label(), wanted -> {
            if (wanted) {
                hidden.remove(column);
            } else {
                hidden.add(column);
            }
            changed.accept(Set.copyOf(hidden));
        });
        box.setValue(!hidden.contains(column));
        return box;
    }
}
