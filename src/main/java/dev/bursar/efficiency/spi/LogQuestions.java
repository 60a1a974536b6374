package dev.bursar.efficiency.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Asks CloudWatch Logs Insights in a place. AWS bills the bytes that a query scans, whatever it finds. */
public interface LogQuestions {
    /** Price in USD of a scanned GB, by which AWS means 2^30 bytes. */
    BigDecimal USD_A_GB = new BigDecimal("0.005");

    long BYTES_A_GB = 1L << 30;

    /** Rows that an answer has at most. */
    int MOST_ROWS = 100;

    /** Price of scanned bytes in USD, rounded up to a millionth. */
    static BigDecimal price(long bytes) {
        return USD_A_GB.multiply(BigDecimal.valueOf(bytes)).divide(BigDecimal.valueOf(BYTES_A_GB), 6, RoundingMode.UP);
    }

    /**
     * A log group.
     *
     * @param retentionDays after which AWS deletes lines; null where it keeps them for ever
     */
    record Group(long storedBytes, @Nullable Integer retentionDays, Instant created) {}

    /**
     * A query in the language of Logs Insights.
     *
     * @param from included; AWS takes whole seconds
     * @param limit rows that are wanted, 1 to {@link #MOST_ROWS}
     * @param mostBytes after which the query is stopped
     */
    record Question(String group, String query, Instant from, Instant to, int limit, long mostBytes) {
        public Question {
            if (limit < 1 || limit > MOST_ROWS || mostBytes < 1) {
                throw new IllegalArgumentException(limit + " rows, " + mostBytes + " bytes");
            }
        }
    }

    /**
     * What came of a query.
     *
     * @param rows texts by field, in the query's order
     * @param bytesScanned what AWS bills; a query that was stopped may have scanned a little more than it was allowed to
     * @param complete false where the query was stopped, by the bytes that it may scan or after a minute: rows are of a part of the lines
     */
    record Answer(List<Map<String, String>> rows, long bytesScanned, long recordsMatched, boolean complete) {
        public Answer {
            rows = rows.stream()
                    .map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)))
                    .toList();
        }
    }

    /**
     * What a log group holds; free.
     *
     * @return empty where there is no such group
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     */
    Optional<Group> group(Place place, String name, RequestMeter meter);

    /**
     * Asks and waits for the answer, at most about a minute. AWS says only afterwards what it bills, so the meter counts the price of the
     * bytes at which the query is stopped.
     *
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     * @throws dev.bursar.sync.CapReached when that price would pass a cap; nothing was sent
     */
    Answer ask(Place place, Question question, RequestMeter meter);
}
