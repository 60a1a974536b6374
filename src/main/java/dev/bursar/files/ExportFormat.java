package dev.bursar.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.ui.CsvText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What an answer can be written as. */
public enum ExportFormat {
    CSV("CSV", "text/csv;charset=utf-8", CsvTable::new),
    XLSX("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XlsxTable::new),
    PDF("PDF", "application/pdf", null),
    ZIP("PDFs in a ZIP file", "application/zip", null);

    private final String label;
    private final String contentType;
    private final @Nullable Function<OutputStream, TableFile> table;

    ExportFormat(String label, String contentType, @Nullable Function<OutputStream, TableFile> table) {
        this.label = label;
        this.contentType = contentType;
        this.table = table;
    }

    /** Behind "as" in a menu. */
    public String label() {
        return label;
    }

    public String contentType() {
        return contentType;
    }

    /** {@code spend.csv}. */
    public String named(String file) {
        return file + "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Begins a table; the stream stays open when it is finished.
     *
     * @throws UnsupportedOperationException of a format that is no table: its source writes it
     */
    public TableFile write(OutputStream out) {
        if (table == null) {
            throw new UnsupportedOperationException(name() + " holds no table");
        }
        return table.apply(out);
    }

    /**
     * UTF-8, RFC 4180, one line of names and then rows alone, amounts with all digits. Texts that a spreadsheet would run as a
     * formula begin with an apostrophe; amounts never do.
     */
    static final class CsvTable implements TableFile {
        private static final int BUFFER = 1 << 16;

        private final CsvWriter csv;
        private String[] line = {};

        CsvTable(OutputStream out) {
            csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER));
        }

        @Override
        public void head(Heading heading, List<Column> columns) {
            csv.writeRecord(columns.stream()
                    .map(column -> CsvText.guarded(column.name()))
                    .toList());
            line = new String[columns.size()];
        }

        @Override
        public void row(String currency, @Nullable Object[] cells) {
            for (int i = 0; i < line.length; i++) {
                line[i] = written(cells[i]);
            }
            csv.writeRecord(line);
        }

        private static String written(@Nullable Object cell) {
            return switch (cell) {
                case null -> "";
                case BigDecimal number -> number.toPlainString();
                case String text -> CsvText.guarded(text);
                default -> cell.toString();
            };
        }

        @Override
        public void total(String currency, @Nullable Object[] cells) {
            // whoever adds up the column would add it twice
        }

        @Override
        public void finish() throws IOException {
            csv.flush();
        }
    }
}
