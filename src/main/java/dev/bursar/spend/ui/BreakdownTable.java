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
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** A breakdown's tag values, each of which opens into its parts. */
final class BreakdownTable implements HtmlTable.Source {
    private final Breakdown breakdown;
    private final CurrencySpend spend;
    private final SpendChartData picture;
    private final List<Column> columns;
    /** Places of rows in the answer. */
    private final BitSet open = new BitSet();

    private List<Shown> shown = List.of();

    /**
     * A row, or a part of it.
     *
     * @param row its place in the answer
     * @param part null for the row itself
     */
    private record Shown(int row, @Nullable Part part) {}

    BreakdownTable(Breakdown breakdown, LocalDateRange days, CurrencySpend spend, SpendChartData picture) {
        this.breakdown = breakdown;
        this.spend = spend;
        this.picture = picture;
        columns = List.of(
                Column.name("NAME", breakdown.tagKey() + ", " + dimension(), "Total"),
                Column.figure("TOTAL", Formats.shortRange(days), 118, money(spend.total())),
                Column.figure("SHARE", "Share", 80, spend.total().signum() == 0 ? "" : "100.0%")
                        .quietOnlyWide());
        show();
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

    private void show() {
        var all = new ArrayList<Shown>();
        for (int row = 0; row < spend.rows().size(); row++) {
            all.add(new Shown(row, null));
            if (open.get(row)) {
                for (Part part : spend.rows().get(row).parts()) {
                    all.add(new Shown(row, part));
                }
            }
        }
        shown = all;
    }

    @Override
    public int size() {
        return shown.size();
    }

    @Override
    public Line line(int at) {
        Shown line = shown.get(at);
        Row row = spend.rows().get(line.row());
        Part part = line.part();
        String label = part == null ? row.label() : part.label();
        BigDecimal total = part == null ? row.total() : part.total();
        String share = Formats.share(total, spend.total()).orElse("");
        boolean opened = open.get(line.row());
        return new Line(
                line.row(),
                part == null ? "" : "part",
                colour(line.row()).cssName(),
                part == null,
                Name.of(label, "", share + " of the total"),
                part != null || row.parts().isEmpty() ? "" : (opened ? "Close " : "Open ") + PlainText.cut(label, 60),
                opened,
                List.of(money(total), share),
                BigDecimal.ZERO,
                null,
                "");
    }

    private Colour colour(int row) {
        return picture.colour(spend.rows().get(row).key());
    }

    @Override
    public void toggle(int row) {
        if (row >= 0
                && row < spend.rows().size()
                && !spend.rows().get(row).parts().isEmpty()) {
            open.flip(row);
            show();
        }
    }

    private String money(BigDecimal amount) {
        return Formats.money(amount, spend.currency());
    }
}
