package dev.bursar.testing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import module java.base;

/** What a person can read on a part of the page. */
public final class Texts {
    /** The items of a drop-down, which nobody sees until it is opened. */
    private static final String ITEMS = "vaadin-select-list-box";

    private Texts() {}

    public static String of(Component component) {
        return of(component.getElement());
    }

    /** For a query: what says these words and no others. */
    public static <T extends Component> Predicate<T> are(String words) {
        return component -> of(component).equals(words);
    }

    /** Without what its children say. */
    public static String own(Element element) {
        return element.isTextNode() ? element.getText() : "";
    }

    private static String of(Element element) {
        return element.isTextNode()
                ? element.getText()
                : element.getChildren()
                        .filter(child -> child.isTextNode() || !child.getTag().equals(ITEMS))
                        .map(Texts::of)
                        .collect(Collectors.joining());
    }
}
