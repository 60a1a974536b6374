package dev.bursar.charges;

import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * What is known of the tag that a question is about.
 *
 * @param notKnown days, those compared with too, of which costs come from Cost Explorer, which doesn't say whether they carry the tag
 * @param accounts how many accounts have such costs
 * @param exported whether these days have costs from charge files too
 * @param kept what is kept of the tag beside charges; nothing for who doesn't see all costs
 * @param leftOut of the question's own days what its filters on the tag leave out only because it isn't known, by currency
 */
public record TagFacts(
        Dimension.Tag tag,
        List<LocalDateRange> notKnown,
        int accounts,
        boolean exported,
        Kept kept,
        Map<String, BigDecimal> leftOut) {
    public TagFacts {
        notKnown = List.copyOf(notKnown);
        leftOut = Map.copyOf(leftOut);
    }

    /**
     * What is kept beside charges.
     *
     * @param days whose values it says
     * @param byMonth months of a question by day that are kept, but only as a whole
     * @param differing days of which it says another sum than the charges, so that it isn't used
     * @param by the dimensions by which it is kept
     */
    public record Kept(
            List<LocalDateRange> days, List<YearMonth> byMonth, List<LocalDateRange> differing, List<Dimension> by) {
        public static final Kept NOTHING = new Kept(List.of(), List.of(), List.of(), List.of());

        public Kept {
            days = List.copyOf(days);
            byMonth = List.copyOf(byMonth);
            differing = List.copyOf(differing);
            by = List.copyOf(by);
        }
    }
}
