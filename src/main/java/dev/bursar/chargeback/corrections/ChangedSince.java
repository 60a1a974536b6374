package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.charges.ChargeCategory;
import module java.base;

/**
 * How the costs of an open month changed since its statements were issued.
 *
 * @param totals of each team in each currency in which it had or has lines, by currency and team
 */
public record ChangedSince(List<Total> totals) {
    public ChangedSince {
        totals = List.copyOf(totals);
    }

    /**
     * @param team its number; 0 for Unallocated
     * @param lines whether any of its lines is another one, though they may add up to the same
     */
    public record Total(int team, String currency, BigDecimal issued, BigDecimal now, boolean lines) {
        public BigDecimal difference() {
            return now.subtract(issued);
        }
    }

    private record Owner(String currency, int team) {
        static final Comparator<Owner> ORDER =
                Comparator.comparing(Owner::currency).thenComparingInt(Owner::team);
    }

    private record Line(
            Section section,
            int pool,
            String service,
            String account,
            ChargeCategory category,
            YearMonth chargeMonth) {}

    public static ChangedSince of(List<Allocation> issued, List<Allocation> newest) {
        Map<Owner, Map<Line, BigDecimal>> before = byOwner(issued);
        Map<Owner, Map<Line, BigDecimal>> now = byOwner(newest);
        var owners = new TreeSet<>(Owner.ORDER);
        owners.addAll(before.keySet());
        owners.addAll(now.keySet());
        return new ChangedSince(owners.stream()
                .map(owner -> total(owner, before.getOrDefault(owner, Map.of()), now.getOrDefault(owner, Map.of())))
                .toList());
    }

    private static Total total(Owner owner, Map<Line, BigDecimal> before, Map<Line, BigDecimal> now) {
        return new Total(
                owner.team(),
                owner.currency(),
                Amounts.sum(before.values()),
                Amounts.sum(now.values()),
                !same(before, now));
    }

    private static boolean same(Map<Line, BigDecimal> before, Map<Line, BigDecimal> now) {
        return before.keySet().equals(now.keySet())
                && before.entrySet().stream().allMatch(line -> line.getValue().compareTo(now.get(line.getKey())) == 0);
    }

    private static Map<Owner, Map<Line, BigDecimal>> byOwner(List<Allocation> allocations) {
        Map<Owner, Map<Line, BigDecimal>> lines = new TreeMap<>(Owner.ORDER);
        for (Allocation allocation : allocations) {
            for (StatementLine line : allocation.lines()) {
                lines.computeIfAbsent(new Owner(allocation.currency(), line.team()), any -> new HashMap<>())
                        .merge(
                                new Line(
                                        line.section(),
                                        line.pool(),
                                        line.service(),
                                        line.account(),
                                        line.category(),
                                        line.chargeMonth()),
                                line.amount(),
                                BigDecimal::add);
            }
        }
        return lines;
    }

    /** The teams whose lines changed, Unallocated among them: those that a new version is for. */
    public SortedSet<Integer> teams() {
        return totals.stream().filter(Total::lines).map(Total::team).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What one team owes more or less. */
    public Optional<Total> of(int team, String currency) {
        return totals.stream()
                .filter(total -> total.team() == team && total.currency().equals(currency))
                .findFirst();
    }
}
