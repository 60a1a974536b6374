package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.kernel.Scope;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.TagSpend;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Workers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tag keys that the sources of costs know, each with what it has of a view's spend; a click groups the view by it. */
final class TagKeysList extends Div {
    private final SpendUrl url;
    private final SearchField search = new SearchField("Search tag keys", "Tag key", this::list);
    private final Div found = new Div();
    private List<Key> keys = List.of();

    /** A key in the list: of charge files, or of a breakdown. */
    private record Key(String name, String source, Optional<TagSpend> spend, String address) {}

    TagKeysList(
            SpendService spend, Breakdowns breakdowns, Scope scope, Workers workers, SpendUrl url, LocalDate lastDay) {
        this.url = url;
        addClassName("tag-keys");
        var words = new Paragraph("Adding up the spend of each tag key");
        words.getElement().setAttribute("role", "status");
        words.addClassNames("card-note", "quiet");
        found.add(words);
        add(search, found);
        YearMonth month = YearMonth.from(url.days(lastDay).getEndInclusive());
        // not before it is part of the page: a fast answer would be lost
        addAttachListener(event -> new PageWork(this, workers)
                .ask(() -> keys(spend, breakdowns, scope, lastDay, month), this::show, this::failed));
    }

    private List<Key> keys(SpendService spend, Breakdowns breakdowns, Scope scope, LocalDate lastDay, YearMonth month) {
        var keys = new ArrayList<Key>();
        for (TagSpend one : spend.tags(url.question(lastDay).alone())) {
            boolean names = one.tag() == Dimension.TAG_VALUE;
            keys.add(new Key(
                    names
                            ? spend.teamTag()
                                    .map(key -> new Dimension.Tag(key).label())
                                    .orElse("Tag that names teams")
                            : one.tag().label(),
                    names ? "names teams, from all sources" : "from charge files",
                    Optional.of(one),
                    address(one.tag())));
        }
        if (scope.roles().stream().anyMatch(GroupChoice.SEE_EVERYTHING::contains)) {
            breakdowns
                    .all()
                    .forEach(one -> keys.add(new Key(
                            new Dimension.Tag(one.tagKey()).label(),
                            "from a breakdown by " + one.dimension().label().toLowerCase(java.util.Locale.ROOT) + ", "
                                    + Formats.month(month),
                            tagged(breakdowns, one, month),
                            SpendLinks.BREAKDOWN + "?id=" + one.id() + "&month=" + month)));
        }
        return keys;
    }

    private String address(Dimension tag) {
        String parameters = new QueryParameters(url.with(tag).parameters()).getQueryString();
        return SpendLinks.SPEND + "?" + parameters;
    }

    private static Optional<TagSpend> tagged(Breakdowns breakdowns, Breakdown breakdown, YearMonth month) {
        return breakdowns.ask(breakdown.id(), month, List.of()).stream()
                .flatMap(answer -> answer.answer().currencies().stream())
                .findFirst()
                .map(spend -> new TagSpend(Dimension.TAG_VALUE, spend.currency(), tagged(spend), spend.total()));
    }

    private static BigDecimal tagged(CurrencySpend spend) {
        return spend.rows().stream()
                .filter(row -> !row.key().isEmpty())
                .map(Row::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
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
                            ? "None of these costs has a tag. Charge files have all active cost allocation tags; a"
                                    + " breakdown reads one more key from Cost Explorer."
                            : "No tag key matches \u201C" + PlainText.cut(search.words(), 60) + "\u201D.");
            none.addClassNames("card-note", "quiet");
            none.getElement().setAttribute("role", "status");
            found.add(none);
        } else {
            found.add(list);
        }
    }

    private static ListItem item(Key key) {
        var link = new Anchor(key.address(), PlainText.cut(key.name(), 80));
        link.addClassName("fact-link");
        link.getElement().setAttribute("router-link", true);
        var amount = new Span(key.spend()
                .map(one -> Formats.money(one.tagged(), one.currency()))
                .orElse("not read yet"));
        amount.addClassName("number");
        var head = new Div(link, amount);
        head.addClassName("fact-head");
        var share = new Span(key.spend()
                .flatMap(one -> Formats.share(one.tagged(), one.total()))
                .map(percent -> percent + " of spend")
                .orElse(""));
        var line = new Div(new Span(key.source()), share);
        line.addClassName("fact-part");
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
