package dev.bursar.efficiency.reading;

/** A stored statistic of an hour. */
public enum Column {
    CPU_AVERAGE,
    CPU_MAXIMUM,
    CPU_SAMPLES,
    MEMORY_AVERAGE,
    MEMORY_MAXIMUM,
    GPU_AVERAGE,
    GPU_MAXIMUM,
    GPU_MEMORY_AVERAGE,
    GPU_MEMORY_MAXIMUM,
    INVOCATIONS,
    ERRORS_4XX,
    ERRORS_5XX,
    LATENCY_AVERAGE,
    LATENCY_P99,
    OVERHEAD_AVERAGE,
    BACKLOG_MAXIMUM,
    PROCESSED,
    NETWORK_IN,
    NETWORK_OUT,
    INPUT_TOKENS,
    OUTPUT_TOKENS;

    String column() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
