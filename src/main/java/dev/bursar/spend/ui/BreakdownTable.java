package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.TableRows;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** A breakdown's tag values, each of which opens into its parts. */
final class BreakdownTable implements HtmlTable.Source {
    private final Breakdown breakdown;
    private final CurrencySpend spend;
    private final SpendChartData picture;
    private final List<Column> columns;
    private final BigDecimal largest;
    private final TableRows<Shown> rows;

    /**
     * A row, or a part of it.
     *
     * @param part null for the row itself
     */
    private record Shown(Row row, @Nullable Part part) {
        String label() {
            return part == null ? row.label() : part.label();
        }

        BigDecimal total() {
            return part == null ? row.total() : part.total();
        }

        List<Shown> inside() {
            return part != null
                    ? List.of()
                    : row.parts().stream().map(inner -> new Shown(row, inner)).toList();
        }
    }

    BreakdownTable(Breakdown breakdown, LocalDateRange days, CurrencySpend spend, SpendChartData picture) {
        this.breakdown = breakdown;
        this.spend = spend;
        this.picture = picture;
        columns = List.of(
                Column.name("NAME", breakdown.tagKey() + ", " + dimension(), "Total"),
                Column.figure("TOTAL", Formats.shortRange(days), 118, money(spend.total())),
                Column.figure("SHARE", "Share", 80, spend.total().signum() == 0 ? "" : "100.0%")
                        .quietOnlyWide(),
                Column.bar("BAR"));
        largest = spend.rows().stream()
                .map(Row::total)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
        rows = new TableRows<>(
                spend.rows().stream().map(row -> new Shown(row, null)).toList(), Shown::inside, Map.of(), List.of());
    }

    Section section(boolean manyCurrencies) {
        var table = new HtmlTable("By " + breakdown.label(), columns, List.of(), this);
        table.addClassName("spend-table");
        return new Section("By " + breakdown.tagKey() + ", then " + dimension()
                        + (manyCurrencies ? ", " + spend.currency() : ""))
                .note(SpendText.count(
                        Dimension.TAG_VALUE, spend.rows().stream().map(Row::key).toList()))
                .flush()
                .with(table);
    }

    private String dimension() {
        return breakdown.dimension().label().toLowerCase(Locale.ROOT);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Line line(int at) {
        TableRows.Row<Shown> row = rows.at(at);
        Shown line = row.item();
        String share = Formats.share(line.total(), spend.total()).orElse("");
        return new Line(
                row.key(),
                row.depth() == 0 ? "" : "part",
                picture.colour(line.row().key()).cssName(),
                row.depth() == 0,
                Name.of(line.label(), "", share + " of the total"),
                rows.opener(row, line.label()),
                rows.isOpen(row),
                List.of(money(line.total()), share),
                ShareBar.share(line.total(), largest),
                null,
                "");
    }

    @Override
    public void toggle(int key) {
        rows.toggle(key);
    }

    private String money(BigDecimal amount) {
        return Formats.money(amount, spend.currency());
    }
}
