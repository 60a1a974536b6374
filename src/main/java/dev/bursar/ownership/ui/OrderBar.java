package dev.bursar.ownership.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;

/** A new order that isn't saved yet: what it would move, and what to do with it. */
final class OrderBar extends Composite<Section> {
    private static final int MOST_LINES = 8;
    private final Section section = new Section("New order, not saved");
    private final Div stale = Styled.div("stale");

    OrderBar(RulePreview preview, Runnable save, Runnable undo) {
        section.addClassName("order-bar");
        section.actions(
                Buttons.neutral("Undo", click -> undo.run()), Buttons.primary("Save order", click -> save.run()));
        var note = Styled.note("The new order applies to all days on which these rules apply.");
        section.with(stale, preview, note);
    }

    @Override
    protected Section initContent() {
        return section;
    }

    /** Somebody else saved an order in between: both, as far as they differ. */
    void stale(List<String> theirs, List<String> mine, Runnable loadTheirs, Runnable keepMine) {
        stale.removeAll();
        var words = new Paragraph("Someone changed the order in the meantime. Load theirs or keep yours.");
        words.getElement().setAttribute("role", "alert");
        var both = Styled.div("both-versions", order("Theirs", theirs, mine), order("Yours", mine, theirs));
        var buttons = Styled.div(
                "actions",
                Buttons.neutral("Load theirs", click -> loadTheirs.run()),
                Buttons.neutral("Keep mine", click -> keepMine.run()));
        stale.add(words, both, buttons);
    }

    void fresh() {
        stale.removeAll();
    }

    private static Div order(String title, List<String> rules, List<String> other) {
        var list = new OrderedList();
        int shown = 0;
        for (int i = 0; i < rules.size() && shown < MOST_LINES; i++) {
            boolean same = i < other.size() && Objects.equals(rules.get(i), other.get(i));
            if (!same) {
                var item = new ListItem(rules.get(i));
                item.getElement().setAttribute("value", String.valueOf(i + 1));
                list.add(item);
                shown++;
            }
        }
        return Styled.div("version", new H3(title), list);
    }
}
