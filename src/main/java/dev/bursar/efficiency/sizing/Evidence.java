package dev.bursar.efficiency.sizing;

/** What a rate of requests rests on; its word stands beside each proposal. */
public enum Evidence {
    /** The type ran at this rate, and latency stayed within the limit. */
    PROVEN,
    /** An Inference Recommender job measured it. */
    MEASURED,
    /** It is in proportion to what the type has. */
    ESTIMATED;

    public String word() {
        return switch (this) {
            case PROVEN -> "proven";
            case MEASURED -> "measured";
            case ESTIMATED -> "estimated";
        };
    }
}
