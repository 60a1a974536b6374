package dev.bursar.ui;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.shared.Registration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A button that asks the browser for the click alone. Vaadin's own asks for ten numbers of each, and every session would hold their
 * names for every button, even for one whose clicks nobody wants to know.
 */
final class Press extends Button {
    /** The first is Vaadin's, added while the button is made, for a setting that few of them have. */
    private @Nullable List<ComponentEventListener<?>> clicks;

    @Override
    protected <T extends ComponentEvent<?>> Registration addListener(
            Class<T> eventType, ComponentEventListener<T> listener) {
        if (eventType != (Class<?>) ClickEvent.class) {
            return super.addListener(eventType, listener);
        }
        if (clicks == null) {
            clicks = new ArrayList<>(2);
        } else if (clicks.size() == 1) {
            getElement().addEventListener("click", click -> fireEvent(new ClickEvent<>(this)));
        }
        List<ComponentEventListener<?>> told = clicks;
        told.add(listener);
        return () -> told.remove(listener);
    }

    @Override
    @SuppressWarnings("unchecked") // added for clicks
    protected void fireEvent(ComponentEvent<?> event) {
        if (event instanceof ClickEvent<?> click && clicks != null) {
            List.copyOf(clicks)
                    .forEach(listener -> ((ComponentEventListener<ClickEvent<?>>) listener).onComponentEvent(click));
        } else {
            super.fireEvent(event);
        }
    }
}
