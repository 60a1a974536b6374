package dev.bursar.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;

/** What needs the person now, each with the way to it. */
final class NeedsCard {
    private NeedsCard() {}

    /** @param lookedAt what was looked at, in words */
    static Section section(List<Need> needs, List<String> lookedAt) {
        var section = new Section("Needs attention").flush();
        if (needs.isEmpty()) {
            var none = new Paragraph(
                    lookedAt.isEmpty()
                            ? "What needs your attention appears here once Bursar has read more than costs."
                            : "Nothing needs your attention. Looked at: " + String.join(", ", lookedAt) + ".");
            none.addClassNames("card-note", "quiet");
            return section.with(none);
        }
        var list = new UnorderedList();
        list.addClassName("facts-list");
        needs.forEach(need -> list.add(item(need)));
        return section.endNote(Formats.count(needs.size())).with(list);
    }

    private static ListItem item(Need need) {
        var icon = icon(need).create();
        icon.addClassName("need-icon");
        var title = new H3(need.title());
        var body = new Paragraph(need.body());
        body.addClassName("need-body");
        var words = Styled.div("need-words", title, body);
        need.way().ifPresent(way -> words.add(new Anchor(way.address(), way.words())));
        var row = new Div(icon, words);
        row.addClassNames("need", need.kind().name().toLowerCase(java.util.Locale.ROOT));
        return new ListItem(row);
    }

    private static Icons icon(Need need) {
        return switch (need.kind()) {
            case DANGER -> Icons.OCTAGON_ALERT;
            case WARNING -> Icons.TRIANGLE_ALERT;
            case INFO -> Icons.CIRCLE_DASHED;
            case SUCCESS -> Icons.CIRCLE_CHECK;
            case NEUTRAL -> Icons.CIRCLE_DOT;
        };
    }
}
