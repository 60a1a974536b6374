package dev.bursar.files;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook: facts, the frozen line of names, rows and totals. Amounts are numbers of which every digit is written, whatever
 * the reader makes of them; texts are texts and never formulas. A sheet that is full is followed by another.
 */
final class XlsxTable implements TableFile {
    private static final int AT_ONCE = 500;
    private static final int LONGEST_TEXT = 32_767;
    private static final String DAY = "yyyy-mm-dd";

    private final Workbook workbook;
    private final int rowsOfASheet;
    private Heading heading = new Heading("", "", List.of());
    private List<Column> columns = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int next;

    XlsxTable(OutputStream out) {
        this(out, Worksheet.MAX_ROWS);
    }

    XlsxTable(OutputStream out, int rowsOfASheet) {
        workbook = new Workbook(out, "Bursar", "1.0");
        this.rowsOfASheet = rowsOfASheet;
    }

    @Override
    public void head(Heading heading, List<Column> columns) throws IOException {
        this.heading = heading;
        this.columns = columns;
        open();
    }

    private Worksheet open() throws IOException {
        sheets++;
        Worksheet opened = workbook.newWorksheet(heading.sheet() + (sheets == 1 ? "" : " " + sheets));
        sheet = opened;
        next = 0;
        for (int i = 0; i < columns.size(); i++) {
            opened.width(i, width(columns.get(i).kind()));
        }
        opened.inlineString(next, 0, heading.title());
        opened.style(next, 0).bold().fontSize(14).set();
        next++;
        for (String fact : heading.facts()) {
            opened.inlineString(next++, 0, fact);
        }
        for (int i = 0; i < columns.size(); i++) {
            opened.inlineString(next, i, columns.get(i).name());
            var style = opened.style(next, i).bold().wrapText(true).verticalAlignment("top");
            (columns.get(i).kind() == Kind.TEXT ? style : style.horizontalAlignment("right"))
                    .borderStyle(org.dhatim.fastexcel.BorderSide.BOTTOM, "thin")
                    .set();
        }
        next++;
        opened.freezePane(1, next);
        opened.repeatRows(next - 1);
        opened.flush();
        return opened;
    }

    private static double width(Kind kind) {
        return switch (kind) {
            case TEXT -> 26;
            case MONEY -> 16;
            case PERCENT, DAY -> 12;
        };
    }

    @Override
    public void row(String currency, @Nullable Object[] cells) throws IOException {
        write(currency, cells, false);
    }

    @Override
    public void total(String currency, @Nullable Object[] cells) throws IOException {
        write(currency, cells, true);
    }

    private void write(String currency, @Nullable Object[] cells, boolean total) throws IOException {
        Worksheet current = sheet;
        if (current == null || next == rowsOfASheet) {
            if (current != null) {
                current.finish();
            }
            current = open();
        }
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case null -> {}
                case BigDecimal number -> current.value(next, i, number);
                case LocalDate day -> current.value(next, i, day);
                case Object text -> current.inlineString(next, i, cut(text.toString()));
            }
        }
        format(current, currency, total);
        next++;
        if (next % AT_ONCE == 0) {
            current.flush();
        }
    }

    /** Neighbours of one kind are given their format at once. */
    private void format(Worksheet current, String currency, boolean total) {
        for (int from = 0; from < columns.size(); ) {
            Kind kind = columns.get(from).kind();
            int to = from;
            while (to + 1 < columns.size() && columns.get(to + 1).kind() == kind) {
                to++;
            }
            String format = format(kind, currency);
            if (total || format != null) {
                var style = current.range(next, from, next, to).style();
                if (format != null) {
                    style.format(format);
                }
                if (total) {
                    style.bold().borderStyle(org.dhatim.fastexcel.BorderSide.TOP, "thin");
                }
                style.set();
            }
            from = to + 1;
        }
    }

    private static @Nullable String format(Kind kind, String currency) {
        return switch (kind) {
            case TEXT -> null;
            case DAY -> DAY;
            case PERCENT -> "0.0";
            case MONEY -> money(currency);
        };
    }

    /** {@code $1,234.56}, {@code EUR 1,234.56}: two decimals are shown, all are there. */
    private static String money(String currency) {
        String symbol = currency.equals("USD") ? "$" : currency.replaceAll("[^A-Z]", "") + " ";
        return "\"%1$s\"#,##0.00;-\"%1$s\"#,##0.00".formatted(symbol);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
    }
}
