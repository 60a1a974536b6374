package dev.bursar.causes;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A Savings Plan or reservation that covers more or less of what a part used than before.
 *
 * @param id as charges name it, an ARN
 * @param day when it began, ended, or covered the part first or last; null where it covers more or less and goes on
 */
public record Commitment(String id, What what, @Nullable LocalDate day) {
    /** What became of it. The last two are told by charges alone, where nobody says when it began or ended. */
    public enum What {
        BEGAN,
        ENDED,
        COVERS_MORE,
        COVERS_LESS,
        FIRST_COVERED,
        LAST_COVERED
    }

    public boolean isSavingsPlan() {
        return id.contains(":savingsplan/");
    }
}
