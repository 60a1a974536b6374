package dev.bursar.files;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A table that is written line by line, however long it gets: the head, rows, totals, then {@link #finish()}. Cells are a
 * String in a column of texts, a BigDecimal in one of money or percents, a LocalDate in one of days; null stays empty.
 */
public interface TableFile {
    /** What a column holds. */
    enum Kind {
        TEXT,
        MONEY,
        PERCENT,
        DAY
    }

    record Column(String name, Kind kind) {
        public static Column text(String name) {
            return new Column(name, Kind.TEXT);
        }

        public static Column money(String name) {
            return new Column(name, Kind.MONEY);
        }
    }

    /**
     * What stands above the table, in formats that have a place for it.
     *
     * @param sheet a short name without signs
     * @param facts one line each: period, cost and finality, filters, as of
     * @param asOf of a file that is the same, byte for byte, whenever it is made: when what it holds was read. Such a file is held in
     *     memory until it is finished.
     */
    record Heading(String sheet, String title, List<String> facts, Optional<Instant> asOf) {
        public Heading {
            facts = List.copyOf(facts);
        }

        public Heading(String sheet, String title, List<String> facts) {
            this(sheet, title, facts, Optional.empty());
        }
    }

    void head(Heading heading, List<Column> columns) throws IOException;

    /** @param currency of the row's money */
    void row(String currency, @Nullable Object[] cells) throws IOException;

    /** The sum of one currency's rows; left out in formats whose readers would add it up again. */
    void total(String currency, @Nullable Object[] cells) throws IOException;

    /**
     * As {@link #total}, of all rows that have the same texts as the total in some columns. In a file that stays the same
     * ({@link Heading#asOf}) readers that compute add them up themselves, rounded to as many decimals as the given sum has.
     *
     * @param same columns of texts, counted from 0; none: all rows
     */
    default void sum(String currency, @Nullable Object[] cells, int... same) throws IOException {
        total(currency, cells);
    }

    /** Writes what is left. */
    void finish() throws IOException;
}
