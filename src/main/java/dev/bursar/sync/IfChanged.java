package dev.bursar.sync;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether what a job works on has changed since it was done. What it was done with is the text {@code fingerprint} in a table of one row,
 * which the job stores with its results when all of it is done.
 */
public final class IfChanged {
    private final JdbcClient jdbc;
    private final String table;

    /** @param table a name of the program's own */
    public IfChanged(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /**
     * @param fingerprint of what the job would work on now
     * @return the same; empty where the job was done with just that
     */
    public Optional<String> pending(String fingerprint) {
        return jdbc.sql("select fingerprint from " + table)
                        .query(String.class)
                        .optional()
                        .filter(fingerprint::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(fingerprint);
    }

    /** What the job changes in steps is of two kinds until it stores what it was done with: one that ends before that is done again. */
    public void begun() {
        jdbc.sql("update " + table + " set fingerprint = ''").update();
    }
}
