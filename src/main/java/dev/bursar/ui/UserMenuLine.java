package dev.bursar.ui;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import module java.base;

/** Asked by the shell for a further line of the user menu, which leads to a page; each feature may make a bean of it. */
public interface UserMenuLine {
    /** Empty where the person who acts has nothing to go there for. */
    Optional<Line> forCurrentPerson();

    /**
     * A line.
     *
     * @param words {@code Exports (1)}
     * @param address of the page
     */
    record Line(String words, String address) {}

    /** Has the lines of this window asked again. */
    static void changed(UI ui) {
        ComponentUtil.fireEvent(ui, new Changed(ui));
    }

    /** Told when a feature says that its line has changed. */
    static Registration onChange(UI ui, Runnable refresh) {
        return ComponentUtil.addListener(ui, Changed.class, event -> refresh.run());
    }

    /** Some line has changed. */
    final class Changed extends ComponentEvent<UI> {
        private Changed(UI source) {
            super(source, false);
        }
    }
}
