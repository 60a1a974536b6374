package dev.bursar.simulator.faults;

import module java.base;
import org.jspecify.annotations.Nullable;

/** How a query of Athena ends badly: its state, AWS's category and type of the error, and what AWS says. */
public enum QueryEnding {
    EXHAUSTED("FAILED", 1, 1, "Query exhausted resources at this scale factor"),
    BAD_DATA(
            "FAILED",
            2,
            1001,
            "HIVE_BAD_DATA: Malformed Parquet file. Expected magic number: PAR1 got: s3://billing-exports/exports/"),
    /** It runs until the 30 minutes are over that a query has. */
    TIMEOUT("FAILED", 1, 206, "Query timeout"),
    DENIED(
            "FAILED",
            2,
            1501,
            "Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID:"
                    + " 4442587FB7D0A2F9)"),
    NOT_WRITTEN("FAILED", 1, 401, "Failed to write query result to S3"),
    INTERNAL("FAILED", 1, 200, "GENERIC_INTERNAL_ERROR: null"),
    /** Cancelled by the workgroup after it has read some bytes. */
    LIMIT("CANCELLED", 0, 0, "Bytes scanned limit was exceeded"),
    CANCELLED("CANCELLED", 0, 0, "Query cancelled by user");

    private final String state;
    private final int category;
    private final int type;
    private final String text;

    QueryEnding(String state, int category, int type, String text) {
        this.state = state;
        this.category = category;
        this.type = type;
        this.text = text;
    }

    /** By its name in any case; null for none. */
    public static @Nullable QueryEnding named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(ending -> ending.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    public String state() {
        return state;
    }

    /** 1 for AWS's system, 2 for the user. */
    public int category() {
        return category;
    }

    public int type() {
        return type;
    }

    public String text() {
        return text;
    }
}
