package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.tagging.ui.fixes.FixText;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.tagging.ui.fixes.SignText;
import dev.bursar.tagging.ui.fixes.ViolationSelection;
import dev.bursar.tagging.violations.TagFixes.Listed;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;

/** Violations on the page. */
final class ViolationTable extends ListGrid<Listed, Long> {
    private final Grid.Column<Listed> resource;
    private final Grid.Column<Listed> cost;

    ViolationTable(ListPage<?> page, LocalDate today, ViolationSelection selection) {
        super("Violations", page, Violations.OPEN, one -> one.row().resource());
        column("", 52, 0, one -> selection.box(one.row())).setHeader(selection.head());
        resource = by("resource", column("Resource", 250, 7, this::resource));
        by("problem", wide("Violation", 130, 2, one -> problem(one.row())));
        wide("Likely value", 240, 3, ViolationTable::likely);
        onlyAlone(by(
                "region",
                Tables.roomyOnly(
                        column("Region", 104, 1, one -> PlainText.name(one.row().region())))));
        onlyAlone(by("owner", wide("Owner", 110, 1, one -> owner(one.row()))));
        by("since", wide("Since", 84, 0, one -> since(one.row(), today)));
        cost = by("cost", figure("30-day cost", 120, 0, one -> cost(one.row())));
        sort(page, Violations.LISTING.sort());
    }

    /** @param costs of the resources, each once */
    void show(ListGrid.Rows<Listed> rows, long count, long resources, Map<String, BigDecimal> costs) {
        show(rows, one -> one.row().id() + "/" + one.row().currency(), count);
        resource.setFooter(Formats.count(count, "violation", "violations") + " on "
                + Formats.count(resources, "resource", "resources"));
        cost.setFooter(money(costs));
    }

    /** Each currency by itself; nothing where there is none. */
    static String money(Map<String, BigDecimal> costs) {
        return costs.entrySet().stream()
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(" and "));
    }

    private Component resource(Listed one) {
        ViolationRow row = one.row();
        return name(
                one,
                PlainText.cutMiddle(row.name(), 60),
                row.arn(),
                PlainText.cut(row.type(), 50) + " \u00B7 " + PlainText.cut(row.accountName(), 40),
                PlainText.cut(ProblemText.of(row.key(), row.finding()), 80)
                        + (one.value() == null ? "" : " \u2192 " + PlainText.cut(one.value(), 40)) + " \u00B7 "
                        + (row.owner() == null ? "nobody" : PlainText.cut(row.owner(), 40)));
    }

    private static Component likely(Listed one) {
        if (one.fixing().isPresent()) {
            String fix = FixText.of(one.fixing().get());
            return one.value() == null ? Styled.quiet(fix) : Tables.twoLines(PlainText.name(one.value()), fix);
        }
        if (one.value() == null) {
            return new Span();
        }
        String why = SignText.of(one.sign());
        var cell = Tables.twoLines(PlainText.name(one.value()), why);
        cell.setTitle(why);
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
        Component owner = row.owner() == null ? Styled.quiet("nobody") : PlainText.name(row.owner());
        return row.madeBy() == null ? owner : Tables.twoLines(owner, "made by " + row.madeBy());
    }

    private static Component since(ViolationRow row, LocalDate today) {
        long days = ChronoUnit.DAYS.between(row.since(), today);
        var since = new Span(Formats.shortDate(row.since()));
        return days == 0 ? since : Tables.twoLines(since, Formats.count(days, "day", "days"));
    }

    private static Component cost(ViolationRow row) {
        if (row.cost() != null && row.currency() != null) {
            return new Span(Formats.money(row.cost(), row.currency()));
        }
        return Styled.quiet(row.costKnown() ? "no charges" : "not known");
    }
}
