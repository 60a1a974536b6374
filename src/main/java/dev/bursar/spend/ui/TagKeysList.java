package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.TagSpend;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** The tag keys that the sources of costs know, each with what it has of a view's spend; a click groups the view by it. */
final class TagKeysList extends Div {
    private final SpendUrl url;
    private final SearchField search = new SearchField("Search tag keys", "Tag key", this::list);
    private final Div found = new Div();
    private List<Key> keys = List.of();

    /** A key in the list. */
    private record Key(String name, String source, TagSpend spend) {}

    TagKeysList(SpendService spend, Workers workers, SpendUrl url, LocalDate lastDay) {
        this.url = url;
        addClassName("tag-keys");
        var words = new Paragraph("Adding up the spend of each tag key");
        words.getElement().setAttribute("role", "status");
        words.addClassNames("card-note", "quiet");
        search.setWidthFull();
        found.add(words);
        add(search, found);
        // not before it is part of the page: a fast answer would be lost
        addAttachListener(
                event -> new PageWork(this, workers).ask(() -> keys(spend, lastDay), this::show, this::failed));
    }

    private List<Key> keys(SpendService spend, LocalDate lastDay) {
        return spend.tags(url.question(lastDay).alone()).stream()
                .map(one -> new Key(name(spend, one.tag()), source(one), one))
                .toList();
    }

    private static String name(SpendService spend, Dimension tag) {
        return tag == Dimension.TAG_VALUE
                ? spend.teamTag().map(key -> new Dimension.Tag(key).label()).orElse("Tag that names teams")
                : tag.label();
    }

    private static String source(TagSpend one) {
        if (one.tag() == Dimension.TAG_VALUE) {
            return "names teams, from all sources";
        }
        if (isNotKnown(one)) {
            return "a breakdown that doesn\u2019t have these costs";
        }
        return one.inFiles() && one.kept()
                ? "from charge files and a breakdown"
                : one.kept() ? "from a breakdown" : "from charge files";
    }

    private static boolean isNotKnown(TagSpend one) {
        return one.tagged().signum() == 0 && !one.inFiles() && !one.kept();
    }

    private String address(Dimension tag) {
        String parameters = new QueryParameters(url.with(tag).parameters()).getQueryString();
        return SpendLinks.SPEND + "?" + parameters;
    }

    private void show(List<Key> all) {
        keys = all;
        list();
    }

    private void list() {
        found.removeAll();
        var list = new UnorderedList();
        list.addClassName("facts-list");
        keys.stream().filter(key -> search.matches(Stream.of(key.name()))).forEach(key -> list.add(item(key)));
        if (list.getChildren().findAny().isEmpty()) {
            var none = new Paragraph(
                    keys.isEmpty()
                            ? "Bursar has read no tags for these costs. Charge files have all"
                                    + " active cost allocation tags; a"
                                    + " breakdown reads one more key from Cost Explorer."
                            : "No tag key matches \u201C" + PlainText.cut(search.words(), 60) + "\u201D.");
            none.addClassNames("card-note", "quiet");
            none.getElement().setAttribute("role", "status");
            found.add(none);
        } else {
            found.add(list);
        }
    }

    private ListItem item(Key key) {
        TagSpend one = key.spend();
        Anchor link = Styled.pageLink(address(one.tag()), PlainText.cut(key.name(), 80), "fact-link");
        var amount = new Span(isNotKnown(one) ? "not known" : Formats.money(one.tagged(), one.currency()));
        amount.addClassName("number");
        var head = Styled.div("fact-head", link, amount);
        var share = new Span(
                isNotKnown(one)
                        ? ""
                        : Formats.share(one.tagged(), one.total())
                                .map(percent -> percent + " of spend")
                                .orElse(""));
        var line = Styled.div("fact-part", new Span(key.source()), share);
        return new ListItem(head, line);
    }

    private void failed(RuntimeException problem) {
        found.removeAll();
        var words = new Paragraph("The tag keys could not be loaded. If it fails again, give your admin reference "
                + Reference.of(problem).code() + ".");
        words.getElement().setAttribute("role", "alert");
        found.add(words);
    }
}
