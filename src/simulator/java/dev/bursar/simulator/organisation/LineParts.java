package dev.bursar.simulator.organisation;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.ResourceUse.Run;
import module java.base;

/**
 * Cuts the lines of days into lines of exports, by resource and, where a Savings Plan covers endpoints, by hour. Exports write
 * doubles, whose shortest text is the decimal they were made from up to 15 digits: no amount of a part has more, and the parts add
 * up to the line.
 */
public final class LineParts {
    private static final MathContext OF_A_DOUBLE = new MathContext(15, RoundingMode.DOWN);
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private final List<ExportLine> parts = new ArrayList<>();

    private final Split split;

    private LineParts(Split split) {
        this.split = split;
    }

    static List<ExportLine> of(List<Line> lines, Split split) {
        var made = new LineParts(split);
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
        var one = line.cell().resource();
        var uses = one == null
                ? split.uses(line.cell().asUsed(), line.day(), line.usageQuantity())
                : List.of(new ResourceUse(one, line.cell(), BigDecimal.ONE, List.of()));
        var byResource =
                shares(amounts, uses.stream().map(ResourceUse::quantity).toList());
        for (var i = 0; i < uses.size(); i++) {
            var use = uses.get(i);
            if (hourly(line.cell())) {
                var first = first(use);
                var byHour = shares(byResource.get(i), Collections.nCopies(last(use) - first, BigDecimal.ONE));
                for (var hour = 0; hour < byHour.size(); hour++) {
                    add(line, use.id(), first + hour, 1, byHour.get(hour));
                }
            } else {
                add(line, use.id(), 0, HOURS, byResource.get(i));
            }
        }
    }

    private static int first(ResourceUse use) {
        return use.runs().stream().mapToInt(Run::from).min().orElse(0) / MINUTES;
    }

    private static int last(ResourceUse use) {
        return Math.ceilDiv(use.runs().stream().mapToInt(Run::to).max().orElse(Run.DAY), MINUTES);
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
                    piece.get(5),
                    null));
            rest = left;
        } while (rest.stream().anyMatch(amount -> amount.signum() != 0));
    }

    /** For each weight the amounts in that ratio; the first weight takes what rounding leaves. */
    private static List<List<BigDecimal>> shares(List<BigDecimal> amounts, List<BigDecimal> weights) {
        if (weights.size() == 1) {
            return List.of(amounts);
        }
        var whole = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var shares = new ArrayList<List<BigDecimal>>();
        var rest = amounts;
        for (var weight : weights.subList(1, weights.size())) {
            var share =
                    amounts.stream().map(amount -> share(amount, weight, whole)).toList();
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
