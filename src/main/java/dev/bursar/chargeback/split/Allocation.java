package dev.bursar.chargeback.split;

import dev.bursar.chargeback.split.StatementLine.Section;
import module java.base;

/**
 * A billing month in one currency: what each team owes, directly and of pools, and what no team owns. All amounts are rounded and add
 * up to the total.
 *
 * @param exact the sum of BilledCost with all digits
 * @param total the same, rounded once, half up
 * @param pools in the order in which they took charges
 * @param lines by section, team and what they are about; those of 0.00 that stand for charges are among them
 */
public record Allocation(
        String currency, BigDecimal exact, BigDecimal total, List<PoolResult> pools, List<StatementLine> lines) {
    public Allocation {
        pools = List.copyOf(pools);
        lines = List.copyOf(lines);
    }

    /** What a section adds up to. */
    public BigDecimal sum(Section section) {
        return sum(lines.stream().filter(line -> line.section() == section));
    }

    /** What a team owes; of team 0 what no team owns. */
    public BigDecimal of(int team) {
        return sum(lines(team));
    }

    public BigDecimal of(int team, Section section) {
        return sum(lines(team).filter(line -> line.section() == section));
    }

    public Stream<StatementLine> lines(int team) {
        return lines.stream().filter(line -> line.team() == team);
    }

    private static BigDecimal sum(Stream<StatementLine> lines) {
        return lines.map(StatementLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
