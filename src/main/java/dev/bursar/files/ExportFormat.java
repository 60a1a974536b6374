package dev.bursar.files;

import java.io.OutputStream;
import java.util.Locale;

/** What a table can be written as. */
public enum ExportFormat {
    CSV("text/csv;charset=utf-8") {
        @Override
        public TableFile write(OutputStream out) {
            return new CsvTable(out);
        }
    },
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        public TableFile write(OutputStream out) {
            return new XlsxTable(out);
        }
    };

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** {@code spend.csv}. */
    public String named(String file) {
        return file + "." + name().toLowerCase(Locale.ROOT);
    }

    /** Begins a table; the stream stays open when it is finished. */
    public abstract TableFile write(OutputStream out);
}
