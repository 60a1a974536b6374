package dev.bursar.billingdata.ui;

import dev.bursar.billingdata.imports.ImportRun;
import dev.bursar.billingdata.imports.ImportState;
import dev.bursar.billingdata.imports.UploadService.NextStep;
import dev.bursar.billingdata.read.SplitRowsText;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Part;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;

/** Words and badges of imports. */
final class ImportText {
    private static final int LONGEST_NAME = 60;

    private ImportText() {}

    static StatusBadge badge(ImportState state) {
        return switch (state) {
            case ImportState.Waiting waiting -> new StatusBadge(Kind.NEUTRAL, Icons.HOURGLASS, "Waiting");
            case ImportState.Running running ->
                running.stopping()
                        ? new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, "Cancelling")
                        : new StatusBadge(Kind.INFO, Icons.REFRESH_CW, "Running");
            case ImportState.Done done -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Imported");
            case ImportState.Unchanged unchanged -> new StatusBadge(Kind.NEUTRAL, Icons.CHECK, "Nothing to do");
            case ImportState.Refused refused -> new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, "Rejected");
            case ImportState.Failed failed -> new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, "Failed");
            case ImportState.Cancelled cancelled -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, "Cancelled");
        };
    }

    /** {@code focus.csv}, {@code focus-1.parquet and 3 more}. */
    static String files(ImportRun run) {
        String first = PlainText.cut(run.files().getFirst(), LONGEST_NAME);
        int more = run.files().size() - 1;
        return more == 0 ? first : first + " and " + Formats.count(more) + " more";
    }

    /** {@code under a minute left}, {@code about 4 min left}, {@code about 1 h 20 min left}. */
    static String left(Duration left) {
        long minutes = (left.toSeconds() + 59) / 60;
        if (minutes <= 1) {
            return "under a minute left";
        }
        return minutes < 60
                ? "about " + minutes + " min left"
                : "about " + minutes / 60 + " h " + (minutes % 60 == 0 ? "" : minutes % 60 + " min ") + "left";
    }

    /** The Spend page of these days: by team where there are teams. */
    static String spend(LocalDate from, LocalDate to, NextStep next) {
        return SpendLinks.view(
                from, to, CostMetric.EFFECTIVE, next == NextStep.NOTHING ? Dimension.TEAM : Dimension.SERVICE);
    }

    /** {@code $1,234.56 and EUR 10.00}. */
    static String amounts(Map<String, DeliveredCosts.Sum> sums, Function<DeliveredCosts.Sum, BigDecimal> cost) {
        return sums.entrySet().stream()
                .map(sum -> Formats.money(cost.apply(sum.getValue()), sum.getKey()))
                .collect(Collectors.joining(" and "));
    }

    /** What of a part's split cost allocation parts nothing, a sentence each. */
    static Stream<String> split(Part part, boolean ofSeveral) {
        String period = ofSeveral ? Formats.month(part.billingPeriod()) + ": " : "";
        return SplitRowsText.of(part.split()).stream().map(sentence -> period + sentence);
    }

    /** {@code October 2026}, {@code Sep 2026 – Nov 2026, 3 billing periods}. */
    static String periods(List<Part> parts) {
        var periods =
                parts.stream().map(Part::billingPeriod).distinct().sorted().toList();
        return periods.size() == 1
                ? Formats.month(periods.getFirst())
                : Formats.shortMonth(periods.getFirst()) + " \u2013 " + Formats.shortMonth(periods.getLast()) + ", "
                        + Formats.count(periods.size()) + " billing periods";
    }
}
