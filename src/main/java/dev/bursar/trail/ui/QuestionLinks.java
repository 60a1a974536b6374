package dev.bursar.trail.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.trail.event.Topic;

/** The built-in questions as links, and what the one that is asked can't see. */
final class QuestionLinks extends Nav {
    QuestionLinks() {
        addClassNames("question-links", "no-print");
        getElement().setAttribute("aria-label", "Questions");
    }

    void show(EventsUrl url) {
        removeAll();
        var list = new UnorderedList();
        list.add(link("All events", url.withTopic(null), url.topic() == null));
        for (Topic topic : Topic.values()) {
            list.add(link(EventText.topic(topic), url.withTopic(topic), topic == url.topic()));
        }
        add(list);
        if (url.topic() != null) {
            var limits = new Paragraph(EventText.limits(url.topic()));
            limits.addClassName("note");
            add(limits);
        }
    }

    private static ListItem link(String words, EventsUrl to, boolean current) {
        var link = new Anchor(to.address(), words);
        if (current) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return new ListItem(link);
    }
}
