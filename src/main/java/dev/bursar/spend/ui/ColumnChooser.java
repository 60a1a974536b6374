package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Toggle;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Which columns the table shows: a button that opens check boxes. */
final class ColumnChooser extends Composite<Div> {
    private final Set<SpendColumn> hidden = EnumSet.noneOf(SpendColumn.class);

    /** @param changed told what is put away, each time that changes */
    ColumnChooser(boolean compares, Set<SpendColumn> putAway, Consumer<Set<SpendColumn>> changed) {
        hidden.addAll(putAway);
        var button = Buttons.opener(Icons.COLUMNS_3, "Columns");
        var popover = new Popover();
        popover.setTarget(button);
        popover.setModal(true);
        popover.setAutofocus(true);
        popover.setAriaLabel("Columns");
        popover.setPosition(PopoverPosition.BOTTOM_END);
        var boxes = new Div();
        boxes.addClassName("column-boxes");
        SpendColumn.optional().stream()
                .filter(column -> compares || !column.compares())
                .forEach(column -> boxes.add(new Toggle(column.label(), !hidden.contains(column), wanted -> {
                    if (wanted) {
                        hidden.remove(column);
                    } else {
                        hidden.add(column);
                    }
                    changed.accept(Set.copyOf(hidden));
                })));
        popover.add(boxes);
        getContent().addClassName("column-chooser");
        getContent().add(button, popover);
    }
}
