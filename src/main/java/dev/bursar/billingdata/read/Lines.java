package dev.bursar.billingdata.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a checked delivery, ready for their format's statement.
 *
 * @param view the query that the view lines stands for
 * @param fineView the same with those numbers that have too many digits for {@code view}, where they are 0, and 0 for all
 *     others; null where no number has
 * @param tagText the SQL of the function tag_text, of its parameter t
 * @param listedTags tag keys of a format that lists only the values
 * @param columns which of the format's columns there are
 * @param totals by currency and cost, read from the lines
 */
record Lines(
        LineFormat format,
        String view,
        @Nullable String fineView,
        String tagText,
        List<String> listedTags,
        Set<String> columns,
        long rows,
        SortedMap<String, Map<String, BigDecimal>> totals) {

    /** A number's text, in SQL, as what a view has of it. */
    static String number(String text, Digits.Plan plan, boolean fine) {
        if (plan.fine() == null) {
            return fine
                    ? "cast(case when %s is not null then 0 end as %s)".formatted(text, plan.coarse())
                    : "cast(%s as %s)".formatted(text, plan.coarse());
        }
        String type = fine ? plan.fine() : plan.coarse();
        return "case when scale_of(%1$s) %2$s %3$d then cast(%1$s as %4$s) when %1$s is not null then cast(0 as %4$s) end"
                .formatted(text, fine ? ">" : "<=", plan.scale(), type);
    }

    /** The column no_cost that all views have: 0 in the type of the costs, so that no statement widens or rounds them. */
    static String noCost(Digits.Plan costs, boolean fine) {
        String type = costs.fine() != null && fine ? costs.fine() : costs.coarse();
        return "cast(0 as %s) as no_cost".formatted(type);
    }
}
