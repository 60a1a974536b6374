package dev.bursar.costexplorer;

import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.costexplorer.spi.CostDimension;
import module java.base;

/**
 * Costs by a further tag key and one more dimension, read as Cost Explorer adds them up.
 *
 * @param tagKey as AWS writes it
 * @param dimension one of {@link #DIMENSIONS}
 * @param pages paid pages of its last reading by day and by month; 0 while it has not been read
 */
public record Breakdown(int id, String tagKey, Dimension dimension, int pages, Optional<Instant> readAt) {
    public static final List<Dimension> DIMENSIONS =
            List.of(Dimension.SERVICE, Dimension.ACCOUNT, Dimension.RECORD_TYPE);
    public static final int LONGEST_KEY = 128;
    /** The job that reads them. */
    public static final String JOB = "breakdowns";

    /** {@code environment × service}. */
    public String label() {
        return tagKey + " \u00D7 " + dimension.label().toLowerCase(Locale.ROOT);
    }

    public static CostDimension costDimension(Dimension dimension) {
        return switch (dimension) {
            case Plain.SERVICE -> CostDimension.SERVICE;
            case Plain.ACCOUNT -> CostDimension.ACCOUNT;
            case Plain.RECORD_TYPE -> CostDimension.RECORD_TYPE;
            default -> throw new IllegalArgumentException("No breakdown is read by " + dimension);
        };
    }
}
