package dev.bursar.overview;

import dev.bursar.charges.CostMetric;
import dev.bursar.ui.PlainText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** What the Overview shows, as its address says it; without a month it is the current one, and moves on with time. */
record OverviewUrl(Optional<YearMonth> month, CostMetric cost) {
    static final OverviewUrl DEFAULT = new OverviewUrl(Optional.empty(), CostMetric.EFFECTIVE);

    /**
     * An address that was read.
     *
     * @param ignored what was left out, as sentences with the reason
     */
    record Read(OverviewUrl url, List<String> ignored) {
        Read {
            ignored = List.copyOf(ignored);
        }
    }

    /** Whole days only; {@code lastDay} is the last one with all its costs. */
    LocalDateRange days(LocalDate lastDay) {
        YearMonth wanted = month.orElse(YearMonth.from(lastDay));
        LocalDate end = wanted.equals(YearMonth.from(lastDay))
                ? lastDay.plusDays(1)
                : wanted.plusMonths(1).atDay(1);
        return LocalDateRange.of(wanted.atDay(1), end);
    }

    /** As many days before: the same days of the month before, or where it has fewer, those that end with it. */
    static LocalDateRange before(LocalDateRange days) {
        LocalDate month = days.getStart().minusMonths(1);
        int length = days.lengthInDays();
        return length <= month.lengthOfMonth()
                ? LocalDateRange.of(month, month.plusDays(length))
                : LocalDateRange.of(days.getStart().minusDays(length), days.getStart());
    }

    OverviewUrl with(YearMonth other, LocalDate lastDay) {
        return new OverviewUrl(other.equals(YearMonth.from(lastDay)) ? Optional.empty() : Optional.of(other), cost);
    }

    OverviewUrl with(CostMetric other) {
        return new OverviewUrl(month, other);
    }

    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        month.ifPresent(wanted -> parameters.put("month", List.of(wanted.toString())));
        if (cost != DEFAULT.cost) {
            parameters.put("cost", List.of(word(cost)));
        }
        return parameters;
    }

    private static String word(CostMetric cost) {
        return switch (cost) {
            case EFFECTIVE -> "effective";
            case BILLED -> "billed";
        };
    }

    /** Reading never fails: what can't be read is left out and named. */
    static Read read(Map<String, List<String>> parameters) {
        var ignored = new ArrayList<String>();
        Optional<YearMonth> month = Optional.empty();
        CostMetric cost = DEFAULT.cost;
        for (var parameter : parameters.entrySet()) {
            String value =
                    parameter.getValue().isEmpty() ? "" : parameter.getValue().getFirst();
            switch (parameter.getKey()) {
                case "month" -> {
                    month = month(value);
                    if (month.isEmpty()) {
                        ignore(ignored, "month=" + value, "a month like 2026-11 is needed");
                    }
                }
                case "cost" -> {
                    if (value.equals("billed")) {
                        cost = CostMetric.BILLED;
                    } else if (!value.equals("effective")) {
                        ignore(ignored, "cost=" + value, "no such choice");
                    }
                }
                case "continue" -> {} // Spring Security adds it after a sign-in
                default -> ignore(ignored, parameter.getKey(), "no such setting");
            }
        }
        return new Read(new OverviewUrl(month, cost), ignored);
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text))
                    .filter(month -> month.getYear() >= 2000 && month.getYear() < 2200);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void ignore(List<String> ignored, String what, String why) {
        ignored.add("Left out \u201C" + PlainText.cut(what, 60) + "\u201D: " + why + ".");
    }
}
