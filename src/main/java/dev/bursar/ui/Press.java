package dev.bursar.ui;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.shared.Registration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A button whose icon and words the browser draws, and that asks it for the click alone. Vaadin's own holds a node for each of both,
 * and asks for ten numbers of each click, whose names every session would hold for every button.
 */
final class Press extends Button {
    /** The first is Vaadin's, added while the button is made, for a setting that few of them have. */
    private @Nullable List<ComponentEventListener<?>> clicks;

    private @Nullable Icons icon;
    private String words = "";

    Press icon(Icons shown) {
        icon = shown;
        return this;
    }

    /** Shows these parts instead of icon and words; not in the place for icons, where assistive technology would not read them. */
    Press face(Element... parts) {
        draw(parts);
        addThemeName("icon"); // so much padding as Vaadin gives a button without words of its own
        return this;
    }

    @Override
    public void setText(String text) {
        words = text;
        var written = new TextNode(words);
        if (icon == null) {
            draw(written);
        } else {
            draw(icon.drawn().attr("slot", "prefix"), written);
        }
    }

    /** Most buttons say the same in all sessions. */
    private void draw(Node... parts) {
        getElement().setProperty("innerHTML", Drawn.markup(parts).intern());
    }

    @Override
    public String getText() {
        return words;
    }

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
