package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A warning that something is missing from a page, with what is missing of each of several things, folded. */
public final class GapsNote extends Div {
    private static final int MOST = 200;

    /** @param step the next step in a sentence; null where there is none */
    public record Gap(String sentence, @Nullable String step) {}

    /** @param summary says what the list has, such as {@code Accounts not fully read} */
    public GapsNote(String words, String summary, List<Gap> gaps) {
        addClassNames("gaps-note", "partial");
        var line = Styled.div("gaps-note-line", Icons.TRIANGLE_ALERT.create(), new Span(words));
        var list = new UnorderedList();
        gaps.stream().limit(MOST).forEach(gap -> {
            var item = new ListItem(new Span(gap.sentence()));
            if (gap.step() != null) {
                item.add(Styled.quiet(gap.step()));
            }
            list.add(item);
        });
        if (gaps.size() > MOST) {
            list.add(new ListItem("and " + Formats.count(gaps.size() - MOST) + " more"));
        }
        add(line, new NativeDetails(summary + " (" + Formats.count(gaps.size()) + ")", list));
    }
}
