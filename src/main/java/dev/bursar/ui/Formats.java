package dev.bursar.ui;

import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.NumberStyle;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * Numbers, money and dates as the screen writes them. Everything is decimal; rounding is HALF_UP (a half goes away from
 * zero, as a spreadsheet and an invoice do it) and happens here only, never in what is stored. Days and moments are UTC.
 * Examples are in the usual style; a person may have chosen another ({@link NumberStyles}).
 */
public final class Formats {
    private static final char MINUS = '\u2212';
    private static final String DASH = "\u2013";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LARGEST_PERCENT = BigDecimal.valueOf(999);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_YEAR = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = at("HH:mm 'UTC'");
    private static final DateTimeFormatter TIME_SECONDS = at("HH:mm:ss 'UTC'");
    private static final DateTimeFormatter MOMENT = at("d MMM, HH:mm 'UTC'");
    private static final DateTimeFormatter MOMENT_YEAR = at("d MMM uuuu, HH:mm 'UTC'");

    private Formats() {}

    private static DateTimeFormatter at(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    // --- money

    /** {@code $1,234.56}, {@code −$312.40}, {@code JPY 1,235}; with the currency's decimals, zero without a sign. */
    public static String money(BigDecimal amount, String currency) {
        return withSymbol(round(amount, Decimals.of(currency)), currency, false);
    }

    /** {@code $0.922}, {@code $0.00001234}: the price of one of many; two decimals, or as many as three digits need. */
    public static String price(BigDecimal amount, String currency) {
        int digits = amount.signum() == 0 ? 2 : Math.max(2, amount.scale() - amount.precision() + 3);
        var rounded = round(amount, digits);
        return withSymbol(
                rounded.stripTrailingZeros().scale() < 2 ? rounded.setScale(2) : rounded.stripTrailingZeros(),
                currency,
                false);
    }

    /** {@code $0.7364}, {@code $1.10}: a price with all of its digits, two decimals at least. */
    public static String exactPrice(BigDecimal amount, String currency) {
        var digits = amount.stripTrailingZeros();
        return withSymbol(digits.scale() < 2 ? digits.setScale(2) : digits, currency, false);
    }

    /** As {@link #money(BigDecimal, String)}. */
    public static String money(BigMoney money) {
        return money(money.getAmount(), money.getCurrencyUnit().getCode());
    }

    /** {@code +$12,842.05}, {@code −$8,500.24}, {@code $0.00}: a difference. */
    public static String signed(BigDecimal amount, String currency) {
        return withSymbol(round(amount, Decimals.of(currency)), currency, true);
    }

    /** {@code $44,000}, {@code $100.50}, {@code $0.005}: a limit, with the digits that it was set with and no others. */
    public static String limit(BigDecimal amount, String currency) {
        var digits = amount.stripTrailingZeros();
        return withSymbol(
                digits.scale() <= 0 ? digits.setScale(0) : digits.scale() == 1 ? digits.setScale(2) : digits,
                currency,
                false);
    }

    /** {@code $65,000}, {@code $673}, {@code $3.40}: a rate, to three digits; without cents from 10 on. */
    public static String about(BigDecimal amount, String currency) {
        return withSymbol(aboutNumber(amount), currency, false);
    }

    /** The same, as a number. */
    public static BigDecimal aboutNumber(BigDecimal amount) {
        int digits = amount.precision() - amount.scale();
        return round(amount, digits <= 1 ? 2 : Math.min(0, 3 - digits)).setScale(digits <= 1 ? 2 : 0);
    }

    /** {@code $58,900}, {@code −$27}, {@code $3.40}: forecasts, to the next hundred from 1,000 on, and without cents from 10 on. */
    public static String forecast(BigDecimal amount, String currency) {
        return withSymbol(forecast(amount), currency, false);
    }

    /**
     * {@code +$14,900}, {@code −$600}: how far a forecast is from an amount, rounded as the forecast beside it. What that would
     * make zero is rounded to whole units.
     */
    public static String forecastDifference(BigDecimal amount, BigDecimal forecast, String currency) {
        int scale = forecastScale(forecast);
        return withSymbol(round(amount, isLostIn(amount, forecast) ? Math.max(0, scale) : scale), currency, true);
    }

    /** Whether a forecast is rounded by more than its difference from an amount, so that both are shown as equal. */
    public static boolean isLostIn(BigDecimal difference, BigDecimal forecast) {
        return difference.signum() != 0
                && round(difference, forecastScale(forecast)).signum() == 0;
    }

    /** A forecast as {@link #forecast(BigDecimal, String)} shows it, as a number. */
    public static BigDecimal forecast(BigDecimal amount) {
        return round(amount, forecastScale(amount));
    }

    private static int forecastScale(BigDecimal amount) {
        var size = amount.abs();
        boolean small = size.signum() > 0 && size.compareTo(BigDecimal.TEN) < 0;
        return small ? 2 : size.compareTo(BigDecimal.valueOf(1_000)) < 0 ? 0 : -2;
    }

    /** What stands before an amount of this currency: {@code $}, {@code EUR }. */
    static String symbol(String currency) {
        return currency.equals("USD") ? "$" : currency + " ";
    }

    private static String withSymbol(BigDecimal rounded, String currency, boolean plus) {
        var sign = rounded.signum() < 0 ? String.valueOf(MINUS) : plus && rounded.signum() > 0 ? "+" : "";
        return sign + symbol(currency) + grouped(rounded.abs());
    }

    // --- changes and shares

    /** Where a change goes. */
    public enum Direction {
        UP,
        DOWN,
        SAME
    }

    /**
     * A change, ready to be shown.
     *
     * @param direction of the amount, for the arrow
     * @param amount {@code +$12,842.05}
     * @param percent {@code +3.0%}; {@code new} where there was nothing before; null above 999% or against a negative base
     */
    public record Change(
            Direction direction, String amount, @Nullable String percent) {
        /** {@code +$12,842.05 (+3.0%)}. */
        public String withoutArrow() {
            return percent == null ? amount : amount + " (" + percent + ")";
        }

        /** {@code ↗ +$12,842.05 (+3.0%)}. */
        public String text() {
            var arrow = switch (direction) {
                case UP -> "\u2197";
                case DOWN -> "\u2198";
                case SAME -> "\u2192";
            };
            return arrow + " " + withoutArrow();
        }
    }

    /** The change from {@code before} to {@code now}; compare equal numbers of days. */
    public static Change change(BigDecimal now, BigDecimal before, String currency) {
        var delta = now.subtract(before);
        var direction = switch (round(delta, 2).signum()) {
            case 1 -> Direction.UP;
            case -1 -> Direction.DOWN;
            default -> Direction.SAME;
        };
        return new Change(
                direction, signed(delta, currency), changePercent(now, before).orElse(null));
    }

    /** {@code +3.0%}, {@code −18.7%}, {@code new}; empty where a percentage would mislead. */
    public static Optional<String> changePercent(BigDecimal now, BigDecimal before) {
        var delta = now.subtract(before);
        if (before.signum() == 0) {
            return delta.signum() == 0 ? Optional.empty() : Optional.of("new");
        }
        if (before.signum() < 0) {
            return Optional.empty();
        }
        var percent = round(delta.multiply(HUNDRED).divide(before, MathContext.DECIMAL128), 1);
        if (percent.abs().compareTo(LARGEST_PERCENT) > 0) {
            return Optional.empty();
        }
        var sign = percent.signum() < 0 ? String.valueOf(MINUS) : percent.signum() > 0 ? "+" : "";
        return Optional.of(sign + grouped(percent.abs()) + "%");
    }

    /** {@code 2.3%} of a whole; empty where the whole is nothing. */
    public static Optional<String> share(BigDecimal part, BigDecimal whole) {
        return fraction(part, whole, 1);
    }

    /** {@code 88%} of a budget, without decimals; empty where the limit is nothing. */
    public static Optional<String> used(BigDecimal spent, BigDecimal limit) {
        // what is below the limit hasn't reached it
        return fraction(spent, limit, 0)
                .map(percent -> percent.equals("100%") && spent.compareTo(limit) < 0 ? "99%" : percent);
    }

    private static Optional<String> fraction(BigDecimal part, BigDecimal whole, int decimals) {
        if (whole.signum() == 0) {
            return Optional.empty();
        }
        var percent = round(part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL128), decimals);
        return Optional.of((percent.signum() < 0 ? MINUS + grouped(percent.abs()) : grouped(percent)) + "%");
    }

