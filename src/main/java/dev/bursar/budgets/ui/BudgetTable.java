package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetRow;
import dev.bursar.budgets.BudgetState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LimitBar;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Budgets, those that need somebody most first. */
final class BudgetTable {
    private BudgetTable() {}

    static Section section(List<BudgetRow> rows) {
        Grid<BudgetRow> grid = Tables.grid("budgets-table", "Budgets");
        Tables.sized(grid.addComponentColumn(BudgetTable::name), "Budget", 150, 4)
                .setComparator(Comparator.comparing(row -> row.name().toLowerCase(java.util.Locale.ROOT)))
                .setFrozen(true);
        Tables.sized(Tables.quietWideOnly(grid.addColumn(row -> Formats.period(row.period()))), "Period", 130, 1);
        Tables.wideFigures(grid.addColumn(row -> Formats.limit(row.figures().limit(), currency(row))), "Limit", 104)
                .setComparator(Comparator.comparing(row -> row.figures().limit()));
        Tables.wideFigures(grid.addColumn(row -> Formats.money(row.figures().spent(), currency(row))), "Spent", 116)
                .setComparator(Comparator.comparing(row -> row.figures().spent()));
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(BudgetTable::used)), "Limit used", 250, 3)
                .setComparator(Comparator.comparing(row -> row.figures().used()));
        Tables.wideFigures(grid.addColumn(BudgetTable::projected), "Projected", 106)
                .setComparator(Comparator.comparing(
                        row -> row.figures().projected().orElse(row.figures().spent())));
        Tables.wideFigures(grid.addColumn(BudgetTable::differenceText), "Difference", 122)
                .setComparator(Comparator.comparing(row -> row.figures().difference()))
                .setTooltipGenerator(BudgetTable::difference);
        Tables.sized(grid.addComponentColumn(row -> StateBadge.of(row.figures().state())), "State", 158, 0)
                .setComparator(Comparator.comparing(row -> row.figures().state()));
        Tables.rows(grid, rows);
        return new Section("Budgets")
                .note(Formats.count(rows.size(), "budget", "budgets"))
                .flush()
                .with(grid);
    }

    private static String currency(BudgetRow row) {
        return row.budget().currency();
    }

    private static Component name(BudgetRow row) {
        Anchor link = Styled.pageLink(BudgetLinks.budget(row.budget().id()), PlainText.name(row.name()), "row-link");
        var first = Styled.div("with-note", link);
        if (row.waiting() > 0) {
            first.add(Styled.span("note", Formats.count(row.waiting(), "new alert", "new alerts")));
        }
        return Tables.narrowLine(
                first,
                Formats.money(row.figures().spent(), currency(row)) + " of "
                        + Formats.limit(row.figures().limit(), currency(row)) + ", "
                        + Formats.used(row.figures().spent(), row.figures().limit())
                                .orElse(""));
    }

    private static Component used(BudgetRow row) {
        var words = Styled.div("used-words", new Span(usedText(row)));
        overText(row).ifPresent(over -> {
            var line = new Span(over);
            line.addClassNames("second-line", "over");
            words.add(line);
        });
        return Styled.div("used-cell", bar(row), words);
    }

    /** The limit as a bar, with a mark at the present day. */
    static LimitBar bar(BudgetRow row) {
        var bar = new LimitBar(row.figures().used());
        daysText(row).ifPresent(days -> bar.marked(row.gone(), days));
        return bar;
    }

    /** {@code 88%} of the limit. */
    static String usedText(BudgetRow row) {
        return Formats.used(row.figures().spent(), row.figures().limit()).orElse("");
    }

    /** {@code $4,372.75 over}. */
    private static Optional<String> overText(BudgetRow row) {
        var over = row.figures().spent().subtract(row.figures().limit());
        return over.signum() > 0 ? Optional.of(Formats.money(over, currency(row)) + " over") : Optional.empty();
    }

    /** {@code 28 of 30 days}; empty before a period has begun and after the budget's end. */
    static Optional<String> daysText(BudgetRow row) {
        int all = row.period().lengthInDays();
        int gone = row.gone()
                .multiply(BigDecimal.valueOf(all))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
        return gone == 0 || row.figures().state() == BudgetState.ENDED
                ? Optional.empty()
                : Optional.of(Formats.count(gone) + " of " + Formats.count(all) + " days");
    }

    private static String projected(BudgetRow row) {
        return row.figures()
                .projected()
                .map(amount -> Formats.forecast(amount, currency(row)))
                .orElse("not yet");
    }

    /**
     * {@code +$4,700}: of a projection, rounded as the projection beside it, {@code about +$30} where that is rounded by more;
     * {@code −$312.40} of what is spent.
     */
    static String differenceText(BudgetRow row) {
        return row.figures()
                .projected()
                .map(projected -> (isLostInRounding(row) ? "about " : "")
                        + Formats.forecastDifference(row.figures().difference(), projected, currency(row)))
                .orElseGet(() -> Formats.signed(row.figures().difference(), currency(row)));
    }

    private static boolean isLostInRounding(BudgetRow row) {
        return row.figures()
                .projected()
                .filter(projected -> Formats.isLostIn(row.figures().difference(), projected))
                .isPresent();
    }

    /** What the difference is of. */
    static String differenceNote(BudgetRow row) {
        return row.figures().projected().isEmpty()
                ? "Spent minus limit"
                : isLostInRounding(row)
                        ? "Projected minus limit, before the projection is rounded"
                        : "Projected minus limit";
    }

    private static String difference(BudgetRow row) {
        return row.figures().projected().isPresent()
                ? differenceNote(row)
                : "Spent minus limit. A projection needs seven whole days of costs.";
    }
}
