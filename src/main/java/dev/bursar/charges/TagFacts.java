package dev.bursar.charges;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.threeten.extra.LocalDateRange;

/**
 * What is known of the tag that a question is about.
 *
 * @param notKnown days, those compared with too, of which costs come from Cost Explorer, which doesn't say whether they carry the tag
 * @param accounts how many accounts have such costs
 * @param exported whether these days have costs from charge files too
 * @param leftOut of the question's own days what its filters on the tag leave out only because it isn't known, by currency
 */
public record TagFacts(
        Dimension.Tag tag,
        List<LocalDateRange> notKnown,
        int accounts,
        boolean exported,
        Map<String, BigDecimal> leftOut) {
    public TagFacts {
        notKnown = List.copyOf(notKnown);
        leftOut = Map.copyOf(leftOut);
    }
}
