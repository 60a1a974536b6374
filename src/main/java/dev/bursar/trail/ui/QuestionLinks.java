package dev.bursar.trail.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.list.ListState;
import dev.bursar.trail.event.Topic;
import dev.bursar.ui.Styled;
import org.jspecify.annotations.Nullable;

/** The built-in questions as links, and what the one that is asked can't see. */
final class QuestionLinks extends Nav {
    QuestionLinks() {
        addClassNames("question-links", "no-print");
        getElement().setAttribute("aria-label", "Questions");
    }

    void show(ListState state) {
        removeAll();
        @Nullable Topic asked = EventList.topic(state);
        var list = new UnorderedList();
        list.add(link("All events", EventList.ask(state, null), asked == null));
        for (Topic topic : Topic.values()) {
            list.add(link(EventText.topic(topic), EventList.ask(state, topic), topic == asked));
        }
        add(list);
        if (asked != null) {
            var limits = Styled.note(EventText.limits(asked));
            add(limits);
        }
    }

    private static ListItem link(String words, ListState to, boolean current) {
        var link = new Anchor(to.address(), words);
        if (current) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return new ListItem(link);
    }
}
