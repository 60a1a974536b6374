package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetRow;
import dev.bursar.budgets.BudgetState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LimitBar;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.util.Comparator;
import java.util.List;

/** Budgets, those that need somebody most first. */
final class BudgetTable {
    private static final int SHORT = 30;

    private BudgetTable() {}

    static Section section(List<BudgetRow> rows) {
        var grid = new Grid<BudgetRow>();
        grid.addClassName("budgets-table");
        grid.getElement().setAttribute("aria-label", "Budgets");
        grid.addComponentColumn(BudgetTable::name)
                .setHeader("Budget")
                .setComparator(Comparator.comparing(row -> row.name().toLowerCase(java.util.Locale.ROOT)))
                .setWidth("150px")
                .setFlexGrow(4)
                .setFrozen(true);
        Tables.quietWideOnly(grid.addColumn(row -> Formats.period(row.period())))
                .setHeader("Period")
                .setWidth("130px")
                .setFlexGrow(1);
        Tables.wideOnly(Tables.figures(
                        grid.addColumn(row -> Formats.limit(row.figures().limit(), currency(row)))))
                .setHeader("Limit")
                .setComparator(Comparator.comparing(row -> row.figures().limit()))
                .setWidth("104px");
        Tables.wideOnly(Tables.figures(
                        grid.addColumn(row -> Formats.money(row.figures().spent(), currency(row)))))
                .setHeader("Spent")
                .setComparator(Comparator.comparing(row -> row.figures().spent()))
                .setWidth("116px");
        Tables.wideOnly(grid.addComponentColumn(BudgetTable::used))
                .setHeader("Used, time passed")
                .setComparator(Comparator.comparing(row -> row.figures().used()))
                .setWidth("190px")
                .setFlexGrow(2);
        Tables.wideOnly(Tables.figures(grid.addColumn(BudgetTable::projected)))
                .setHeader("Projected")
                .setComparator(Comparator.comparing(
                        row -> row.figures().projected().orElse(row.figures().spent())))
                .setWidth("106px");
        Tables.wideOnly(Tables.figures(grid.addColumn(BudgetTable::differenceText)))
                .setHeader("Difference")
                .setComparator(Comparator.comparing(row -> row.figures().difference()))
                .setTooltipGenerator(BudgetTable::difference)
                .setWidth("122px");
        grid.addComponentColumn(row -> StateBadge.of(row.figures().state()))
                .setHeader("State")
                .setComparator(Comparator.comparing(row -> row.figures().state()))
                .setWidth("138px")
                .setFlexGrow(0);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long-table", rows.size() > SHORT);
        return new Section("Budgets")
                .note(Formats.count(rows.size(), "budget", "budgets"))
                .flush()
                .with(grid);
    }

    private static String currency(BudgetRow row) {
        return row.budget().currency();
    }

    private static Component name(BudgetRow row) {
        var link = new Anchor(BudgetLinks.budget(row.budget().id()), PlainText.name(row.name()));
        link.addClassName("row-link");
        link.getElement().setAttribute("router-link", true);
        var first = new Div(link);
        first.addClassName("with-note");
        if (row.waiting() > 0) {
            var note = new Span(Formats.count(row.waiting(), "new alert", "new alerts"));
            note.addClassName("note");
            first.add(note);
        }
        return Tables.narrowLine(
                first,
                Formats.money(row.figures().spent(), currency(row)) + " of "
                        + Formats.limit(row.figures().limit(), currency(row)) + ", "
                        + Formats.used(row.figures().spent(), row.figures().limit())
                                .orElse(""));
    }

    private static Component used(BudgetRow row) {
        var words = new Span(usedText(row));
        words.addClassName("number");
        var cell = new Div(new LimitBar(row.figures().used(), row.gone()), words);
        cell.addClassName("used-cell");
        return cell;
    }

    /** {@code 88%, 80% gone}. */
    static String usedText(BudgetRow row) {
        return Formats.used(row.figures().spent(), row.figures().limit()).orElse("")
                + (row.figures().state() == BudgetState.ENDED
                        ? ""
                        : ", "
                                + Formats.used(row.gone(), java.math.BigDecimal.ONE)
                                        .orElse("") + " gone");
    }

    private static String projected(BudgetRow row) {
        return row.figures()
                .projected()
                .map(amount -> Formats.forecast(amount, currency(row)))
                .orElse("not yet");
    }

    /** {@code +$4,700}: of a projection to the next hundred, as the projection itself; {@code −$312.40} of what is spent. */
    static String differenceText(BudgetRow row) {
        return row.figures().projected().isPresent()
                ? Formats.forecastDifference(row.figures().difference(), currency(row))
                : Formats.signed(row.figures().difference(), currency(row));
    }

    private static String difference(BudgetRow row) {
        return row.figures().projected().isPresent()
                ? "Projected minus limit"
                : "Spent minus limit: nothing is projected before seven whole days have costs";
    }
}
