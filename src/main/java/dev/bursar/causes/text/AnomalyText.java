package dev.bursar.causes.text;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.AnomalyService.Page;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Formats;
import org.threeten.extra.LocalDateRange;

/** Anomalies in words. */
public final class AnomalyText {
    private AnomalyText() {}

    public static String team(Anomaly of, Page names) {
        return of.series().team().equals(TeamId.UNALLOCATED)
                ? "Unallocated"
                : names.teams().getOrDefault(of.series().team(), "");
    }

    /** The team; the account too where nobody owns the costs. */
    public static String owner(Anomaly of, Page names) {
        String account = of.series().account();
        return account.isEmpty()
                ? team(of, names)
                : "Unallocated, " + names.accounts().getOrDefault(account, Formats.account(account));
    }

    /** {@code Fraud: Amazon SageMaker costs about $2,000 a day more than usual}. */
    public static String headline(Anomaly of, String owner) {
        String what = owner + ": " + of.series().service();
        String currency = of.series().currency();
        return switch (of.kind()) {
            case JUMP, SLOW_CLIMB ->
                what + " costs about " + Formats.forecast(of.excessADay(), currency) + " a day more than usual";
            case NEW_SERVICE ->
                what + " is new and costs about " + Formats.forecast(of.excessADay(), currency) + " a day";
            case FEE ->
                what + " charged a fee " + Formats.forecast(of.excess(), currency) + " higher than in other months";
        };
    }

    /** {@code 17–25 Nov, still going on: $18,412.10 where $2,096.00 was expected}. */
    public static String amounts(Anomaly of) {
        return days(of) + (of.goesOn() ? ", still going on" : "") + ": "
                + Formats.money(of.actual(), of.series().currency()) + " where "
                + Formats.money(of.expected(), of.series().currency()) + " was expected";
    }

    public static String days(Anomaly of) {
        return Formats.shortRange(LocalDateRange.of(of.days().from(), of.days().to()));
    }

    public static String kind(AnomalyKind kind) {
        return switch (kind) {
            case JUMP -> "Jump";
            case FEE -> "Fee";
            case NEW_SERVICE -> "New service";
            case SLOW_CLIMB -> "Slow climb";
        };
    }

    public static String meaning(AnomalyKind kind) {
        return switch (kind) {
            case JUMP -> "It cost more than on the same weekdays of the eight weeks before.";
            case FEE -> "It was charged a larger fee than in former months.";
            case NEW_SERVICE -> "It had no cost in the weeks before.";
            case SLOW_CLIMB -> "It rose a little each day, and by much over two weeks.";
        };
    }

    public static String name(Rating rating) {
        return switch (rating) {
            case EXPECTED -> "Expected";
            case PLANNED -> "Planned";
            case MISTAKE -> "Mistake";
            case FIXED -> "Fixed";
        };
    }

    public static String meaning(Rating rating) {
        return switch (rating) {
            case EXPECTED -> "Right as it is. The same again is not told.";
            case PLANNED -> "Wanted until a day. If it lasts longer, it comes back.";
            case MISTAKE -> "Nobody wanted it.";
            case FIXED -> "It has been stopped. If it goes on, it comes back.";
        };
    }

    /** {@code Planned until 30 Nov, by fraud-lead}; "" where nobody has rated it. */
    public static String rated(Anomaly of) {
        Rated rated = of.rated();
        return rated == null
                ? ""
                : name(rated.rating())
                        + (rated.until() == null
                                ? ""
                                : " until " + Formats.shortRange(LocalDateRange.ofClosed(rated.until(), rated.until())))
                        + (rated.by().isEmpty() ? "" : ", by " + rated.by());
    }
}
