package dev.bursar.tagging.ui;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.tagging.coverage.TagCoverage;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import java.math.BigDecimal;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** Words of the Coverage page and its files. */
final class CoverageText {
    static final String DEFINITION =
            "Share tagged is tagged divided by tagged and untagged EffectiveCost. Tax, Support, commitment and other fees, credits,"
                    + " refunds and discounts are for no resource and can\u2019t be tagged, so they are in neither.";
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
