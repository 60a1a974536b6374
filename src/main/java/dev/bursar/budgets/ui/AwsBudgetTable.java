package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.WatchesNothing;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** AWS's budgets in a table: AWS's figures, Bursar's beside them, whose costs they are, and whether anything is watched. */
final class AwsBudgetTable {
    private static final int SHORT = 30;

    private AwsBudgetTable() {}

    static Grid<AwsBudgetRow> of(List<AwsBudgetRow> rows) {
        var grid = new Grid<AwsBudgetRow>();
        grid.addClassName("aws-budgets-table");
        grid.getElement().setAttribute("aria-label", "AWS budgets");
        grid.addComponentColumn(AwsBudgetTable::name)
                .setHeader("Budget")
                .setTooltipGenerator(row -> PlainText.full(row.budget().name()))
                .setComparator(Comparator.comparing(row -> row.budget().name().toLowerCase(Locale.ROOT)))
                .setWidth("150px")
                .setFlexGrow(3)
                .setFrozen(true);
        Tables.wideOnly(Tables.figures(grid.addComponentColumn(
                        row -> lines(AwsBudgetText.limit(row.budget()), AwsBudgetText.limitKind(row.budget())))))
                .setHeader("Limit")
                .setComparator(by(budget -> budget.limits().limit()))
                .setWidth("120px");
        Tables.wideOnly(Tables.figures(grid.addComponentColumn(row ->
                        lines(AwsBudgetText.actual(row.budget()), row.basis(), AwsBudgetText.updated(row.budget())))))
                .setHeader("Actual in AWS")
                .setComparator(by(budget -> budget.spend().actual()))
                .setWidth("130px");
        Tables.wideOnly(Tables.figures(grid.addColumn(row -> AwsBudgetText.forecast(row.budget()))))
                .setHeader("AWS forecast")
                .setComparator(by(budget -> budget.spend().forecast()))
                .setWidth("120px");
        Tables.wideOnly(Tables.figures(grid.addComponentColumn(row -> lines(
                        AwsBudgetText.ours(row),
                        row.ours().map(ours -> ours.metric().label()).orElse(""),
                        AwsBudgetText.observed(row)))))
                .setHeader("Bursar")
                .setComparator(Comparator.comparing(
                        row -> row.ours()
                                .map(ours -> ours.amounts().getFirst().getAmount())
                                .orElse(null),
                        Comparator.nullsFirst(Comparator.naturalOrder())))
                .setWidth("130px");
        Tables.wideOnly(grid.addComponentColumn(AwsBudgetTable::team))
                .setHeader("Team")
                .setTooltipGenerator(AwsBudgetText::reason)
                .setComparator(Comparator.comparing(AwsBudgetText::team).thenComparing(AwsBudgetText::reason))
                .setWidth("160px")
                .setFlexGrow(3);
        Tables.wideOnly(grid.addComponentColumn(row ->
                        lines(AwsBudgetText.notifications(row.budget()), AwsBudgetText.subscribers(row.budget()))))
                .setHeader("Notifications")
                .setTooltipGenerator(row -> AwsBudgetText.allNotifications(row.budget()))
                .setWidth("124px")
                .setFlexGrow(1);
        grid.addComponentColumn(AwsBudgetTable::status)
                .setHeader("Status")
                .setTooltipGenerator(
                        row -> row.nothing().map(WatchesNothing::words).orElse(null))
                .setComparator(Comparator.comparing(AwsBudgetText::status))
                .setWidth("150px")
                .setFlexGrow(3);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long-table", rows.size() > SHORT);
        return grid;
    }

    private static Component name(AwsBudgetRow row) {
        return Tables.narrowLine(
                Tables.twoLines(
                        PlainText.name(row.budget().name()),
                        AwsBudgetText.type(row.budget()) + ", " + AwsBudgetText.timeUnit(row.budget())),
                AwsBudgetText.actual(row.budget()) + " of " + AwsBudgetText.limit(row.budget()));
    }

    /** A figure with what it is made of and its time below, as far as these are known. */
    private static Component lines(String first, String... quiet) {
        var cell = new Div(new Span(first));
        for (String line : quiet) {
            if (!line.isEmpty()) {
                var second = new Span(PlainText.cut(line, 80));
                second.addClassName("second-line");
                cell.add(second);
            }
        }
        return cell;
    }

    private static Component team(AwsBudgetRow row) {
        return switch (row.owner()) {
            case Owner.Team(String name) -> PlainText.name(name);
            case Owner.None(String reason) -> {
                var words = new Span(PlainText.cut(reason, 120));
                words.addClassName("quiet");
                yield words;
            }
        };
    }

    private static Component status(AwsBudgetRow row) {
        String words = AwsBudgetText.status(row);
        String why = row.nothing().map(WatchesNothing::words).orElseGet(() -> AwsBudgetText.used(row.budget()));
        return switch (words) {
            case AwsBudgetText.ENDED -> Tables.twoLines(new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, words), why);
            case AwsBudgetText.WATCHES_NOTHING ->
                Tables.twoLines(new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, words), why);
            case AwsBudgetText.IN_ALARM, AwsBudgetText.OVER -> {
                boolean over = AwsBudgetText.isOver(row.budget());
                var badge = new StatusBadge(
                        over ? Kind.DANGER : Kind.WARNING, over ? Icons.OCTAGON_ALERT : Icons.TRIANGLE_ALERT, words);
                yield why.isEmpty() ? badge : Tables.twoLines(badge, why);
            }
            default -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
        };
    }

    /** Numbers of different units are only put in an order, never added. */
    private static Comparator<AwsBudgetRow> by(Function<AwsBudget, @Nullable Amount> amount) {
        return Comparator.comparing(
                row -> {
                    Amount found = amount.apply(row.budget());
                    return found == null ? null : found.amount();
                },
                Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()));
    }
}
