package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.Uses;
import java.util.function.Consumer;

/** A check box that changes what a page shows, and is no part of a form: a third of what a session holds for Vaadin's. */
@Tag("vaadin-checkbox")
@Uses(Checkbox.class)
public final class Toggle extends Component {
    /** @param changed told when the person checks it or not, not by {@link #setValue} */
    public Toggle(String label, boolean checked, Consumer<Boolean> changed) {
        setLabel(label);
        setValue(checked);
        getElement()
                .addEventListener("change", change -> changed.accept(getValue()))
                .synchronizeProperty("checked");
    }

    public String getLabel() {
        return getElement().getProperty("label", "");
    }

    public void setLabel(String label) {
        getElement().setProperty("label", label);
    }

    public boolean getValue() {
        return getElement().getProperty("checked", false);
    }

    public void setValue(boolean checked) {
        getElement().setProperty("checked", checked);
    }
}