    /** {@code 9,000,000}, {@code 98.4}, {@code −0.5}: an amount of usage or percents, without zeros at its end. */
    public static String number(BigDecimal amount, int decimals) {
        var rounded = round(amount, decimals).stripTrailingZeros();
        var plain = grouped(rounded.scale() < 0 ? rounded.setScale(0).abs() : rounded.abs());
        return rounded.signum() < 0 ? MINUS + plain : plain;
    }

    /** {@code 18,204}. */
    public static String count(long number) {
        var digits = grouped(BigDecimal.valueOf(number).abs());
        return number < 0 ? MINUS + digits : digits;
    }

    /** {@code 1 slice}, {@code 4 slices}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    // --- dates: ranges are half-open

    /** {@code 24 Nov 2026}. */
    public static String date(LocalDate day) {
        return DAY_YEAR.format(day);
    }

    /** {@code 24 Nov}, where the year is clear. */
    public static String shortDate(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code Tue 17 Nov 2026}. */
    public static String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** {@code November 2026}. */
    public static String month(YearMonth month) {
        return LONG_MONTH.format(month);
    }

    /** {@code Nov 2026}. */
    public static String shortMonth(YearMonth month) {
        return MONTH_YEAR.format(month);
    }

    /** {@code 1–23 Nov 2026}, {@code 28 Oct – 3 Nov 2026}, {@code 28 Dec 2025 – 3 Jan 2026}, {@code 24 Nov 2026}. */
    public static String range(LocalDateRange days) {
        return range(days, true);
    }

