package dev.bursar.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** The largest changes, and in which service and account each has moved most. */
final class ChangesCard {
    private static final int LONGEST = 90;

    private final Overview overview;
    private final Month month;
    /** Where the cause of each change is written once it is known. */
    private final Map<CostMove, Div> causes = new LinkedHashMap<>();

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
        Anchor amount =
                Styled.pageLink(changes(move), Formats.signed(moved.moved(), move.currency()), "fact-link", "number");
        amount.setTitle("Why it changed");
        var head = Styled.div(
                "fact-head",
                move.wholeTeam()
                        ? link(move, moved.label(), Dimension.SERVICE)
                        : link(move, moved.label(), move.within(), is(moved)),
                amount);
        var item = new ListItem(head);
        if (move.wholeTeam()) {
            move.parts().forEach(part -> item.add(part(move, part)));
        } else if (month.teams().size() > 1) {
            item.add(Styled.div("fact-part", PlainText.name(move.team().label())));
        }
        var cause = new Div();
        cause.addClassName("fact-cause");
        cause.setVisible(false);
        causes.put(move, cause);
        item.add(cause);
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
                part.dimension() == Dimension.ACCOUNT ? Dimension.SERVICE : move.within(),
                is(part)));
        return Styled.div("fact-part", what, amount);
    }

    /** The question about all changes; empty where nothing is compared. */
    Optional<ChangeQuestion> question() {
        return causes.isEmpty()
                ? Optional.empty()
                : month.before()
                        .map(before ->
                                new ChangeQuestion(range(month.days()), range(before), overview.cost(), List.of()));
    }

    /** Writes below each change the event that at least half of it goes back to. */
    void show(Change change) {
        change.currencies().stream()
                .filter(of -> of.currency().equals(month.currency()))
                .forEach(of -> causes.forEach((move, line) -> of.main(key -> holds(move, key), change.causes())
                        .filter(main -> main.amount()
                                        .multiply(BigDecimal.TWO)
                                        .abs()
                                        .compareTo(move.moved().moved().abs())
                                >= 0)
                        .ifPresent(main -> {
                            Anchor what = Styled.pageLink(
                                    CauseLinks.part(changes(move), main.part()),
                                    PlainText.cut(CauseText.whatAndWhen(main), LONGEST),
                                    "fact-link");
                            var amount = new Span(Formats.signed(main.amount(), of.currency()));
                            amount.addClassName("number");
                            line.add(what, amount);
                            line.setVisible(true);
                        })));
    }

    private static boolean holds(CostMove move, PartKey key) {
        return String.valueOf(key.team()).equals(move.team().key())
                && (move.wholeTeam() || key.service().equals(move.moved().key()));
    }

    private String changes(CostMove move) {
        var filters = new ArrayList<CostFilter>();
        filters.add(
                new CostFilter(Dimension.TEAM, Operator.IS, List.of(move.team().key())));
        if (!move.wholeTeam()) {
            filters.add(is(move.moved()));
        }
        return ChangeLinks.between(range(month.days()), range(month.before().orElseThrow()), overview.cost(), filters);
    }

    private static DayRange range(LocalDateRange days) {
        return new DayRange(days.getStart(), days.getEnd());
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
