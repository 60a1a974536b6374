package dev.bursar.testing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** What a person can read on a part of the page, whether it is made of components or drawn by the browser. */
public final class Texts {
    private Texts() {}

    public static String of(Component component) {
        return of(component.getElement());
    }

    /** For a query: what says these words and no others. */
    public static <T extends Component> Predicate<T> are(String words) {
        return component -> of(component).equals(words);
    }

    private static String of(Element element) {
        return own(element) + element.getChildren().map(Texts::of).collect(Collectors.joining());
    }

    /** Without what its children say. */
    public static String own(Element element) {
        return element.isTextNode()
                ? element.getText()
                : Jsoup.parseBodyFragment(element.getProperty("innerHTML", ""))
                        .body()
                        .wholeText();
    }
}
