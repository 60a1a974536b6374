package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;

/**
 * Which lines are looked for.
 *
 * @param to excluded
 * @param accounts that they are of, by id
 * @param resources that they are of, "" for none; empty for any
 * @param wanted decides of each line of these days, accounts and resources
 */
public record WantedLines(LocalDate from, LocalDate to, Set<String> accounts, Set<String> resources, Wanted wanted) {
    private static final int MOST_NAMED = 500;

    public WantedLines {
        accounts = Set.copyOf(accounts);
        resources = Set.copyOf(resources);
    }

    /** Of any resource. */
    public WantedLines(LocalDate from, LocalDate to, Set<String> accounts, Wanted wanted) {
        this(from, to, accounts, Set.of(), wanted);
    }

    /** Whether a line is looked for. */
    @FunctionalInterface
    public interface Wanted {
        /**
         * @param line as a charge of its own, but for its resource
         * @param resource the line's
         */
        boolean test(DeliveredCharge line, String resource);
    }

    /** What is quick to tell of such lines, in DuckDB's SQL. */
    String condition(LineFormat format) {
        return condition(format, LineColumn::name);
    }

    /**
     * The same in Trino's SQL, too.
     *
     * @param cell a column's value
     */
    public String condition(LineFormat format, Function<LineColumn, String> cell) {
        String start = cell.apply(format.chargePeriod());
        var parts = new ArrayList<String>();
        parts.add("%1$s >= timestamp '%2$s 00:00:00' and %1$s < timestamp '%3$s 00:00:00'".formatted(start, from, to));
        if (accounts.size() <= MOST_NAMED) {
            parts.add(format.columns().stream()
                    .filter(column -> column.kind() == Kind.ACCOUNT)
                    .map(column -> cell.apply(column) + among(accounts))
                    .collect(Collectors.joining(" or ", "(", ")")));
        }
        if (!resources.isEmpty() && resources.size() <= MOST_NAMED) {
            parts.add("coalesce(" + cell.apply(format.resource()) + ", '')" + among(resources));
        }
        if (format != LineFormat.FOCUS) {
            // rows of split cost allocation are no lines of a charge
            parts.add("coalesce(" + cell.apply(format.operation()) + ", '') not in ('EKSPod-EC2', 'ECSTask-EC2')");
        }
        return String.join(" and ", parts);
    }

    private static String among(Set<String> texts) {
        return texts.isEmpty()
                ? " in ('')"
                : texts.stream().sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ", " in (", ")"));
    }
}
