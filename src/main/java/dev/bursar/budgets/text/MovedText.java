package dev.bursar.budgets.text;

import dev.bursar.budgets.Moved;
import dev.bursar.budgets.cost.MovedByEvent;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What moved a budget, in words. */
public final class MovedText {
    private static final int LONGEST = 160;

    private MovedText() {}

    /** {@code Amazon SageMaker +$8,412.10 and account fraud-prod +$7,900.00, compared with 1–24 Oct}. */
    public static String words(Moved moved) {
        return switch (moved) {
            case Moved.Said(var words) -> words;
            case Moved.By by ->
                Stream.of(
                                        by.service() == null ? "" : grew(by.service(), by.currency()),
                                        by.account() == null ? "" : "account " + grew(by.account(), by.currency()))
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining(" and "))
                        + ", compared with " + Formats.shortRange(LocalDateRange.of(by.from(), by.to()));
        };
    }

    /** {@code Largest cause: fraud-lead created fraud-assistant on 16 Nov, about $2,070 a day.} */
    public static String sentence(MovedByEvent moved) {
        BigDecimal aDay = moved.aDay();
        return (moved.proved() ? "Largest cause: " : "Largest possible cause: ")
                + PlainText.cut(moved.what(), LONGEST)
                + " on " + Formats.shortDate(moved.day()) + ", "
                + (aDay == null
                        ? Formats.signed(moved.amount(), moved.currency())
                        : "about " + Formats.about(aDay, moved.currency()) + " a day")
                + ".";
    }

    private static String grew(Moved.Grew grew, String currency) {
        return grew.name() + " " + Formats.signed(grew.amount(), currency);
    }
}
