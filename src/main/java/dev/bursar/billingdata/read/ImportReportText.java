package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.charges.spi.DeliveredCosts;
import module java.base;

/** Says what an import did, on one line each. */
public final class ImportReportText {
    private ImportReportText() {}

    public static List<String> of(ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Unchanged unchanged ->
                List.of("Nothing to do: the contents of these files are already stored.");
            case ImportOutcome.Done done -> done(done);
        };
    }

    private static List<String> done(ImportOutcome.Done done) {
        DeliveredCosts.Stored stored = done.stored();
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "Imported: %s, %,d lines into %,d charges.",
                stored.format(),
                stored.lines(),
                stored.charges()));
        for (DeliveredCosts.Part part : stored.parts()) {
            lines.add("  %s, %s, %s: %s"
                    .formatted(part.provider(), part.billingAccount(), part.billingPeriod(), exactly(part.sums())));
            SplitRowsText.of(part.split()).forEach(sentence -> lines.add("  " + sentence));
        }
        inTheFiles(done.read().totals()).forEach(sum -> lines.add("  In the files: " + sum));
        return lines;
    }

    /** Both costs with every digit, {@code BilledCost 20.52, EffectiveCost 20.5 USD}. */
    public static String exactly(Map<String, DeliveredCosts.Sum> sums) {
        return sums.entrySet().stream()
                .map(sum -> "BilledCost " + sum.getValue().billed().toPlainString() + ", EffectiveCost "
                        + sum.getValue().effective().toPlainString() + " " + sum.getKey())
                .collect(Collectors.joining("; "));
    }

    /** The files' own sums with every digit, each {@code line_item_unblended_cost 1.68 USD}. */
    public static List<String> inTheFiles(Map<String, Map<String, BigDecimal>> totals) {
        var lines = new ArrayList<String>();
        totals.forEach((currency, costs) ->
                costs.forEach((cost, sum) -> lines.add(cost + " " + sum.toPlainString() + " " + currency)));
        return lines;
    }

    /** The file, row and column where they are known, what was found, and what to do. */
    public static String of(ChargeFileRefused refused) {
        return found(refused) + " " + refused.whatToDo();
    }

    /** The same without what to do. */
    public static String found(ChargeFileRefused refused) {
        var where = new ArrayList<String>();
        if (refused.file() != null) {
            where.add(refused.file());
        }
        if (refused.row() != null) {
            where.add(String.format(Locale.ROOT, "row %,d", refused.row()));
        }
        if (refused.column() != null) {
            where.add("column " + refused.column());
        }
        return (where.isEmpty() ? "" : String.join(", ", where) + ": ") + refused.what();
    }

    public static String of(ReadProgress progress) {
        String step = step(progress.step());
        return progress.ofRows() == 0
                ? step
                : String.format(
                        Locale.ROOT,
                        "%s, %d%% of about %,d lines",
                        step,
                        Math.min(100, 100 * progress.rows() / progress.ofRows() / 10 * 10),
                        progress.ofRows());
    }

    public static String step(ReadProgress.Step step) {
        return switch (step) {
            case CHECKING -> "Checking";
            case REDUCING -> "Adding up";
            case HANDING_OVER -> "Storing";
        };
    }
}
