package dev.bursar.causes.split;

import dev.bursar.causes.Booked;
import dev.bursar.causes.Lengths;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.split.Moves.Moved;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.SupportService;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Splits a change by its parts: first what moved between owners, then what is booked, then what a period's length makes of usage that goes
 * on, and of usage in equal units the quantity's part, (q₁ − q₀) × c₀ ÷ q₀ rounded once at ten decimals, and the rest as the price's. The
 * amounts of a part add up to its change exactly.
 */
public final class ChangeSplit {
    /** What is less is what rounding leaves. */
    private static final BigDecimal TINY = new BigDecimal("0.000001");

    /** {@code GB-Mo}, {@code IOPS-Month}: of a whole month it is as much however long that is. */
    private static final Pattern MONTHLY = Pattern.compile("(?i).*-?(mo|months?)");

    private final Map<PartKey, Part> parts = new LinkedHashMap<>();
    /** Most parts are in one Region. */
    private final Map<String, Set<String>> regions = new HashMap<>();

    private ChangeSplit() {}

    /** @param lines each once for what it is told by */
    public static List<SplitPart> of(List<Line> lines, Lengths lengths) {
        return of(lines, lengths, OneSide.NONE);
    }

    /** @param seen of charges that moved from or to an owner who isn't among the lines */
    public static List<SplitPart> of(List<Line> lines, Lengths lengths, OneSide seen) {
        var split = new ChangeSplit();
        for (Line line : lines) {
            Part part = split.part(line);
            part.sums(line);
            part.add(split.regions.computeIfAbsent(line.region(), Set::of));
        }
        Moves.of(lines)
                .forEach(moved -> split.add(
                        moved.amount().signum() != 0
                                ? moved
                                : seen.of(moved.line()).orElse(moved)));
        return split.parts.entrySet().stream()
                .map(part -> part.getValue().split(part.getKey(), lengths))
                .toList();
    }

    private Part part(Line line) {
        return parts.computeIfAbsent(line.part(), any -> new Part());
    }

    private void add(Moved moved) {
        Line line = moved.line();
        Part part = part(line);
        part.moved = part.moved.add(moved.amount());
        if (moved.whole()) {
            return;
        }
        if (line.correction() || RecordType.category(line.recordType()) != ChargeCategory.USAGE) {
            if (part.booked.isEmpty()) {
                part.booked = new EnumMap<>(Booked.class);
            }
            part.booked.merge(
                    booked(line), line.now().cost().subtract(line.before().cost()), BigDecimal::add);
        } else {
            part.used.merge(line.unit(), new Used(line.before(), line.now()), Used::plus);
        }
    }

    private static Booked booked(Line line) {
        if (line.correction()) {
            return Booked.CORRECTION;
        }
        return switch (RecordType.category(line.recordType())) {
            case TAX -> Booked.TAX;
            case CREDIT -> Booked.CREDIT;
            case PURCHASE -> SupportService.is(line.service()) ? Booked.SUPPORT : Booked.FEE;
            case USAGE, ADJUSTMENT ->
                line.recordType().toLowerCase(Locale.ROOT).contains("refund") ? Booked.REFUND : Booked.ADJUSTMENT;
        };
    }

    private record Used(Side before, Side now) {
        Used plus(Used other) {
            return new Used(before.plus(other.before), now.plus(other.now));
        }
    }

    private static final class Part {
        private BigDecimal allBefore = BigDecimal.ZERO;
        private BigDecimal allNow = BigDecimal.ZERO;
        private BigDecimal moved = BigDecimal.ZERO;
        private boolean exported;
        private Set<String> regions = Set.of();
        private Map<Booked, BigDecimal> booked = Map.of();
        /** By unit; most parts have one. */
        private final Map<String, Used> used = new HashMap<>(2);

        void add(Set<String> region) {
            if (regions.isEmpty()) {
                regions = region;
            } else if (!regions.containsAll(region)) {
                regions = Stream.concat(regions.stream(), region.stream()).collect(Collectors.toUnmodifiableSet());
            }
        }

        void sums(Line line) {
            allBefore = allBefore.add(line.before().cost());
            allNow = allNow.add(line.now().cost());
            exported |= line.exported();
        }

        SplitPart split(PartKey key, Lengths lengths) {
            var usage = new HashMap<String, BigDecimal>();
            BigDecimal price = BigDecimal.ZERO;
            BigDecimal days = BigDecimal.ZERO;
            boolean usedBefore = false;
            boolean usedNow = false;
            for (Map.Entry<String, Used> one : used.entrySet()) {
                String unit = one.getKey();
                Side before = one.getValue().before();
                Side today = one.getValue().now();
                Side then = even(before, today, unit, lengths);
                usedBefore |= !before.isNothing();
                usedNow |= !today.isNothing();
                days = days.add(then.cost().subtract(before.cost()));
                BigDecimal change = today.cost().subtract(then.cost());
                BigDecimal quantity = key.usageType().isEmpty() || unit.isEmpty() ? change : quantity(then, today);
                usage.put(unit, quantity);
                price = price.add(change.subtract(quantity));
            }
            return new SplitPart(
                    key, allBefore, allNow, moved, booked, days, price, usage, usedBefore, usedNow, exported, regions);
        }
    }

    /** What was used before, on as many days as now has; as it was where it doesn't go on, and of what is billed by whole months. */
    private static Side even(Side before, Side now, String unit, Lengths lengths) {
        boolean monthly = lengths.months() && MONTHLY.matcher(unit).matches();
        if (!lengths.differ()
                || before.cost().signum() <= 0
                || now.cost().signum() <= 0
                || monthly && !lengths.inPart()) {
            return before;
        }
        BigDecimal then = before.quantity();
        BigDecimal today = now.quantity();
        int of = monthly ? lengths.now() : lengths.before();
        BigDecimal days = unit.isEmpty() || then == null || today == null || then.signum() <= 0
                ? lengths.days(before.cost(), now.cost(), of)
                : lengths.days(then, today, of);
        return new Side(
                rounded(Lengths.even(before.cost(), days, of), now.cost()),
                then == null ? null : rounded(Lengths.even(then, days, of), today));
    }

    private static BigDecimal rounded(BigDecimal even, @Nullable BigDecimal now) {
        return now != null && even.subtract(now).abs().compareTo(TINY) <= 0 ? now : even;
    }

    /** The whole change where a side has nothing, or something that has no rate: a credit, a quantity below zero. */
    private static BigDecimal quantity(Side before, Side now) {
        BigDecimal change = now.cost().subtract(before.cost());
        BigDecimal then = before.quantity();
        BigDecimal today = now.quantity();
        if (then == null
                || today == null
                || then.signum() <= 0
                || today.signum() <= 0
                || before.cost().signum() < 0
                || now.cost().signum() < 0) {
            return change;
        }
        return today.subtract(then).multiply(before.cost()).divide(then, Moves.SCALE, RoundingMode.HALF_EVEN);
    }
}
