package dev.bursar.causes.split;

import module java.base;

/**
 * Finds the charges that have another owner now than before: those of one resource, or, where no resource is known, of one value of the tag
 * in an account and service. What they cost before is given to today's owners, so that only what they cost more or less is left to explain.
 */
final class Moves {
    static final int SCALE = 10;

    private Moves() {}

    /** What the same charges have in common, whoever owns them. */
    private record Charges(
            String account,
            String service,
            String region,
            String usageType,
            String resource,
            String tagValue,
            String recordType,
            boolean correction,
            String currency,
            String unit) {
        static Charges of(Line line) {
            return new Charges(
                    line.account(),
                    line.service(),
                    line.region(),
                    line.usageType(),
                    line.resource(),
                    line.resource().isEmpty() ? line.tagValue() : "",
                    line.recordType(),
                    line.correction(),
                    line.currency(),
                    line.unit());
        }
    }

    /**
     * @param amount by which the line's cost before grows when it is given to today's owners; zero over all lines
     * @param whole whether it is all of the line's change
     */
    record Moved(Line line, BigDecimal amount, boolean whole) {
        Moved(Line line, BigDecimal amount) {
            this(line, amount, false);
        }
    }

    static List<Moved> of(List<Line> lines) {
        Set<String> shared = shared(lines);
        var groups = new LinkedHashMap<Charges, List<Line>>();
        var moved = new ArrayList<Moved>();
        for (Line line : lines) {
            if (shared.contains(line.resource())) {
                groups.computeIfAbsent(Charges.of(line), any -> new ArrayList<>())
                        .add(line);
            } else {
                moved.add(new Moved(line, BigDecimal.ZERO));
            }
        }
        groups.values().forEach(group -> moved.addAll(moved(group)));
        return moved;
    }

    /** Those that more than one team has charges of; nearly all others are one team's. */
    private static Set<String> shared(List<Line> lines) {
        Map<String, Integer> teams = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Line line : lines) {
            Integer team = teams.putIfAbsent(line.resource(), line.team());
            if (team != null && team != line.team()) {
                shared.add(line.resource());
            }
        }
        return shared;
    }

    private static List<Moved> moved(List<Line> group) {
        List<Line> byTeam = byTeam(group);
        if (!changesHands(byTeam)) {
            return group.stream().map(line -> new Moved(line, BigDecimal.ZERO)).toList();
        }
        Side before = Side.NOTHING;
        BigDecimal now = BigDecimal.ZERO;
        for (Line line : byTeam) {
            before = before.plus(line.before());
            now = now.add(line.now().cost());
        }
        var moved = new ArrayList<Moved>();
        BigDecimal cost = before.cost();
        BigDecimal quantity = before.quantity();
        for (int i = 0; i < byTeam.size(); i++) {
            Line line = byTeam.get(i);
            boolean last = i == byTeam.size() - 1;
            BigDecimal share = last ? cost : share(before.cost(), line.now().cost(), now);
            BigDecimal used = quantity == null || before.quantity() == null
                    ? null
                    : last ? quantity : share(before.quantity(), line.now().cost(), now);
            cost = cost.subtract(share);
            quantity = quantity == null || used == null ? null : quantity.subtract(used);
            moved.add(new Moved(
                    line.with(new Side(share, used)),
                    share.subtract(line.before().cost())));
        }
        return moved;
    }

    /** One line a team; which tag value it has doesn't matter any more. Who owns it now comes last, so that it gets what rounding leaves. */
    private static List<Line> byTeam(List<Line> group) {
        if (group.stream().map(Line::team).distinct().count() == group.size()) {
            return group.stream().sorted(ORDER).toList();
        }
        var teams = new HashMap<Integer, Line>();
        for (Line line : group) {
            teams.merge(
                    line.team(),
                    line,
                    (one, other) -> new Line(
                            one.team(),
                            one.account(),
                            one.service(),
                            one.recordType(),
                            one.correction(),
                            one.tagValue(),
                            one.region(),
                            one.usageType(),
                            one.resource(),
                            one.currency(),
                            one.unit(),
                            one.exported() || other.exported(),
                            one.before().plus(other.before()),
                            one.now().plus(other.now())));
        }
        return teams.values().stream().sorted(ORDER).toList();
    }

    private static final Comparator<Line> ORDER =
            Comparator.comparing((Line line) -> line.now().cost().abs()).thenComparing(Line::team);

    /**
     * Whether one owner on one side stands against others on the other side. Several on both sides share a resource, and a new one among them
     * takes nothing over.
     */
    private static boolean changesHands(List<Line> byTeam) {
        if (byTeam.size() < 2) {
            return false;
        }
        Set<Integer> before = new HashSet<>();
        Set<Integer> now = new HashSet<>();
        int signs = 0;
        for (Line line : byTeam) {
            if (!line.before().isNothing()) {
                before.add(line.team());
            }
            if (!line.now().isNothing()) {
                now.add(line.team());
            }
            signs |= sign(line.before().cost()) | sign(line.now().cost());
        }
        BigDecimal cost = byTeam.stream().map(line -> line.now().cost()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return (before.size() == 1 || now.size() == 1)
                && !before.isEmpty()
                && !now.isEmpty()
                && !before.equals(now)
                && signs != (POSITIVE | NEGATIVE)
                && cost.signum() != 0;
    }

    private static final int POSITIVE = 1;
    private static final int NEGATIVE = 2;

    private static int sign(BigDecimal amount) {
        return amount.signum() > 0 ? POSITIVE : amount.signum() < 0 ? NEGATIVE : 0;
    }

    private static BigDecimal share(BigDecimal whole, BigDecimal part, BigDecimal all) {
        return whole.multiply(part).divide(all, SCALE, RoundingMode.HALF_EVEN);
    }
}
