package dev.bursar.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.Dimension;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;

/** The largest changes, and in which service and account each has moved most. */
final class ChangesCard {
    private final Overview overview;
    private final Month month;

    ChangesCard(Overview overview, Month month) {
        this.overview = overview;
        this.month = month;
    }

    Section section() {
        var section = new Section("What changed").flush();
        month.before().ifPresent(days -> section.endNote("vs " + Formats.shortRange(days)));
        if (month.before().isEmpty()) {
            return section.with(note(MonthFigures.noComparison(overview) + "."));
        }
        if (month.moves().isEmpty()) {
            return section.with(note("No team\u2019s spend changed."));
        }
        var list = new UnorderedList();
        list.addClassName("facts-list");
        month.moves().forEach(move -> list.add(item(move)));
        return section.with(list);
    }

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassNames("card-note", "quiet");
        return note;
    }

    private ListItem item(CostMove move) {
        CostMove.Part moved = move.moved();
        var amount = Styled.span("number", Formats.signed(moved.moved(), move.currency()));
        var head = Styled.div("fact-head", move.wholeTeam()
                        ? link(move, moved.label(), Dimension.SERVICE)
                        : link(move, moved.label(), Dimension.ACCOUNT, is(moved)),
                amount);
        var item = new ListItem(head);
        if (move.wholeTeam()) {
            move.parts().forEach(part -> item.add(part(move, part)));
        } else if (month.teams().size() > 1) {
            item.add(Styled.div("fact-part", PlainText.name(move.team().label())));
        }
        return item;
    }

    private Div part(CostMove move, CostMove.Part part) {
        // the rest of the team moved the other way where a part moved further than the whole
        boolean within = part.moved().abs().compareTo(move.moved().moved().abs()) <= 0;
        var amount = new Span(within ? Formats.signed(part.moved(), move.currency()) : "all of it");
        amount.addClassName("number");
        var what = new Span(part.dimension().label() + " ");
        what.add(link(
                move,
                part.label(),
                part.dimension() == Dimension.ACCOUNT ? Dimension.SERVICE : Dimension.ACCOUNT,
                is(part)));
        return Styled.div("fact-part", what, amount);
    }

    private static CostFilter is(CostMove.Part part) {
        return new CostFilter(part.dimension(), Operator.IS, List.of(part.key()));
    }

    private Component link(CostMove move, String label, Dimension by, CostFilter... more) {
        var link = new Anchor(
                TeamTable.address(
                        month, overview.cost(), overview.compare(), move.team().key(), by, more),
                PlainText.name(label));
        link.addClassName("fact-link");
        return link;
    }
}
