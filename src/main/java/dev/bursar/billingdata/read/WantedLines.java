package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.charges.spi.DeliveredCharge;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lines are looked for.
 *
 * @param to excluded
 * @param accounts that they are of, by id
 * @param wanted decides of each line of these days and accounts
 */
public record WantedLines(LocalDate from, LocalDate to, Set<String> accounts, Wanted wanted) {
    private static final int MOST_ACCOUNTS_NAMED = 500;

    public WantedLines {
        accounts = Set.copyOf(accounts);
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

    /** What is quick to tell of such lines, in SQL. */
    String condition(LineFormat format) {
        String start = format.chargePeriod().name();
        String days = "%1$s >= timestamp '%2$s' and %1$s < timestamp '%3$s'".formatted(start, from, to);
        if (accounts.size() > MOST_ACCOUNTS_NAMED) {
            return days;
        }
        String named =
                accounts.stream().sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ", "(", ")"));
        return days
                + format.columns().stream()
                        .filter(column -> column.kind() == Kind.ACCOUNT)
                        .map(column -> column.name() + " in " + named)
                        .collect(Collectors.joining(" or ", " and (", ")"));
    }
}
