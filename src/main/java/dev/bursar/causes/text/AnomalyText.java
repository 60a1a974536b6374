package dev.bursar.causes.text;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Anomaly.Restated;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Formats;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Anomalies in words. */
public final class AnomalyText {
    private AnomalyText() {}

    public static String team(Anomaly of, AnomalyPage names) {
        return team(of, names.teams());
    }

    private static String team(Anomaly of, Map<TeamId, String> teams) {
        return of.series().team().equals(TeamId.UNALLOCATED)
                ? "Unallocated"
                : teams.getOrDefault(of.series().team(), "");
    }

    public static String owner(Anomaly of, AnomalyPage names) {
        return owner(of, names.teams(), names.accounts());
    }

    /** The team; the account too where nobody owns the costs. */
    public static String owner(Anomaly of, Map<TeamId, String> teams, Map<String, String> accounts) {
        String account = of.series().account();
        return account.isEmpty()
                ? team(of, teams)
                : "Unallocated, " + accounts.getOrDefault(account, Formats.account(account));
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
                owner + ": tax or fees of " + of.series().service() + " are about "
                        + Formats.forecast(of.excess(), currency) + " higher than in other months";
        };
    }

    /** {@code Fraud: Amazon SageMaker above expected}. */
    public static String mark(Anomaly of, String owner) {
        String what = owner + ": " + of.series().service();
        return switch (of.kind()) {
            case JUMP, SLOW_CLIMB -> what + " above expected";
            case NEW_SERVICE -> what + " is new";
            case FEE -> what + ", tax or fee above expected";
        };
    }

    /** {@code 17–25 Nov, still going on: $18,412.10 where $2,096.00 was expected}. */
    public static String amounts(Anomaly of) {
        return days(of) + (of.goesOn() ? ", still going on" : "") + ": "
                + Formats.money(of.actual(), of.series().currency()) + " where "
                + Formats.money(of.expected(), of.series().currency()) + " was expected";
    }

    /** {@code Costs of 12–14 Nov rose by $310.20 on 20 Nov}; "" where they are as they were told. */
    public static String restated(Anomaly of) {
        Restated restated = of.restated();
        if (restated == null) {
            return "";
        }
        LocalDate at = LocalDate.ofInstant(restated.at(), ZoneOffset.UTC);
        return "Costs of "
                + Formats.shortRange(LocalDateRange.of(
                        restated.days().from(), restated.days().to()))
                + (restated.amount().signum() > 0 ? " rose by " : " fell by ")
                + Formats.money(restated.amount().abs(), of.series().currency()) + " on "
                + Formats.shortRange(LocalDateRange.ofClosed(at, at));
    }

    public static String days(Anomaly of) {
        return Formats.shortRange(LocalDateRange.of(of.days().from(), of.days().to()));
    }

    public static String kind(AnomalyKind kind) {
        return switch (kind) {
            case JUMP -> "Jump";
            case FEE -> "Tax or fee";
            case NEW_SERVICE -> "New service";
            case SLOW_CLIMB -> "Slow climb";
        };
    }

    public static String meaning(AnomalyKind kind) {
        return switch (kind) {
            case JUMP -> "It cost more than on the same weekdays of the eight weeks before.";
            case FEE -> "A charge of one day, such as tax or a fee, is larger than in the months before.";
            case NEW_SERVICE -> "It had no cost in the weeks before.";
            case SLOW_CLIMB -> "It rose a little each day, and a lot over two weeks.";
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
            case EXPECTED -> "The cost is as it should be. Bursar doesn\u2019t report it again.";
            case PLANNED ->
                "It is intended until the last day that you enter. If it lasts longer, the anomaly reopens.";
            case MISTAKE -> "Nobody wanted it.";
            case FIXED -> "It has been stopped. If it continues, the anomaly reopens.";
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
