package dev.bursar.simulator.changes;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.DayGenerator;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How the lines of a day change; each is a function of the lines alone. */
final class DayChange {
    private static final String DISCOUNT = "EdpDiscount";

    private DayChange() {}

    /**
     * One account's usage of a service grows by a ratio, in quantity and in each of its costs, and its private discount with it. What
     * costs nothing any more is gone.
     *
     * @param rest what one line of the last day costs besides, so that all days together grow by an exact amount
     */
    static UnaryOperator<List<Line>> restated(
            Predicate<Line> usage, BigDecimal ratio, LocalDate last, BigDecimal rest) {
        return lines -> {
            var changed = new ArrayList<Line>();
            var growth = Costs.ZERO;
            var left = rest;
            for (var line : lines) {
                if (!usage.test(line)) {
                    changed.add(line);
                    continue;
                }
                var more = more(line, ratio);
                growth = growth.plus(more);
                if (line.day().equals(last)) {
                    more = more.plus(left);
                    left = BigDecimal.ZERO;
                }
                var costs = line.costs().plus(more);
                if (costs.unblended().signum() != 0 || costs.netUnblended().signum() != 0) {
                    var quantity = line.usageQuantity();
                    changed.add(new Line(line.day(), line.cell(), costs, quantity.add(rounded(quantity, ratio))));
                }
            }
            var off = new Costs(
                    growth.netUnblended().subtract(growth.unblended()),
                    growth.netAmortized().subtract(growth.amortized()),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO);
            if (off.unblended().signum() != 0 || off.amortized().signum() != 0) {
                lines.stream().filter(usage).findFirst().ifPresent(line -> discount(changed, line, off));
            }
            return changed;
        };
    }

    /** What a line costs more when it grows by a ratio. */
    static Costs more(Line line, BigDecimal ratio) {
        return line.costs().times(ratio, DayGenerator.DECIMALS);
    }

    private static BigDecimal rounded(BigDecimal quantity, BigDecimal ratio) {
        return quantity.multiply(ratio).setScale(DayGenerator.DECIMALS, RoundingMode.HALF_UP);
    }

    /** Adds to the discount of the place that the usage is of. */
    private static void discount(List<Line> lines, Line usage, Costs off) {
        var account = usage.cell().account();
        var service = usage.cell().service();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var cell = line.cell();
            if (cell.recordType().equals(DISCOUNT)
                    && cell.account().equals(account)
                    && cell.service().equals(service)) {
                lines.set(i, new Line(line.day(), cell, line.costs().plus(off), line.usageQuantity()));
                return;
            }
        }
        lines.add(new Line(usage.day(), Cell.charge(account, service, DISCOUNT), off, BigDecimal.ZERO));
    }

    /** Usage has another team, or none where its value is empty. */
    static UnaryOperator<List<Line>> retagged(Predicate<Line> usage, String team) {
        return each(line -> {
            var before = line.cell().tags().getOrDefault(Organisation.TEAM_TAG, "");
            return usage.test(line) && !before.equals(team)
                    ? line.cell().retagged(Organisation.TEAM_TAG, team)
                    : line.cell();
        });
    }

    /** Usage of one resource has another team; lines that are of other resources too are cut. */
    static UnaryOperator<List<Line>> retagged(
            Predicate<Line> usage, String team, String resource, Function<Line, List<ExportLine>> parts) {
        var retagged = retagged(usage, team);
        return lines -> lines.stream()
                .flatMap(line -> usage.test(line) ? byResource(line, parts.apply(line), resource) : Stream.of(line))
                .flatMap(line -> line.cell().equals(line.cell().of(resource))
                        ? retagged.apply(List.of(line)).stream()
                        : Stream.of(line))
                .toList();
    }

    /** A line for each of its resources where it is of that one, else the line. */
    private static Stream<Line> byResource(Line line, List<ExportLine> parts, String resource) {
        if (parts.stream().noneMatch(part -> part.resource().equals(resource))) {
            return Stream.of(line);
        }
        var lines = new LinkedHashMap<String, Line>();
        for (var part : parts) {
            var cell = line.cell().of(part.resource());
            lines.merge(
                    part.resource(),
                    new Line(line.day(), cell, part.costs(), part.quantity()),
                    (one, other) -> new Line(
                            one.day(),
                            cell,
                            one.costs().plus(other.costs()),
                            one.usageQuantity().add(other.usageQuantity())));
        }
        return lines.values().stream();
    }

    /** Services have other names in exports. */
    static UnaryOperator<List<Line>> exportedAs(Map<String, String> names) {
        return each(line -> {
            var name = names.get(line.cell().service());
            return name == null ? line.cell() : line.cell().exportedAs(name);
        });
    }

    private static UnaryOperator<List<Line>> each(Function<Line, Cell> cell) {
        return lines -> lines.stream()
                .map(line -> new Line(line.day(), cell.apply(line), line.costs(), line.usageQuantity()))
                .toList();
    }

    /** A line more on its day. */
    static UnaryOperator<List<Line>> added(Line added) {
        return lines -> Stream.concat(lines.stream(), Stream.of(added)).toList();
    }
}
