package dev.bursar.files;

import dev.bursar.kernel.Decimals;
import dev.bursar.ui.CsvText;
import module java.base;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook: facts, the frozen line of names, rows and totals. Amounts are numbers of which every digit is written, whatever
 * the reader makes of them; texts are texts and never formulas, which only sums are;
 * characters that reorder them are shown. A sheet that is full is followed by another.
 */
final class XlsxTable implements TableFile {
    private static final int AT_ONCE = 500;
    private static final int LONGEST_TEXT = 32_767;
    private static final String DAY = "yyyy-mm-dd";

    private final OutputStream out;
    private final int rowsOfASheet;
    private final Map<String, BigDecimal> formulas = new HashMap<>();
    private final Map<String, String> moneyFormats = new HashMap<>();
    private @Nullable Workbook workbook;
    private @Nullable ByteArrayOutputStream held;
    private Heading heading = new Heading("", "", List.of());
    private List<Column> columns = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int next;
    private int firstRow;
    private int rows;

    XlsxTable(OutputStream out) {
        this(out, Worksheet.MAX_ROWS);
    }

    XlsxTable(OutputStream out, int rowsOfASheet) {
        this.out = out;
        this.rowsOfASheet = rowsOfASheet;
    }

    @Override
    public void head(Heading heading, List<Column> columns) throws IOException {
        this.heading = heading;
        this.columns = columns;
        held = heading.asOf().isPresent() ? new ByteArrayOutputStream() : null;
        var begun = new Workbook(held == null ? out : held, "Bursar", "1.0");
        workbook = begun;
        open(begun);
    }

    private Worksheet open(Workbook begun) throws IOException {
        sheets++;
        Worksheet opened = begun.newWorksheet(heading.sheet() + (sheets == 1 ? "" : " " + sheets));
        sheet = opened;
        next = 0;
        for (int i = 0; i < columns.size(); i++) {
            opened.width(i, width(columns.get(i).kind()));
        }
        opened.inlineString(next, 0, CsvText.inOrder(heading.title()));
        opened.style(next, 0).bold().fontSize(14).set();
        next++;
        for (String fact : heading.facts()) {
            opened.inlineString(next++, 0, CsvText.inOrder(fact));
        }
        for (int i = 0; i < columns.size(); i++) {
            opened.inlineString(next, i, CsvText.inOrder(columns.get(i).name()));
            var style = opened.style(next, i).bold().wrapText(true).verticalAlignment("top");
            (columns.get(i).kind() == Kind.TEXT ? style : style.horizontalAlignment("right"))
                    .borderStyle(org.dhatim.fastexcel.BorderSide.BOTTOM, "thin")
                    .set();
        }
        next++;
        opened.freezePane(1, next);
        opened.repeatRows(next - 1);
        opened.flush();
        firstRow = next;
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
        write(currency, cells, false, null);
        rows++;
    }

    @Override
    public void total(String currency, @Nullable Object[] cells) throws IOException {
        write(currency, cells, true, null);
    }

    @Override
    public void sum(String currency, @Nullable Object[] cells, int... same) throws IOException {
        write(currency, cells, true, same);
    }