    /** {@code 1–23 Oct}, {@code 28 Oct – 3 Nov}: where the year is clear; with years if it spans two. */
    public static String shortRange(LocalDateRange days) {
        return range(days, days.getStart().getYear() != days.getEndInclusive().getYear());
    }

    private static String range(LocalDateRange days, boolean year) {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("An empty range has no name: " + days);
        }
        var first = days.getStart();
        var last = days.getEndInclusive();
        var end = (year ? DAY_YEAR : DAY).format(last);
        if (first.equals(last)) {
            return end;
        }
        if (YearMonth.from(first).equals(YearMonth.from(last))) {
            return first.getDayOfMonth() + DASH + end;
        }
        var start = (first.getYear() == last.getYear() ? DAY : DAY_YEAR).format(first);
        return start + " " + DASH + " " + end;
    }

    /** As {@link #range}, but whole months by name: {@code November 2026}, {@code Oct–Dec 2026}. */
    public static String period(LocalDateRange days) {
        if (!isWholeMonths(days)) {
            return range(days);
        }
        var first = YearMonth.from(days.getStart());
        var last = YearMonth.from(days.getEndInclusive());
        if (first.equals(last)) {
            return month(first);
        }
        if (first.getYear() == last.getYear()) {
            return MONTH.format(first) + DASH + shortMonth(last);
        }
        return shortMonth(first) + " " + DASH + " " + shortMonth(last);
    }

    static boolean isWholeMonths(LocalDateRange days) {
        return !days.isEmpty()
                && days.getStart().getDayOfMonth() == 1
                && days.getEnd().getDayOfMonth() == 1;
    }

    // --- moments

    /** {@code 09:41 UTC}. */
    public static String time(Instant moment) {
        return TIME.format(moment);
    }

    /** {@code 09:38:04 UTC}. */
    public static String timeWithSeconds(Instant moment) {
        return TIME_SECONDS.format(moment);
    }

    /** {@code 24 Nov, 06:12 UTC}. */
    public static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** {@code 24 Nov 2026, 09:41 UTC}. */
    public static String momentWithYear(Instant moment) {
        return MOMENT_YEAR.format(moment);
    }

    /** {@code 48 s}, {@code 4 min 02 s}, {@code 2 h 05 min}, {@code 3 d 04 h}; {@code 0.3 s} below one second. */
    public static String duration(Duration duration) {
        var seconds = duration.toSeconds();
        if (duration.toMillis() < 50) {
            return "under 0.1 s";
        }
        if (seconds < 1) {
            return grouped(round(BigDecimal.valueOf(duration.toMillis(), 3), 1)) + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return "%d h %02d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
        }
        return "%d d %02d h".formatted(seconds / 86_400, seconds % 86_400 / 3_600);
    }

    /** {@code 10 min ago}, {@code 3 h ago}, {@code 2 days ago}; beside it the exact time stands in a tooltip. */
    public static String ago(Instant at, Instant now) {
        String between = between(Duration.between(at, now));
        return between.isEmpty() ? "just now" : between + " ago";
    }

    /** {@code in 10 min}, {@code in 3 h}; of what is due already {@code in a moment}. */
    public static String ahead(Instant at, Instant now) {
        String between = between(Duration.between(now, at));
        return between.isEmpty() ? "in a moment" : "in " + between;
    }

    private static String between(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes < 1
                ? ""
                : minutes < 60
                        ? minutes + " min"
                        : minutes < 48 * 60 ? duration.toHours() + " h" : count(duration.toDays(), "day", "days");
    }

    /** {@code 4471-0093-5528}; what isn't twelve digits stays as it is. */
    public static String account(String id) {
        return id.matches("\\d{12}") ? id.substring(0, 4) + "-" + id.substring(4, 8) + "-" + id.substring(8) : id;
    }

    private static BigDecimal round(BigDecimal amount, int decimals) {
        var rounded = amount.setScale(decimals, RoundingMode.HALF_UP);
        return decimals < 0 ? rounded.setScale(0) : rounded;
    }

    private static String grouped(BigDecimal positive) {
        return grouped(positive, NumberStyles.current());
    }

    /** {@code 1,234.56}, {@code 1.234,56}: a figure of at least 0 in this style. */
    public static String grouped(BigDecimal positive, NumberStyle style) {
        var plain = positive.toPlainString();
        var point = plain.indexOf('.');
        var digits = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
        for (var i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, style.group());
        }
        return point < 0 ? digits.toString() : digits + style.decimal() + plain.substring(point + 1);
    }
}
