package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * What is only read, drawn by the browser: a session holds one node for it, not two for each of its parts. What people and AWS wrote
 * gets into its markup as the text or an attribute of an element, never as markup.
 */
@Tag("div")
public class Drawn extends Component implements HasStyle {
    public Drawn(String... classes) {
        addClassNames(classes);
    }

    /** Adds one part: {@code span}, {@code hatch}, {@code Estimated}. */
    public final Drawn add(String tag, String className, String words) {
        return add(part(tag, className, words));
    }

    final Drawn add(Element part) {
        String whole = getElement().getProperty("innerHTML", "") + markup(part);
        getElement().setProperty("innerHTML", whole.intern()); // many sessions hold the same
        return this;
    }

    public final Drawn removeAll() {
        getElement().setProperty("innerHTML", "");
        return this;
    }

    static Element part(String tag, String className, String words) {
        return new Element(tag).addClass(className).text(words);
    }

    static String markup(Node... parts) {
        var whole = new Document("");
        whole.outputSettings().prettyPrint(false).charset("US-ASCII"); // one byte a character
        for (Node part : parts) {
            whole.appendChild(part);
        }
        return whole.html();
    }
}
