package dev.bursar.files;

import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Function;
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
}
