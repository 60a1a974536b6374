package dev.bursar.simulator.organisation;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.ExportLine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts the lines of days into lines of exports, by resource and, where a Savings Plan covers endpoints, by hour. Exports write
 * doubles, whose shortest text is the decimal they were made from up to 15 digits: no amount of a part has more, and the parts add
 * up to the line.
 */
public final class LineParts {

    private static final MathContext OF_A_DOUBLE = new MathContext(15, RoundingMode.DOWN);
    private static final int HOURS = 24;
    private static final List<Integer> ALL_DAY = List.of(1);
    private static final List<Integer> HOURLY = Collections.nCopies(HOURS, 1);

    private final List<ExportLine> parts = new ArrayList<>();

    private LineParts() {}

    public static List<ExportLine> of(List<Line> lines) {
        var made = new LineParts();
        lines.forEach(made::add);
        return Collections.unmodifiableList(made.parts);
    }

    private void add(Line line) {
        var costs = line.costs();
        var fee = line.cell().recordType().equals("SavingsPlanRecurringFee");
        var amounts = List.of(
                costs.unblended(),
                costs.amortized(),
                costs.netUnblended(),
                costs.netAmortized(),
                fee ? costs.unblended().subtract(costs.amortized()) : BigDecimal.ZERO,
                line.usageQuantity());
        var resources = Resources.of(line.cell());
        var byResource = shares(amounts, weights(resources.size()));
        var hours = hourly(line.cell()) ? HOURLY : ALL_DAY;
        for (var i = 0; i < resources.size(); i++) {
            var byHour = shares(byResource.get(i), hours);
            for (var hour = 0; hour < hours.size(); hour++) {
                add(line, resources.get(i), hour, HOURS / hours.size(), byHour.get(hour));
            }
        }
    }

    private static boolean hourly(Cell cell) {
        return cell.recordType().equals("SavingsPlanCoveredUsage")
                && cell.usageType().contains("Host:");
    }

    private void add(Line line, String resource, int hour, int hours, List<BigDecimal> amounts) {
        var start = line.day().atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
        var end = start.plus(Duration.ofHours(hours));
        var rest = amounts;
        do {
            var piece = new ArrayList<BigDecimal>();
            var left = new ArrayList<BigDecimal>();
            for (var amount : rest) {
                var cut = amount.precision() <= OF_A_DOUBLE.getPrecision() ? amount : amount.round(OF_A_DOUBLE);
                piece.add(cut);
                left.add(cut == amount ? BigDecimal.ZERO : amount.subtract(cut).stripTrailingZeros());
            }
            parts.add(new ExportLine(
                    parts.size() + 1,
                    line.cell(),
                    resource,
                    start,
                    end,
                    new Costs(piece.get(0), piece.get(1), piece.get(2), piece.get(3)),
                    piece.get(4),
                    piece.get(5)));
            rest = left;
        } while (rest.stream().anyMatch(amount -> amount.signum() != 0));
    }

    private static List<Integer> weights(int count) {
        var weights = new ArrayList<Integer>();
        for (var i = count; i > 0; i--) {
            weights.add(i);
        }
        return weights;
    }

    /** For each weight the amounts in that ratio; the first weight takes what rounding leaves. */
    private static List<List<BigDecimal>> shares(List<BigDecimal> amounts, List<Integer> weights) {
        if (weights.size() == 1) {
            return List.of(amounts);
        }
        var whole =
                BigDecimal.valueOf(weights.stream().mapToInt(Integer::intValue).sum());
        var shares = new ArrayList<List<BigDecimal>>();
        var rest = amounts;
        for (var weight : weights.subList(1, weights.size())) {
            var share = amounts.stream()
                    .map(amount -> share(amount, BigDecimal.valueOf(weight), whole))
                    .toList();
            var left = new ArrayList<BigDecimal>();
            for (var i = 0; i < share.size(); i++) {
                left.add(rest.get(i).subtract(share.get(i)));
            }
            shares.add(share);
            rest = left;
        }
        shares.addFirst(rest);
        return shares;
    }

    private static BigDecimal share(BigDecimal amount, BigDecimal weight, BigDecimal whole) {
        var scale = Math.max(amount.scale(), DayGenerator.DECIMALS);
        return amount.signum() == 0 ? amount : amount.multiply(weight).divide(whole, scale, RoundingMode.DOWN);
    }
}
