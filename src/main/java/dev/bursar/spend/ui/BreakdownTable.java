package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import dev.bursar.spend.Breakdown;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.Part;
import dev.bursar.spend.SpendAnswer.Row;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.PrintTable;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** A breakdown's tag values, each of which opens into its parts. */
final class BreakdownTable {
    private static final int ALL_VISIBLE = 40;

    private final Breakdown breakdown;
    private final CurrencySpend spend;
    private final SpendPicture picture;
    private final Grid<Line> grid = new Grid<>();
    private final PrintTable paper = new PrintTable();
    private final Set<String> open = new HashSet<>();
    private String amountHead = "";

    /** @param row the row that a part is of; null for a row */
    private record Line(
            String key,
            String label,
            BigDecimal total,
            @Nullable String row,
            boolean opens) {}

    BreakdownTable(Breakdown breakdown, CurrencySpend spend, SpendPicture picture) {
        this.breakdown = breakdown;
        this.spend = spend;
        this.picture = picture;
    }

    Section section(LocalDateRange days, boolean manyCurrencies) {
        amountHead = Formats.shortRange(days);
        grid.addClassNames("spend-table", "no-print");
        grid.getElement().setAttribute("aria-label", "By " + breakdown.label());
        grid.addComponentColumn(this::name)
                .setHeader(head())
                .setFlexGrow(12)
                .setWidth("96px")
                .setFrozen(true)
                .setFooter("Total");
        Tables.figures(grid.addColumn(line -> money(line.total())))
                .setHeader(amountHead)
                .setWidth("118px")
                .setFooter(money(spend.total()));
        Tables.quietWideOnly(Tables.figures(grid.addColumn(this::share)))
                .setHeader("Share")
                .setWidth("80px")
                .setFooter(spend.total().signum() == 0 ? "" : "100.0%");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addItemClickListener(event -> toggle(event.getItem()));
        show();
        return new Section("By " + breakdown.tagKey() + ", then "
                        + breakdown.dimension().label().toLowerCase(Locale.ROOT)
                        + (manyCurrencies ? ", " + spend.currency() : ""))
                .note(SpendWords.count(
                        dev.bursar.spend.Dimension.TAG_VALUE,
                        spend.rows().stream().map(Row::key).toList()))
                .flush()
                .with(grid, paper);
    }

    private String head() {
        return breakdown.tagKey() + ", " + breakdown.dimension().label().toLowerCase(Locale.ROOT);
    }

    private void show() {
        var lines = new ArrayList<Line>();
        for (Row row : spend.rows()) {
            lines.add(new Line(
                    row.key(), row.label(), row.total(), null, !row.parts().isEmpty()));
            if (open.contains(row.key())) {
                for (Part part : row.parts()) {
                    lines.add(new Line(part.key(), part.label(), part.total(), row.key(), false));
                }
            }
        }
        grid.setItems(lines);
        boolean all = lines.size() <= ALL_VISIBLE;
        grid.setAllRowsVisible(all);
        grid.setClassName("long", !all);
        paper.show(
                List.of(head(), amountHead, "Share"),
                lines.stream()
                        .map(line -> new PrintTable.Row(
                                line.row() == null ? 0 : 1,
                                colour(line),
                                List.of(line.label(), money(line.total()), share(line))))
                        .toList(),
                List.of("Total", money(spend.total()), spend.total().signum() == 0 ? "" : "100.0%"));
    }

    private void toggle(Line line) {
        if (line.opens()) {
            if (!open.remove(line.key())) {
                open.add(line.key());
            }
            show();
        }
    }

    private @Nullable Colour colour(Line line) {
        return line.row() == null ? picture.colour(line.key()) : null;
    }

    private Component name(Line line) {
        var cell = Tables.nameCell(colour(line), PlainText.name(line.label()));
        if (line.row() != null) {
            cell.addClassName("part");
        } else if (line.opens()) {
            cell.addComponentAsFirst(opener(line));
        }
        return Tables.narrowLine(cell, share(line) + " of the total");
    }

    private Component opener(Line line) {
        boolean isOpen = open.contains(line.key());
        var opener = new NativeButton("", click -> toggle(line));
        opener.add((isOpen ? Icons.CHEVRON_DOWN : Icons.CHEVRON_RIGHT).create());
        opener.addClassName("opener");
        opener.getElement().setAttribute("type", "button");
        opener.getElement().setAttribute("aria-expanded", String.valueOf(isOpen));
        opener.getElement().setAttribute("aria-label", (isOpen ? "Close " : "Open ") + PlainText.cut(line.label(), 60));
        return opener;
    }

    private String share(Line line) {
        return Formats.share(line.total(), spend.total()).orElse("");
    }

    private String money(BigDecimal amount) {
        return Formats.money(amount, spend.currency());
    }
}
