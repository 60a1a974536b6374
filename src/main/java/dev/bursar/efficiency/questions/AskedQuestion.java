package dev.bursar.efficiency.questions;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A question to logs or traces that was answered. The answer's lines are not kept.
 *
 * @param code as it is stored
 * @param hours that it looked back
 * @param usd what it cost
 * @param bytes of logs that AWS scanned; null for traces
 * @param traces that AWS looked at; null for logs
 * @param matched lines or traces that were found; null where that was not kept
 * @param complete false where it was stopped before its end; null where that was not kept
 */
public record AskedQuestion(
        String code,
        int hours,
        String by,
        Instant at,
        BigDecimal usd,
        @Nullable Long bytes,
        @Nullable Long traces,
        @Nullable Long matched,
        @Nullable Boolean complete) {
    static final String TRACES = "traces";
    static final String TRACES_TITLE = "Slowest traces";

    /** What it asked, for people. */
    public String title() {
        return Arrays.stream(LogQuestion.values())
                .filter(question -> question.code().equals(code))
                .map(LogQuestion::title)
                .findFirst()
                .orElse(TRACES_TITLE);
    }

    boolean ofTraces() {
        return code.equals(TRACES);
    }
}
