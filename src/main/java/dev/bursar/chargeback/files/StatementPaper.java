package dev.bursar.chargeback.files;

import dev.bursar.chargeback.files.PdfTable.Rule;
import dev.bursar.chargeback.files.PdfType.Style;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Kind;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.text.StatementTables;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Table;
import dev.bursar.ui.Table.Column;
import module java.base;

/** The tables of a statement in one currency, drawn. */
final class StatementPaper {
    private static final int LONGEST_NAME = 120;
    private static final float FIGURE = 86;
    private static final float INDENT = 10;

    private final PdfType type;
    private final Statement statement;
    private final InCurrency in;
    private final StatementTables tables;

    StatementPaper(PdfType type, Statement statement, InCurrency in) {
        this.type = type;
        this.statement = statement;
        this.in = in;
        tables = new StatementTables(statement, in, false);
    }

    /** Each part with its sum. */
    List<PdfTable> lines() {
        String month = Formats.shortMonth(statement.month());
        return tables.parts(Kind.DIRECT, Kind.SHARED, Kind.CORRECTION, Kind.CLOSED, Kind.ADJUSTMENT).stream()
                .map(part -> drawn(part.table(), part.title(), month, false))
                .toList();
    }

    /** From what Spend shows to the total. */
    PdfTable bridge() {
        return drawn(tables.bridge(), "From EffectiveCost in Spend to this statement", "", true);
    }

    /**
     * A table with its sums.
     *
     * @param title above its names
     * @param amounts above its last column
     * @param whole whether it stays on one page
     */
    private <R> PdfTable drawn(Table<R> table, String title, String amounts, boolean whole) {
        List<Column<R>> columns =
                table.columns().stream().filter(Column::onPaper).toList();
        Column<R> last = columns.getLast();
        var pdf = new PdfTable(type, widths(columns));
        cells(
                pdf.head(),
                columns,
                one -> one == last ? amounts : one.head().head(),
                one -> Style.NOTE,
                title,
                Style.STRONG,
                0);
        for (R row : table.rows()) {
            List<R> parts = table.parts(row);
            String below = table.belowOnPaper(row);
            boolean alone = parts.isEmpty() && below.isEmpty();
            boolean kept = whole && row != table.rows().getFirst();
            Rule rule = alone ? Rule.ROW : Rule.FIRST;
            cells(
                    kept ? pdf.keptRow(rule) : pdf.row(rule),
                    columns,
                    one -> one.paper().cell().apply(row),
                    one -> one.paper().figure() && !one.head().foot().isEmpty() ? Style.BODY : Style.NOTE,
                    columns.getFirst().paper().cell().apply(row),
                    Style.BODY,
                    0);
            for (R part : parts) {
                boolean end = part == parts.getLast();
                Rule ofPart = end ? Rule.LAST : Rule.PART;
                cells(
                        end || part == parts.getFirst() ? pdf.keptRow(ofPart) : pdf.row(ofPart),
                        columns,
                        one -> one.paper().cell().apply(part),
                        one -> Style.NOTE,
                        columns.getFirst().paper().cell().apply(part),
                        Style.NOTE,
                        INDENT);
            }
            if (parts.isEmpty() && !below.isEmpty()) {
                cells(pdf.keptRow(Rule.LAST), columns, one -> "", one -> Style.NOTE, below, Style.NOTE, INDENT);
            }
        }
        cells(
                pdf.keptRow(Rule.SUM),
                columns,
                one -> one.head().foot(),
                one -> one.head().foot().isEmpty() ? Style.NOTE : Style.STRONG,
                columns.getFirst().head().foot(),
                Style.STRONG,
                0);
        return pdf;
    }

    /** A row: a name, and what stands in the other columns. */
    private static <R> void cells(
            PdfTable pdf,
            List<Column<R>> columns,
            Function<Column<R>, String> words,
            Function<Column<R>, Style> style,
            String name,
            Style ofName,
            float indent) {
        pdf.text(name, ofName, indent);
        for (Column<R> column : columns.subList(1, columns.size())) {
            String cell = column.shown() ? words.apply(column) : "";
            if (column.paper().figure()) {
                pdf.figure(cell, style.apply(column));
            } else {
                pdf.text(cell, style.apply(column));
            }
        }
    }

    /** In points; one column takes what the others leave. */
    private static <R> float[] widths(List<Column<R>> columns) {
        float rest = PdfPages.WIDTH;
        var widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).paper().width();
            rest -= widths[i];
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widths[i] == 0 ? rest : widths[i];
        }
        return widths;
    }

    /** Above it what was only charged the month before, so that both columns add up. */
    PdfTable total() {
        var table = new PdfTable(type, PdfPages.WIDTH - 2 * FIGURE, FIGURE, FIGURE);
        BigDecimal listed = Stream.concat(
                        in.direct().stream().map(Direct::before),
                        in.shared().stream().map(Shared::before))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal others = in.comparedWith().orElse(listed).subtract(listed);
        table.row(Rule.PART);
        if (others.signum() != 0) {
            table.text("Other charges of " + Formats.month(statement.month().minusMonths(1)), Style.NOTE)
                    .figure(money(others), Style.NOTE)
                    .figure("", Style.NOTE)
                    .keptRow(Rule.SUM);
        } else {
            table.row(Rule.SUM);
        }
        return table.text(
                        PlainText.cut(StatementWords.name(statement), LONGEST_NAME) + ", "
                                + Formats.month(statement.month()),
                        Style.HEADING)
                .figure(in.comparedWith().map(this::money).orElse(""), Style.LARGE)
                .figure(money(in.total()), Style.HEADING);
    }

    private String money(BigDecimal amount) {
        return Formats.money(amount, in.currency());
    }
}
