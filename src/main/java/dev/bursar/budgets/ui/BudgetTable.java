package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService.PastPeriod;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LimitBar;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Budgets, those that need somebody most first. */
final class BudgetTable {
    private BudgetTable() {}

    /** @param acknowledge what acknowledges a row's alerts; null for who can't */
    static Section section(List<BudgetRow> rows, @Nullable Consumer<BudgetRow> acknowledge) {
        Grid<BudgetRow> grid = Tables.grid("budgets-table", "Budgets");
        Tables.sized(grid.addComponentColumn(row -> name(row, acknowledge)), "Budget", 160, 3)
                .setComparator(Comparator.comparing(row -> row.name().toLowerCase(java.util.Locale.ROOT)))
                .setFrozen(true);
        Tables.sized(Tables.quietWideOnly(grid.addColumn(row -> Formats.period(row.period()))), "Period", 118, 0);
        Tables.wideFigures(grid.addColumn(row -> Formats.limit(row.figures().limit(), currency(row))), "Limit", 96)
                .setComparator(Comparator.comparing(row -> row.figures().limit()));
        Tables.wideFigures(grid.addColumn(BudgetTable::spent), "Spent", 114)
                .setComparator(Comparator.comparing(row -> sorted(row.figures().spent())));
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(BudgetTable::used)), "Limit used", 226, 4)
                .setComparator(Comparator.comparing(row -> sorted(row.figures().used())));
        Tables.wideFigures(grid.addColumn(BudgetTable::projected), "Projected", 98)
                .setComparator(Comparator.comparing(
                        row -> sorted(row.figures().projected().or(row.figures()::spent))));
        Tables.wideFigures(grid.addColumn(BudgetTable::differenceText), "Against limit", 114)
                .setComparator(Comparator.comparing(row -> sorted(row.figures().difference())))
                .setTooltipGenerator(BudgetTable::difference);
        Tables.sized(grid.addComponentColumn(row -> StateBadge.of(row.figures().state())), "State", 142, 0)
                .setComparator(Comparator.comparing(row -> row.figures().state()));
        Tables.rows(grid, rows);
        return new Section().flush().with(grid);
    }

    private static BigDecimal sorted(Optional<BigDecimal> amount) {
        return amount.orElse(BigDecimal.ZERO);
    }

    static String spent(BudgetRow row) {
        return NoCostsText.money(row.figures().spent(), currency(row));
    }

    private static String currency(BudgetRow row) {
        return row.budget().currency();
    }

    private static Component name(BudgetRow row, @Nullable Consumer<BudgetRow> acknowledge) {
        Anchor link = Styled.pageLink(BudgetLinks.budget(row.budget().id()), PlainText.name(row.name()), "row-link");
        var first = Styled.div("budget-name", link);
        if (!row.waiting().isEmpty()) {
            var alerts = Styled.div(
                    "with-note", Styled.span("note", Formats.count(row.waiting().size(), "new alert", "new alerts")));
            if (acknowledge != null) {
                var button = Buttons.link("Acknowledge", click -> acknowledge.accept(row));
                button.setAriaLabel("Acknowledge alerts of " + row.name());
                alerts.add(button);
            }
            first.add(alerts);
        }
        bar(row).ifPresent(bar -> {
            bar.addClassName("narrow-line");
            first.add(bar);
        });
        return Tables.narrowLine(
                first,
                Formats.period(row.period()) + ": "
                        + (row.figures().spent().isPresent()
                                ? spent(row) + " of "
                                        + Formats.limit(row.figures().limit(), currency(row)) + ", " + usedText(row)
                                : usedText(row)));
    }

    private static Component used(BudgetRow row) {
        var words = Styled.div("used-words", new Span(usedText(row)));
        overText(row).ifPresent(over -> {
            var line = new Span(over);
            line.addClassNames("second-line", "over");
            words.add(line);
        });
        var cell = Styled.div("used-cell");
        bar(row).ifPresent(cell::add);
        cell.add(words);
        return cell;
    }

    /** The limit as a bar, with a mark at the present day; empty while nothing of the period is read. */
    static Optional<LimitBar> bar(BudgetRow row) {
        return row.figures().used().map(used -> {
            var bar = new LimitBar(used);
            row.figures()
                    .projected()
                    .ifPresent(projected ->
                            bar.projected(projected.divide(row.figures().limit(), MathContext.DECIMAL64)));
            daysText(row).ifPresent(days -> bar.marked(row.gone(), days));
            return bar;
        });
    }

    /** {@code 88%} of the limit; {@code 103% in Nov 2026} while nothing of the period is read. */
    static String usedText(BudgetRow row) {
        return row.figures()
                .spent()
                .flatMap(spent -> Formats.used(spent, row.figures().limit()))
                .or(() -> row.before().map(BudgetTable::beforeText))
                .orElse(NoCostsText.NOT_YET);
    }

    /** {@code 103% in Nov 2026}, {@code 97% in Nov 2026 so far}. */
    private static String beforeText(PastPeriod before) {
        return Formats.used(before.spent(), before.limit()).orElse("") + " in " + Formats.period(before.period())
                + (before.stored() ? "" : " so far");
    }

    /** {@code $4,372.75 over}: in the period before, while nothing of the present one is read. */
    private static Optional<String> overText(BudgetRow row) {
        return row.figures()
                .overBy()
                .or(() -> row.before().flatMap(PastPeriod::overBy))
                .map(over -> Formats.money(over, currency(row)) + " over");
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
                .orElse(NoCostsText.NOT_YET);
    }

    /**
     * {@code +$4,700}: of a projection, rounded as the projection beside it, {@code about +$30} where that is rounded by more;
     * {@code −$312.40} of what is spent.
     */
    static String differenceText(BudgetRow row) {
        return row.figures()
                .projected()
                .map(projected -> (isLostInRounding(row) ? "about " : "")
                        + Formats.forecastDifference(ahead(row, projected), projected, currency(row)))
                .or(() -> row.figures().difference().map(difference -> Formats.signed(difference, currency(row))))
                .orElse(NoCostsText.NOT_YET);
    }

    private static BigDecimal ahead(BudgetRow row, BigDecimal projected) {
        return projected.subtract(row.figures().limit());
    }

    private static boolean isLostInRounding(BudgetRow row) {
        return row.figures()
                .projected()
                .filter(projected -> Formats.isLostIn(ahead(row, projected), projected))
                .isPresent();
    }

    /** What the difference is of. */
    static String differenceNote(BudgetRow row) {
        return row.figures().difference().isEmpty()
                ? "Neither spent nor projected yet"
                : row.figures().projected().isEmpty()
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
