package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.tagging.ui.fixes.ViolationSelection;
import dev.bursar.tagging.violations.TagFixes.Listed;
import dev.bursar.tagging.violations.ViolationQuestion;
import dev.bursar.tagging.violations.ViolationQuestion.Order;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HeaderSort;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Violations; only those that are looked at are read. */
final class ViolationTable extends Composite<Section> {
    private static final int FEW = 12;

    /** The rows are drawn anew by then, or a little later. */
    private static final String FOCUS = """
        const look = tries => {
          const link = [...this.querySelectorAll('a.row-link')].find(one => one.search.endsWith($0));
          if (link) link.focus(); else if (tries > 0) setTimeout(() => look(tries - 1), 50);
        };
        setTimeout(() => look(20), 50);
        """;

    private final Grid<Listed> grid = new Grid<>();
    private final HeaderSort<Listed> sort;
    private final Grid.Column<Listed> resource;
    private final Grid.Column<Listed> cost;
    private @Nullable Long open;

    /**
     * @param address of a resource's panel, by its number
     * @param opened told when a row is clicked
     * @param sorted told when the person sorts otherwise
     */
    ViolationTable(
            LocalDate today,
            ViolationSelection selection,
            LongFunction<String> address,
            LongConsumer opened,
            BiConsumer<Order, Boolean> sorted) {
        grid.addClassName("detail-table");
        grid.addComponentColumn(one -> selection.box(one.row()))
                .setHeader(selection.head())
                .setWidth("52px")
                .setFlexGrow(0);
        resource = grid.addComponentColumn(one -> resource(one, address))
                .setHeader("Resource")
                .setKey(Order.RESOURCE.word())
                .setWidth("190px")
                .setFlexGrow(5);
        Tables.wideOnly(grid.addComponentColumn(one -> problem(one.row())))
                .setHeader("Violation")
                .setKey(Order.PROBLEM.word())
                .setWidth("150px")
                .setFlexGrow(2);
        Tables.wideOnly(grid.addComponentColumn(ViolationTable::likely))
                .setHeader("Likely value")
                .setWidth("210px")
                .setFlexGrow(4);
        Tables.wideOnly(grid.addComponentColumn(one -> owner(one.row())))
                .setHeader("Owner")
                .setKey(Order.OWNER.word())
                .setWidth("110px")
                .setFlexGrow(2);
        Tables.wideOnly(grid.addComponentColumn(one -> since(one.row(), today)))
                .setHeader("Since")
                .setKey(Order.SINCE.word())
                .setWidth("110px")
                .setFlexGrow(0);
        cost = Tables.figures(grid.addComponentColumn(one -> cost(one.row())))
                .setHeader("30-day cost")
                .setKey(Order.COST.word())
                .setWidth("120px")
                .setFlexGrow(0);
        grid.getColumns().forEach(column -> column.setSortable(column.getKey() != null));
        sort = new HeaderSort<>(grid, (key, down) -> sorted.accept(Order.valueOf(key.toUpperCase(Locale.ROOT)), down));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setPartNameGenerator(row -> open != null && row.row().resource() == open ? "current" : null);
        grid.addItemClickListener(click -> opened.accept(click.getItem().row().resource()));
        grid.getElement().setAttribute("aria-label", "Violations");
        getContent().flush().with(grid);
        getContent().setAriaLabel("Violations");
    }

    /** Where rows come from: some, from an offset on. */
    interface Rows {
        List<Listed> of(ViolationQuestion question, int offset, int limit);
    }

