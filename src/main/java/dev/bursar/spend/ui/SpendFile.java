package dev.bursar.spend.ui;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.files.ExportSource.About;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a page is to be a file; this is what is stored of an export.
 *
 * @param columns of lines, as the files name them; null or empty for all
 * @param byEngine whether an engine looks lines up, as it did for the page
 */
record SpendFile(
        Content content,
        CostQuery question,
        SpendUrl.View view,
        @Nullable List<String> columns,
        boolean byEngine) {
    /** An export that an earlier version stored doesn't say whether charges are spread, nor which columns. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The sums that the page shows, the charges that they are made of, or the delivered lines that these are made of. */
    enum Content {
        TABLE,
        CHARGES,
        LINES,
        /** What months to come are expected to cost. */
        FORECAST
    }

    SpendFile(Content content, CostQuery question, SpendUrl.View view) {
        this(content, question, view, List.of(), false);
    }

    static SpendFile read(String stored) {
        return JSON.readValue(stored, SpendFile.class);
    }

    String stored() {
        return JSON.writeValueAsString(this);
    }

    LocalDateRange days() {
        return LocalDateRange.of(question.from(), question.to());
    }

    About about() {
        int filters = question.filters().size();
        return new About(
                title() + ", " + Formats.range(days())
                        + (filters == 0 ? "" : ", " + Formats.count(filters, "filter", "filters")),
                name());
    }

    /** {@code Spend by service, then account}. */
    private String title() {
        return switch (content) {
            case TABLE -> "Spend " + lower(SpendText.by(question.groupBy(), question.thenBy()));
            case CHARGES -> "Charges";
            case LINES -> "Delivered lines";
            case FORECAST -> "Forecast";
        };
    }

    private static String lower(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code spend-by-team-effectivecost-2026-11-01-to-2026-11-23}, the last day included. */
    private String name() {
        String days = question.from() + "-to-" + question.to().minusDays(1);
        if (content != Content.TABLE) {
            return content.name().toLowerCase(Locale.ROOT) + "-" + days;
        }
        Dimension then = question.thenBy();
        return "spend-by-%s-%s%s%s-%s"
                .formatted(
                        word(question.groupBy()) + (then == null ? "" : "-and-" + word(then)),
                        question.cost().label().toLowerCase(Locale.ROOT),
                        view == SpendUrl.View.CUMULATIVE ? "-cumulative" : "",
                        question.spread() ? "-spread" : "",
                        days);
    }

    private static String word(Dimension dimension) {
        return dimension instanceof Dimension.Tag ? "tag" : dimension.word();
    }
}
