package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Stands in place of a list's rows when none of them has what is searched for: {@code No account matches “x”.} and the way back. */
public final class NoRowMatches extends Div {
    private static final int LONGEST = 60;

    private final SearchField search;
    private final String thing;
    private final Span words = new Span();

    /** @param thing what a row is: {@code account} */
    public NoRowMatches(SearchField search, String thing) {
        this.search = search;
        this.thing = thing;
        getElement().setAttribute("data-state", "no-match");
        addClassName("no-row-matches");
        setVisible(false);
        add(words, Buttons.link("Clear search", click -> search.setValue("")));
    }

    /** @param rows how many are shown */
    public void rows(int rows) {
        boolean none = rows == 0 && !search.words().isEmpty();
        words.setText(
                none ? "No " + thing + " matches \u201c" + PlainText.cut(search.words(), LONGEST) + "\u201d." : "");
        setVisible(none);
    }
}