    /** @param costs of the resources, each once */
    void show(Rows rows, ViolationQuestion question, long count, long resources, Map<String, BigDecimal> costs) {
        grid.getColumns().stream()
                .filter(column -> question.order().word().equals(column.getKey()))
                .findFirst()
                .ifPresent(column -> sort.show(column, question.descending()));
        grid.setItems(new CallbackDataProvider<Listed, Void>(
                query -> rows.of(question, query.getOffset(), query.getLimit()).stream(),
                query -> (int) Math.min(count, Integer.MAX_VALUE),
                one -> one.row().id() + "/" + one.row().currency()));
        resource.setFooter(Formats.count(count, "violation", "violations") + " on "
                + Formats.count(resources, "resource", "resources"));
        cost.setFooter(money(costs));
        grid.setAllRowsVisible(count <= FEW);
        grid.setClassName("long", count > FEW);
    }

    /** Each currency by itself; nothing where there is none. */
    static String money(Map<String, BigDecimal> costs) {
        return costs.entrySet().stream()
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(" and "));
    }

    /** Marks the row whose panel is open; when it is closed, the row that had opened it gets the focus back. */
    void current(@Nullable Long shown) {
        if (Objects.equals(shown, open)) {
            return;
        }
        Long before = open;
        open = shown;
        if (grid.getDataProvider() instanceof CallbackDataProvider<?, ?>) {
            grid.getDataProvider().refreshAll();
        }
        if (shown == null) {
            grid.getElement().executeJs(FOCUS, "resource=" + before);
        }
    }

    private static Component resource(Listed one, LongFunction<String> address) {
        ViolationRow row = one.row();
        var link = new Anchor(address.apply(row.resource()), PlainText.cutMiddle(row.name(), 60));
        link.addClassName("row-link");
        link.setTitle(PlainText.full(row.arn()));
        var cell = Tables.twoLines(
                new Div(link), PlainText.cut(row.type(), 50) + " \u00B7 " + PlainText.cut(row.accountName(), 40));
        var narrow = new Span(PlainText.cut(ProblemText.of(row.key(), row.finding()), 80)
                + (one.value() == null ? "" : " \u2192 " + PlainText.cut(one.value(), 40)) + " \u00B7 "
                + (row.owner() == null ? "nobody" : PlainText.cut(row.owner(), 40)));
        narrow.addClassNames("second-line", "narrow-line");
        cell.add(narrow);
        return cell;
    }

    private static Component likely(Listed one) {
        if (one.value() == null) {
            var none = new Span(one.row().state().isClosed() ? "" : "none found");
            none.addClassName("quiet");
            return none;
        }
        var cell = Tables.twoLines(PlainText.name(one.value()), one.reason());
        cell.setTitle(one.reason());
        return cell;
    }

    private static Component problem(ViolationRow row) {
        var words = new Div(ProblemText.cell(row.key(), row.finding()));
        return switch (row.state()) {
            case OPEN -> words;
            case GRACE ->
                Tables.twoLines(
                        words,
                        "in grace until " + Formats.shortDate(row.graceTo().minusDays(1)));
            case EXEMPT -> Tables.twoLines(words, "exempt");
            case FIXED -> Tables.twoLines(words, "fixed" + on(row));
            case GONE -> Tables.twoLines(words, "gone" + on(row));
        };
    }

    private static String on(ViolationRow row) {
        return row.closedOn() == null ? "" : " on " + Formats.shortDate(row.closedOn());
    }

    private static Component owner(ViolationRow row) {
        if (row.owner() != null) {
            return PlainText.name(row.owner());
        }
        var nobody = new Span("nobody");
        nobody.addClassName("quiet");
        return nobody;
    }

    private static Component since(ViolationRow row, LocalDate today) {
        long days = ChronoUnit.DAYS.between(row.since(), today);
        return Tables.twoLines(
                new Span(Formats.shortDate(row.since())), days == 0 ? "today" : Formats.count(days, "day", "days"));
    }

    private static Component cost(ViolationRow row) {
        if (row.cost() != null && row.currency() != null) {
            return new Span(Formats.money(row.cost(), row.currency()));
        }
        var none = new Span(row.costKnown() ? "no charges" : "not known");
        none.addClassName("quiet");
        return none;
    }
}
