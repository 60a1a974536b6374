package dev.bursar.sync.ui;

import dev.bursar.sync.control.SettingsService.JobSetting;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what will happen at caps that are allowed but hardly meant. */
record CapWarnings(List<JobSetting> jobs, Map<String, Timetable> timetables) {
    private static final int DAYS = 30;

    Optional<String> daily(BigDecimal daily, BigDecimal monthly, BigDecimal spentToday) {
        BigDecimal day = dayUsd();
        Optional<JobSetting> never =
                jobs.stream().filter(job -> job.leastUsd().compareTo(daily) > 0).findFirst();
        if (never.isPresent()) {
            return Optional.of("\u201C" + never.get().title() + "\u201D pays at least "
                    + usd(never.get().leastUsd())
                    + " to look for changes. At this cap, each run stops before it stores anything.");
        }
        if (daily.compareTo(monthly) > 0) {
            return Optional.of("This is more than the monthly cap of " + usd(monthly) + ", which stops Bursar first.");
        }
        if (day.compareTo(daily) > 0) {
            return Optional.of("With this schedule, a day\u2019s runs pay at least " + usd(day)
                    + " to look for changes. Later runs stop at this cap.");
        }
        if (spentToday.compareTo(daily) >= 0 && spentToday.signum() > 0) {
            return Optional.of(usd(spentToday) + " has been spent today. The next paid request waits until 00:00 UTC.");
        }
        return Optional.empty();
    }

    Optional<String> monthly(BigDecimal monthly, BigDecimal spentThisMonth) {
        BigDecimal month = dayUsd().multiply(BigDecimal.valueOf(DAYS));
        if (month.compareTo(monthly) > 0) {
            return Optional.of("With this schedule, looking for changes alone costs at least " + usd(month)
                    + " in 30 days. Runs stop at this cap until the next month.");
        }
        if (spentThisMonth.compareTo(monthly) >= 0 && spentThisMonth.signum() > 0) {
            return Optional.of(
                    usd(spentThisMonth) + " has been spent this month. The next paid request waits until next month.");
        }
        return Optional.empty();
    }

    private BigDecimal dayUsd() {
        return jobs.stream()
                .map(job -> job.leastUsd()
                        .multiply(BigDecimal.valueOf(timetables
                                .getOrDefault(job.name(), job.itself())
                                .hours()
                                .size())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String usd(BigDecimal amount) {
        return Formats.money(amount, "USD");
    }
}
