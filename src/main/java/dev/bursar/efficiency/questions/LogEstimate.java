package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.spi.LogQuestions;
import dev.bursar.efficiency.spi.LogQuestions.Group;
import module java.base;

/**
 * What a question is expected to scan, and where it is stopped.
 *
 * @param bytes the log's size, times the share of its age that is asked about
 * @param mostBytes after which the query is stopped
 */
public record LogEstimate(long bytes, long mostBytes) {
    /** AWS tells a log's size with delay, and a log may have more lines today than before. */
    private static final int MARGIN = 2;

    private static final long LEAST_BYTES = 100L << 20;

    /** What a question costs about, in USD. */
    public BigDecimal usd() {
        return LogQuestions.price(bytes);
    }

    /** What it costs at most, in USD, but for what AWS scans between two looks at the query. */
    public BigDecimal mostUsd() {
        return LogQuestions.price(mostBytes);
    }

    /** Whether a question may be asked that scans so much. */
    public boolean allowed() {
        return bytes <= mostBytes;
    }

    /** @param most bytes that any question may scan */
    static LogEstimate of(Group group, Duration asked, Instant now, long most) {
        double age = Math.max(1, Duration.between(group.created(), now).toSeconds());
        double kept = group.retentionDays() == null
                ? age
                : Math.min(age, Duration.ofDays(group.retentionDays()).toSeconds());
        double share = Math.min(1, asked.toSeconds() / Math.max(1, kept));
        long bytes = (long) Math.ceil(group.storedBytes() * share);
        return new LogEstimate(bytes, Math.min(most, Math.max(LEAST_BYTES, MARGIN * bytes)));
    }
}
