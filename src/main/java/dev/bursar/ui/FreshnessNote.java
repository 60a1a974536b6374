package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import module java.base;

/** A warning that what a page shows is older than it should be, and why, with the way to the jobs for who may see them. */
public final class FreshnessNote extends Div {
    private FreshnessNote(List<String> lines, Optional<String> jobs) {
        addClassNames("gaps-note", "partial");
        for (int i = 0; i < lines.size(); i++) {
            var words = new Span(lines.get(i));
            if (i == lines.size() - 1) {
                jobs.ifPresent(address -> words.add(new Span(" "), Styled.pageLink(address, "See Sync")));
            }
            add(Styled.div("gaps-note-line", Icons.TRIANGLE_ALERT.create(), words));
        }
    }

    /**
     * @param jobs address of the Sync page, where the person may open it
     * @return empty where there is nothing to say
     */
    public static Optional<FreshnessNote> of(List<String> lines, Optional<String> jobs) {
        return lines.isEmpty() ? Optional.empty() : Optional.of(new FreshnessNote(lines, jobs));
    }
}
