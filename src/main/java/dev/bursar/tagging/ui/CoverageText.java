package dev.bursar.tagging.ui;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.tagging.coverage.TagCoverage;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Words of the Coverage page and its files. */
final class CoverageText {
    static final String DEFINITION =
            "The share is of costs that can be tagged. Tax, Support, credits, refunds, discounts and fees that belong"
                    + " to no resource can\u2019t be tagged and are left out.";
    static final String NO_SHARE = "no data";
    private static final int LONGEST_KEY = 60;

    private CoverageText() {}

    static String key(TagCoverage coverage) {
        return PlainText.cut(coverage.key(), LONGEST_KEY);
    }

    /** {@code 87.3%}; {@code no data} where there is nothing to tag. */
    static String share(Optional<BigDecimal> share) {
        return share.flatMap(one -> Formats.share(one, BigDecimal.ONE)).orElse(NO_SHARE);
    }

    static String finality(TagCoverage coverage) {
        return String.join(
                ", ",
                FactLine.words(
                                coverage.finality().estimated(),
                                coverage.finality().restated())
                        .values());
    }

    static LocalDateRange range(DayRange days) {
        return LocalDateRange.of(days.from(), days.to());
    }
}
