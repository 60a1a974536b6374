package dev.bursar.budgets.text;

import dev.bursar.budgets.Moved;
import dev.bursar.ui.Formats;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threeten.extra.LocalDateRange;

/** What moved a budget, in words. */
public final class MovedText {
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

    private static String grew(Moved.Grew grew, String currency) {
        return grew.name() + " " + Formats.signed(grew.amount(), currency);
    }
}
