package dev.bursar.spend.ui;

import com.vaadin.flow.component.dialog.Dialog;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;

/** Offers the tag keys that a view can be grouped by. */
final class TagKeysPanel extends Dialog {
    TagKeysPanel(TagKeysList list) {
        addClassName("why-panel");
        setWidth("30rem");
        setHeaderTitle("Group by a tag key");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        add(list);
    }
}