    private void write(String currency, @Nullable Object[] cells, boolean total, int @Nullable [] same)
            throws IOException {
        Worksheet current = sheet;
        if (workbook == null || current == null) {
            throw new IllegalStateException("A table begins with its head");
        }
        if (next == rowsOfASheet) {
            current.finish();
            current = open(workbook);
        }
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case null -> {}
                case BigDecimal number -> number(current, i, number, same);
                case LocalDate day -> current.value(next, i, day);
                case Object text -> current.inlineString(next, i, cut(CsvText.inOrder(text.toString())));
            }
        }
        format(current, currency, total);
        next++;
        if (next % AT_ONCE == 0) {
            current.flush();
        }
    }

    private void number(Worksheet current, int column, BigDecimal number, int @Nullable [] same) {
        if (same == null || !computes(column)) {
            current.value(next, column, number);
            return;
        }
        String formula = formula(column, number.scale(), same);
        formulas.put(formula, number);
        current.formula(next, column, formula);
    }

    /** Rows on several sheets, and files that are written through, have their sums as numbers. */
    private boolean computes(int column) {
        return held != null && sheets == 1 && rows > 0 && columns.get(column).kind() == Kind.MONEY;
    }

    /** Texts are compared as they are: SUMIFS would take some for patterns and comparisons. */
    private String formula(int column, int decimals, int[] same) {
        String amounts = cells(column);
        String sum = same.length == 0
                ? "SUM(" + amounts + ")"
                : Arrays.stream(same)
                        .mapToObj(i -> "--EXACT(" + cells(i) + "," + letters(i) + (next + 1) + ")")
                        .collect(Collectors.joining(",", "SUMPRODUCT(", "," + amounts + ")"));
        return "ROUND(" + sum + "," + decimals + ")";
    }

    private String cells(int column) {
        return letters(column) + (firstRow + 1) + ":" + letters(column) + (firstRow + rows);
    }

    private static String letters(int column) {
        return (column < 26 ? "" : letters(column / 26 - 1)) + (char) ('A' + column % 26);
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

    private @Nullable String format(Kind kind, String currency) {
        return switch (kind) {
            case TEXT -> null;
            case DAY -> DAY;
            case PERCENT -> "0.0";
            case MONEY -> moneyFormats.computeIfAbsent(currency, XlsxTable::money);
        };
    }

    /** {@code $1,234.56}, {@code JPY 1,235}: the currency's decimals are shown, all are there. */
    private static String money(String currency) {
        String symbol = currency.equals("USD") ? "$" : currency.replaceAll("[^A-Z]", "") + " ";
        int decimals = Decimals.of(currency);
        return "\"%1$s\"#,##0%2$s;-\"%1$s\"#,##0%2$s"
                .formatted(symbol, decimals == 0 ? "" : "." + "0".repeat(decimals));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    @Override
    public void finish() throws IOException {
        if (workbook == null) {
            throw new IllegalStateException("A table begins with its head");
        }
        workbook.finish();
        if (held != null) {
            StableWorkbook.write(held.toByteArray(), heading.asOf().orElseThrow(), formulas, out);
        }
    }

    /**
     * Rewrites a workbook so that its bytes follow from what it holds: fastexcel writes the clock's time into it. Formulas get their
     * results, for readers that don't compute, and are computed again by those that do.
     */
    static final class StableWorkbook {
        private StableWorkbook() {}

        /** @param formulas results by formula */
        static void write(byte[] workbook, Instant asOf, Map<String, BigDecimal> formulas, OutputStream out)
                throws IOException {
            var stable = new StableZip(out);
            for (var part : parts(workbook).entrySet()) {
                String name = part.getKey();
                byte[] bytes = part.getValue();
                if (name.equals("docProps/core.xml")) {
                    bytes = changed(bytes, created(text(bytes), asOf));
                } else if (name.equals("xl/workbook.xml")) {
                    bytes = changed(
                            bytes, text(bytes).replace("</workbook>", "<calcPr fullCalcOnLoad=\"1\"/></workbook>"));
                } else if (name.startsWith("xl/worksheets/sheet") && !formulas.isEmpty()) {
                    bytes = changed(bytes, withResults(text(bytes), formulas));
                }
                stable.add(name, bytes);
            }
            stable.finish();
        }

        /** In memory, by the directory at the end: the sizes of parts stand behind them. */
        private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            try (var zip = ZipFile.builder().setByteArray(workbook).get()) {
                for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                    parts.put(part.getName(), zip.getInputStream(part).readAllBytes());
                }
            }
            return parts;
        }

        private static String created(String xml, Instant asOf) {
            return xml.replaceFirst("(<dcterms:created [^>]*>)[^<]*", "$1" + asOf.truncatedTo(ChronoUnit.SECONDS));
        }

        /** Texts of cells are escaped, so that what begins with {@code <f>} is a formula. */
        private static String withResults(String xml, Map<String, BigDecimal> formulas) {
            var with = new StringBuilder(xml.length());
            int at = 0;
            for (int from = xml.indexOf("<f>"); from >= 0; from = xml.indexOf("<f>", at)) {
                int to = xml.indexOf("</f>", from);
                BigDecimal result = formulas.get(xml.substring(from + 3, to));
                with.append(xml, at, to + 4);
                if (result != null) {
                    with.append("<v>").append(result.toPlainString()).append("</v>");
                }
                at = to + 4;
            }
            return with.append(xml, at, xml.length()).toString();
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private static byte[] changed(byte[] before, String after) {
            byte[] bytes = after.getBytes(StandardCharsets.UTF_8);
            if (java.util.Arrays.equals(before, bytes)) {
                throw new IllegalStateException("Workbooks are no longer written as they were");
            }
            return bytes;
        }
    }
}
