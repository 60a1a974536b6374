package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.text.CheckText;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;

/** What a month's statements still lack, and what is all right. */
final class ChecksSection {
    private ChecksSection() {}

    static Section of(List<Check> checks) {
        long open = checks.stream().filter(check -> !check.met()).count();
        return new Section("Checks")
                .note(open == 0 ? "all " + checks.size() + " met" : open + " of " + checks.size() + " open")
                .flush()
                .with(open == 0 ? list(checks) : openFirst(checks));
    }

    /** What is met is folded beside what is open. */
    private static Div openFirst(List<Check> checks) {
        List<Check> met = checks.stream().filter(Check::met).toList();
        var all = new Div(list(checks.stream().filter(check -> !check.met()).toList()));
        if (!met.isEmpty()) {
            var folded = new NativeDetails(Formats.count(met.size(), "check is met", "checks are met"), list(met));
            folded.addClassName("checks-met");
            all.add(folded);
        }
        return all;
    }

    static UnorderedList list(List<Check> checks) {
        var list = new UnorderedList();
        list.addClassNames("facts-list", "checks");
        checks.forEach(check -> list.add(item(check)));
        return list;
    }

    private static ListItem item(Check check) {
        var icon = (check.met() ? Icons.CIRCLE_CHECK : Icons.TRIANGLE_ALERT).create();
        icon.addClassName("need-icon");
        var state = new Span(check.met() ? "Met: " : "Open: ");
        state.addClassName("visually-hidden");
        CheckText text = CheckText.of(check);
        var name = Styled.div("fact-head", state, new Span(text.name()));
        var words = new Div(name);
        words.add(Styled.div("finding", text.finding()));
        text.link().ifPresent(link -> {
            Anchor anchor = Styled.pageLink(link.address(), link.words(), "fact-link");
            words.add(anchor);
        });
        var item = new ListItem(icon, words);
        item.addClassNames("need", check.met() ? "met" : "warning");
        return item;
    }

    /** Shown instead of figures while charges are being added up; asks again by itself. */
    static Optional<EmptyState> waits(List<Check> blocks) {
        return blocks.stream()
                .filter(Check.BeingAddedUp.class::isInstance)
                .map(Check.BeingAddedUp.class::cast)
                .findFirst()
                .map(one -> EmptyState.notRead(
                        "Charges are being added up",
                        CheckText.beingAddedUp(one.months()) + " This dialog shows them by itself."));
    }
}
