package dev.bursar.forecast.text;

import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.Forecast.PastMonths;
import dev.bursar.forecast.Forecast.Range;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

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

    /** {@code On day 10 of the last six months it was off by 6% (median); 81% ended within the range}; empty before a month's end. */
    public static Optional<String> past(Forecast forecast) {
        PastMonths past = forecast.past();
        return past == null ? Optional.empty() : Optional.of(when(past) + " it was off by " + off(past) + within(past));
    }

    private static String when(PastMonths past) {
        String months = past.months() == 1
                ? "last month"
                : "the last " + NUMBERS.get(Math.min(past.months(), NUMBERS.size() + 1) - 2) + " months";
        return past.day() == 0 ? "At the start of " + months : "On day " + past.day() + " of " + months;
    }

    private static String off(PastMonths past) {
        String percent = past.medianError().compareTo(BigDecimal.ONE) < 0
                ? "under 1%"
                : past.medianError().setScale(0, RoundingMode.HALF_UP).toPlainString() + "%";
        return past.months() == 1 ? percent : percent + " (median)";
    }

    private static String within(PastMonths past) {
        BigDecimal share = past.within();
        if (share == null) {
            return "";
        }
        return past.months() == 1
                ? share.signum() > 0 ? " and within the range" : " and outside of the range"
                : "; " + of(share, past.months()) + " ended within the range";
    }

    private static String of(BigDecimal share, int months) {
        if (share.signum() == 0) {
            return months == 2 ? "neither" : "none";
        }
        return share.compareTo(ALL) < 0 ? share.toPlainString() + "%" : months == 2 ? "both" : "all";
    }

    /** Of a figure that isn't forecast. */
    public static String plain(int days) {
        return "Assumes the average of the last " + days + " days";
    }
}
