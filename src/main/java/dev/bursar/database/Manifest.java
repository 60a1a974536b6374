package dev.bursar.database;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds; its last entry, so that a file without its end has none.
 *
 * @param format of the archive
 * @param migrations the schema, step by step
 * @param tables one for each entry of the archive, in their order
 */
record Manifest(
        int format, Instant madeAt, List<Migration> migrations, List<TableData> tables, List<SequenceState> sequences) {
    /** 1 had no seal. */
    static final int FORMAT = 2;

    static final String NAME = "manifest.json";

    Manifest {
        migrations = List.copyOf(migrations);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    String schema() {
        return migrations.isEmpty() ? "0" : migrations.getLast().version();
    }

    long rows() {
        return tables.stream().mapToLong(TableData::rows).sum();
    }

    /**
     * A table's rows in PostgreSQL's COPY text format.
     *
     * @param partitionOf the table whose partition it is
     * @param from the first day of a partition; older backups lack it where a partition begins with a moment
     * @param sha256 of the text, as hexadecimal digits
     */
    record TableData(
            String name,
            @Nullable String partitionOf,
            @Nullable LocalDate from,
            List<String> columns,
            long rows,
            String sha256) {
        private static final Pattern MONTH = Pattern.compile("(.+)_(\\d{4})_(0[1-9]|1[0-2])");

        TableData {
            columns = List.copyOf(columns);
            if (from == null && partitionOf != null) {
                from = ofName(name, partitionOf);
            }
        }

        /** A partition of a month has the month at the end of its name. */
        private static @Nullable LocalDate ofName(String name, String partitionOf) {
            Matcher month = MONTH.matcher(name);
            return month.matches() && month.group(1).equals(partitionOf)
                    ? LocalDate.of(Integer.parseInt(month.group(2)), Integer.parseInt(month.group(3)), 1)
                    : null;
        }

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /** Where a sequence stands. */
    record SequenceState(String name, long last, boolean called) {}
}
