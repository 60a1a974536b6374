package dev.bursar.chargeback.files;

import dev.bursar.chargeback.files.PdfType.Style;
import java.awt.Color;
import module java.base;
import org.openpdf.text.Element;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** A table of a document: cells are added from left to right; {@link PdfPages} breaks it between rows that may part. */
final class PdfTable {
    private static final Color HAIRLINE = new Color(0xD0, 0xD0, 0xD0);
    private static final Color LINE = new Color(0x33, 0x33, 0x33);
    private static final float GAP = 8;

    /** What is drawn beneath or above a row, and how much space it has. */
    enum Rule {
        NONE(0, 0.6f),
        HEAD(1.2f, 3.4f),
        ROW(1.2f, 3.4f),
        /** The first of several rows that belong together. */
        FIRST(1.2f, 0.4f),
        PART(0, 0),
        LAST(0, 3.4f),
        SUM(1.2f, 3.4f);

        private final float above;
        private final float below;

        Rule(float above, float below) {
            this.above = above;
            this.below = below;
        }
    }

    private final PdfType type;
    private final PdfPTable table;
    private final int columns;
    private final Set<Integer> kept = new HashSet<>();
    private int headRows;
    private int cells;
    private Rule rule = Rule.NONE;

    /** @param widths of the columns in points */
    PdfTable(PdfType type, float... widths) {
        this.type = type;
        columns = widths.length;
        table = new PdfPTable(columns);
        table.setTotalWidth(widths);
        table.setLockedWidth(true);
    }

    /** Begins the first row, which is repeated on each page. */
    PdfTable head() {
        rule = Rule.HEAD;
        headRows = 1;
        return this;
    }

    /** Begins a row. */
    PdfTable row(Rule ruled) {
        rule = ruled;
        return this;
    }

    /** Begins a row that stays on one page with the row above. */
    PdfTable keptRow(Rule ruled) {
        kept.add(cells / columns);
        return row(ruled);
    }

    PdfTable text(String text, Style style) {
        return text(text, style, 0);
    }

    PdfTable text(String text, Style style, float indent) {
        PdfPCell cell = cell(text, style);
        cell.setHorizontalAlignment(Element.ALIGN_LEFT);
        cell.setPaddingLeft(indent);
        cell.setPaddingRight(GAP);
        return add(cell);
    }

    /** Over all columns. */
    PdfTable wide(String text, Style style) {
        PdfPCell cell = cell(text, style);
        cell.setHorizontalAlignment(Element.ALIGN_LEFT);
        cell.setPaddingLeft(0);
        cell.setColspan(columns);
        cells += columns - 1;
        return add(cell);
    }

    PdfTable figure(String text, Style style) {
        PdfPCell cell = cell(text, style);
        cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
        cell.setPaddingLeft(0);
        cell.setPaddingRight(0);
        cell.setNoWrap(true);
        return add(cell);
    }

    private PdfTable add(PdfPCell cell) {
        table.addCell(cell);
        cells++;
        return this;
    }

    private PdfPCell cell(String text, Style style) {
        var cell = new PdfPCell(type.text(text, style));
        // from line to line, so that texts of a row stand on one line whatever their typefaces
        cell.setLeading(style.leading(), 0);
        cell.setUseDescender(true);
        cell.setPaddingTop(rule.above);
        cell.setPaddingBottom(rule.below);
        cell.setVerticalAlignment(rule == Rule.HEAD ? Element.ALIGN_BOTTOM : Element.ALIGN_TOP);
        switch (rule) {
            case NONE, FIRST, PART -> cell.setBorder(Rectangle.NO_BORDER);
            case HEAD -> border(cell, Rectangle.BOTTOM, 0.8f, LINE);
            case ROW, LAST -> border(cell, Rectangle.BOTTOM, 0.4f, HAIRLINE);
            case SUM -> border(cell, Rectangle.TOP, 0.8f, LINE);
        }
        if (Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        }
        return cell;
    }

    private static void border(PdfPCell cell, int side, float width, Color color) {
        cell.setBorder(side);
        cell.setBorderWidth(width);
        cell.setBorderColor(color);
    }

    int rows() {
        return cells / columns;
    }

    int headRows() {
        return headRows;
    }

    boolean mayBreakBefore(int row) {
        return !kept.contains(row);
    }

    PdfPTable drawn() {
        return table;
    }
}
