package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/** AWS's budgets in a table: AWS's figures, Bursar's beside them, whose costs they are, and whether anything is watched. */
final class AwsBudgetTable {
    private AwsBudgetTable() {}

    static Grid<AwsBudgetRow> of(List<AwsBudgetRow> rows) {
        Grid<AwsBudgetRow> grid = Tables.grid("aws-budgets-table", "AWS budgets");
        Tables.sized(grid.addComponentColumn(AwsBudgetTable::name), "Budget", 150, 3)
                .setTooltipGenerator(row -> PlainText.full(row.budget().name()))
                .setComparator(Comparator.comparing(row -> row.budget().name().toLowerCase(Locale.ROOT)))
                .setFrozen(true);
        Tables.wideFigures(
                        grid.addComponentColumn(
                                row -> lines(AwsBudgetText.limit(row.budget()), AwsBudgetText.limitKind(row.budget()))),
                        "Limit",
                        120)
                .setComparator(by(budget -> budget.limits().limit()));
        Tables.wideFigures(
                        grid.addComponentColumn(row -> lines(AwsBudgetText.actual(row.budget()), row.basis())),
                        "Actual in AWS",
                        130)
                .setTooltipGenerator(row -> asOf("Calculated by AWS ", AwsBudgetText.updated(row.budget())))
                .setComparator(by(budget -> budget.spend().actual()));
        Tables.wideFigures(grid.addColumn(row -> AwsBudgetText.forecast(row.budget())), "AWS forecast", 120)
                .setComparator(by(budget -> budget.spend().forecast()));
        Tables.wideFigures(
                        grid.addComponentColumn(row -> lines(
                                AwsBudgetText.ours(row),
                                row.ours().map(ours -> ours.metric().label()).orElse(""))),
                        "Actual in Bursar",
                        130)
                .setTooltipGenerator(row -> asOf("Costs read ", AwsBudgetText.observed(row)))
                .setComparator(Comparator.comparing(
                        row -> row.ours()
                                .flatMap(ours -> ours.amounts().stream().findFirst())
                                .map(BigMoney::getAmount)
                                .orElse(null),
                        Comparator.nullsFirst(Comparator.naturalOrder())));
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(AwsBudgetTable::team)), "Team", 160, 3)
                .setTooltipGenerator(AwsBudgetText::reason)
                .setComparator(Comparator.comparing(AwsBudgetText::team).thenComparing(AwsBudgetText::reason));
        Tables.wideOnly(grid.addComponentColumn(row ->
                        lines(AwsBudgetText.notifications(row.budget()), AwsBudgetText.subscribers(row.budget()))))
                .setHeader("Notifications")
                .setTooltipGenerator(row -> AwsBudgetText.allNotifications(row.budget()))
                .setWidth("124px")
                .setFlexGrow(1);
        Tables.sized(grid.addComponentColumn(AwsBudgetTable::status), "Status", 172, 0)
                .setTooltipGenerator(AwsBudgetText::why)
                .setComparator(Comparator.comparing(AwsBudgetText::status));
        Tables.rows(grid, rows);
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
                cell.add(Styled.span("second-line", PlainText.cut(line, 80)));
            }
        }
        return cell;
    }

    private static Component team(AwsBudgetRow row) {
        return switch (row.owner()) {
            case Owner.Team(String name) -> PlainText.name(name);
            case Owner.None(String reason) -> Styled.quiet(PlainText.cut(reason, 120));
        };
    }

    private static Component status(AwsBudgetRow row) {
        String words = AwsBudgetText.status(row);
        var badge = switch (words) {
            case AwsBudgetText.ENDED -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, words);
            case AwsBudgetText.WATCHES_NOTHING, AwsBudgetText.IN_ALARM ->
                new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, words);
            case AwsBudgetText.OVER -> new StatusBadge(Kind.DANGER, Icons.OCTAGON_ALERT, words);
            default -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
        };
        String used = row.nothing().isPresent() ? "" : AwsBudgetText.used(row.budget());
        return used.isEmpty() ? badge : Tables.twoLines(badge, used);
    }

    private static @Nullable String asOf(String words, String moment) {
        return moment.isEmpty() ? null : words + moment;
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
