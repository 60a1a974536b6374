package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.value.Digits;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a checked delivery, ready for their format's statement.
 *
 * @param view the query that the view lines stands for; null where all lines have been reduced elsewhere
 * @param fineView the same with those numbers that have too many digits for {@code view}, where they are 0, and 0 for all
 *     others; null where no number has
 * @param tagText the SQL of the function tag_text, of its parameter t
 * @param listedTags tag keys of a format that lists only the values
 * @param columns which of the format's columns there are
 * @param rows of all lines, reduced ones too
 * @param totals by currency and cost, read from the lines, reduced ones too
 * @param reduced a query of charges that lines have been reduced to elsewhere; null where there are none
 */
record Lines(
        LineFormat format,
        @Nullable String view,
        @Nullable String fineView,
        String tagText,
        List<String> listedTags,
        Set<String> columns,
        long rows,
        SortedMap<String, Map<String, BigDecimal>> totals,
        @Nullable String reduced) {

    /** Lines that an engine has reduced. */
    static Lines of(EngineCharges reduced, Set<String> tagKeys) {
        return new Lines(
                reduced.format(),
                null,
                null,
                "",
                reduced.listedTags(),
                reduced.columns(),
                reduced.rows(),
                reduced.totals(),
                reduced.files().isEmpty() ? null : reduced.query(tagKeys));
    }

    /** These lines and others of their delivery that an engine has reduced. */
    Lines with(EngineCharges reduced, Set<String> tagKeys) {
        if (format != reduced.format() || !listedTags.equals(reduced.listedTags())) {
            throw new IllegalStateException("The lines are not of the delivery");
        }
        SortedMap<String, Map<String, BigDecimal>> all = new TreeMap<>();
        for (var some : List.of(totals, reduced.totals())) {
            some.forEach((currency, costs) -> costs.forEach((cost, sum) ->
                    all.computeIfAbsent(currency, any -> new TreeMap<>()).merge(cost, sum, BigDecimal::add)));
        }
        return new Lines(
                format,
                view,
                fineView,
                tagText,
                listedTags,
                reduced.columns(),
                rows + reduced.rows(),
                all,
                reduced.files().isEmpty() ? null : reduced.query(tagKeys));
    }

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
