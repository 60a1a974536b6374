package dev.bursar.forecast.text;

import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.Forecast.PastMonths;
import dev.bursar.forecast.Forecast.Range;
import dev.bursar.ui.Formats;
import module java.base;

/** Says of a forecast what pages and mails say alike. */
public final class ForecastText {
    private static final List<String> NUMBERS = List.of("two", "three", "four", "five", "six");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private ForecastText() {}

    /** {@code $18,200 to $20,100}. */
    public static String range(Range range, String currency) {
        return Formats.forecast(range.low(), currency) + " to " + Formats.forecast(range.high(), currency);
    }

    /** {@code 80% range: $18,200 to $20,100}; empty where there is none. */
    public static Optional<String> range(Forecast forecast, String currency) {
        return forecast.range().map(range -> "80% range: " + range(range, currency));
    }

    /**
     * {@code In the last six months, the projection on day 10 was typically off by 6%; 5 of 6 months ended within its range}; empty before
     * a month's end.
     */
    public static Optional<String> past(Forecast forecast) {
        PastMonths past = forecast.past();
        return past == null ? Optional.empty() : Optional.of(when(past) + off(past) + within(past));
    }

    private static String when(PastMonths past) {
        String months = past.months() == 1
                ? "Last month"
                : "In the last " + NUMBERS.get(Math.min(past.months(), NUMBERS.size() + 1) - 2) + " months";
        return months + ", the projection "
                + (past.day() == 0 ? "at the start of the month" : "on day " + past.day())
                + " was "
                + (past.months() == 1 ? "" : "typically ");
    }

    private static String off(PastMonths past) {
        return "off by "
                + (past.medianError().compareTo(BigDecimal.ONE) < 0
                        ? "under 1%"
                        : past.medianError().setScale(0, RoundingMode.HALF_UP).toPlainString() + "%");
    }

    private static String within(PastMonths past) {
        BigDecimal share = past.within();
        if (share == null) {
            return "";
        }
        if (past.months() == 1) {
            return "; the month ended " + (share.signum() > 0 ? "within" : "outside") + " its range";
        }
        BigDecimal months = share.multiply(BigDecimal.valueOf(past.months())).divide(ALL, 0, RoundingMode.HALF_UP);
        return "; " + months + " of " + past.months() + " months ended within its range";
    }

    /** Of a figure that isn't forecast. */
    public static String plain(int days) {
        return "Assumes the average of the last " + days + " days";
    }
}
