package dev.bursar.tagging.ui;

import static dev.bursar.files.ListExport.Cell.day;
import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Sort;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.tagging.ui.fixes.ViolationSelection;
import dev.bursar.tagging.violations.TagFixes.Listed;
import dev.bursar.tagging.violations.ViolationQuestion;
import dev.bursar.tagging.violations.ViolationQuestion.Order;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HeaderSort;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of violations, on the page and in files. */
final class ViolationTable extends Composite<ListGrid<Listed, Long>> {
    private final ListGrid<Listed, Long> list;
    private final HeaderSort<Listed> sort;
    private final Grid.Column<Listed> resource;
    private final Grid.Column<Listed> cost;

    /**
     * @param address of a resource's panel, by its number
     * @param opened told when a row is clicked
     * @param sorted told when the person sorts otherwise
     */
    ViolationTable(
            LocalDate today,
            ViolationSelection selection,
            LongFunction<String> address,
            Consumer<Long> opened,
            Consumer<Sort<Order>> sorted) {
        list = new ListGrid<>("Violations", "resource", one -> one.row().resource(), opened);
        list.column("", 52, 0, one -> selection.box(one.row())).setHeader(selection.head());
        resource = by(Order.RESOURCE, list.column("Resource", 190, 5, one -> resource(one, address)));
        by(Order.PROBLEM, list.wide("Violation", 150, 2, one -> problem(one.row())));
        list.wide("Likely value", 210, 4, ViolationTable::likely);
        by(Order.OWNER, list.wide("Owner", 130, 2, one -> owner(one.row())));
        by(Order.SINCE, list.wide("Since", 110, 0, one -> since(one.row(), today)));
        cost = by(Order.COST, list.figure("30-day cost", 120, 0, one -> cost(one.row())));
        sort = new HeaderSort<>(
                list.grid(),
                (key, down) -> AddressReader.constant(Order.class, key)
                        .ifPresent(order -> sorted.accept(new Sort<>(order, down))));
    }

    @Override
    protected ListGrid<Listed, Long> initContent() {
        return list;
    }

    private static Grid.Column<Listed> by(Order order, Grid.Column<Listed> column) {
        return column.setKey(order.word()).setSortable(true);
    }

    /** What a file has of a violation. */
    static List<Cell<ViolationRow>> cells(Map<Integer, String> policies) {
        return List.of(
                text("Resource", ViolationRow::name),
                text("ARN", ViolationRow::arn),
                text("Type", ViolationRow::type),
                text("Account", ViolationRow::account),
                text("Account name", ViolationRow::accountName),
                text("Region", ViolationRow::region),
                text("Owner", ViolationRow::owner),
                text("Policy", row -> policies.get(row.policy())),
                text("Tag key", ViolationRow::key),
                text("Violation", row -> row.finding().problem().stored()),
                text("Found", row -> row.finding().found()),
                text("State", row -> row.state().label()),
                day("Since", ViolationRow::since),
                day("Grace until", row -> row.graceTo().minusDays(1)),
                text("Made by", ViolationRow::madeBy),
                text("Currency", ViolationRow::currency),
                Cell.money("30-day cost", ViolationRow::cost));
    }

    /** Where rows come from: some, from an offset on. */
    interface Rows {
        List<Listed> of(ViolationQuestion question, int offset, int limit);
    }

    /** @param costs of the resources, each once */
    void show(Rows rows, ViolationQuestion question, long count, long resources, Map<String, BigDecimal> costs) {
        sort.show(list.grid().getColumnByKey(question.order().word()), question.descending());
        list.show(
                (offset, limit) -> rows.of(question, offset, limit),
                one -> one.row().id() + "/" + one.row().currency(),
                count);
        resource.setFooter(Formats.count(count, "violation", "violations") + " on "
                + Formats.count(resources, "resource", "resources"));
        cost.setFooter(money(costs));
    }

    void current(@Nullable Long shown) {
        list.current(shown);
    }

    /** Each currency by itself; nothing where there is none. */
    static String money(Map<String, BigDecimal> costs) {
        return costs.entrySet().stream()
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(" and "));
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

    /** With the person who made the resource, where an event says who. */
    private static Component owner(ViolationRow row) {
        Component owner;
        if (row.owner() != null) {
            owner = PlainText.name(row.owner());
        } else {
            var nobody = new Span("nobody");
            nobody.addClassName("quiet");
            owner = nobody;
        }
        return row.madeBy() == null ? owner : Tables.twoLines(owner, "made by " + row.madeBy());
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
