package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A day's cost of an endpoint, split between its variants or its inference components; the parts add up to the cost exactly.
 *
 * @param parts in the order of their names, what is unplaced last; empty where the split is not known
 * @param missing why the split is not known; null where it is
 */
public record CostSplit(
        BigDecimal whole, List<Part> parts, @Nullable NotKnown missing) {
    /** What a part stands for. */
    public enum Kind {
        PRODUCTION,
        SHADOW,
        COMPONENT,
        /** Instances that no copy of a component has reserved. */
        UNPLACED
    }

    public record Part(String name, Kind kind, BigDecimal amount) {}

    /**
     * A variant on a day.
     *
     * @param instanceHours null where none were measured
     * @param usdPerHour list price of its type; null where it isn't known
     */
    public record Variant(
            String name,
            boolean shadow,
            @Nullable Double instanceHours,
            @Nullable BigDecimal usdPerHour) {}

    /**
     * An inference component on a day.
     *
     * @param copies in the unit of the instances, such as copy-hours beside instance-hours
     * @param reserved by each copy, in units of the resource; empty where AWS says none
     */
    public record Component(String name, double copies, Map<Hardware, Double> reserved) {
        public Component {
            reserved = Map.copyOf(reserved);
        }
    }

    private record Weight(String name, Kind kind, BigDecimal weight) {}

    public CostSplit {
        parts = List.copyOf(parts);
    }

    /** Splits by instance-hours times list price. Shadow variants have a part of their own. */
    public static CostSplit variants(BigDecimal whole, List<Variant> variants) {
        var weights = new ArrayList<Weight>();
        for (Variant variant : variants) {
            if (variant.instanceHours() == null) {
                boolean all = variants.stream().allMatch(other -> other.instanceHours() == null);
                return notKnown(whole, all ? Reason.NO_METRICS : Reason.PARTLY_MEASURED, variant.name());
            }
            if (variant.usdPerHour() == null) {
                return notKnown(whole, Reason.NO_PRICE, variant.name());
            }
            weights.add(new Weight(
                    variant.name(),
                    variant.shadow() ? Kind.SHADOW : Kind.PRODUCTION,
                    weight(variant.instanceHours()).multiply(variant.usdPerHour())));
        }
        return split(whole, weights);
    }

    /**
     * Splits by what copies reserve: of each copy the largest share of an instance, over all resources.
     *
     * @param instances instance-hours of the day, or another unit that the components' copies have too
     * @param spec of the instances; null where it isn't known
     */
    public static CostSplit components(
            BigDecimal whole, double instances, List<Component> components, @Nullable Spec spec) {
        if (spec == null) {
            return notKnown(whole, Reason.NO_SPECIFICATION, "");
        }
        var weights = new ArrayList<Weight>();
        BigDecimal unplaced = weight(instances);
        for (Component component : components) {
            if (component.reserved().isEmpty()) {
                return notKnown(whole, Reason.RESERVATION_NOT_GIVEN, component.name());
            }
            double share = 0;
            for (var entry : component.reserved().entrySet()) {
                double capacity = spec.capacity(entry.getKey());
                if (entry.getValue() > 0 && capacity <= 0) {
                    return notKnown(whole, Reason.NO_SPECIFICATION, component.name());
                }
                share = entry.getValue() > 0 ? Math.max(share, entry.getValue() / capacity) : share;
            }
            BigDecimal weight = weight(component.copies()).multiply(weight(share), MathContext.DECIMAL128);
            weights.add(new Weight(component.name(), Kind.COMPONENT, weight));
            unplaced = unplaced.subtract(weight);
        }
        if (unplaced.signum() > 0) {
            weights.add(new Weight("unplaced", Kind.UNPLACED, unplaced));
        }
        return split(whole, weights);
    }

    /** The cost stays whole, for a reason that holds for every day, such as a multi-model endpoint. */
    public static CostSplit notKnown(BigDecimal whole, Reason reason, String detail) {
        return new CostSplit(whole, List.of(), new NotKnown(reason, detail));
    }

    /**
     * Splits by largest remainder at the scale of the amount, at least cents. Each part is rounded towards 0, and what is left goes, one
     * smallest unit each, to the parts with the largest remainders; of equal ones to the first by name.
     */
    private static CostSplit split(BigDecimal whole, List<Weight> unsorted) {
        var weights = new ArrayList<>(unsorted);
        weights.sort(Comparator.comparing((Weight weight) -> weight.kind() == Kind.UNPLACED)
                .thenComparing(Weight::name)
                .thenComparing(Weight::kind));
        var names = new HashSet<String>();
        for (Weight weight : weights) {
            if (weight.kind() != Kind.UNPLACED && !names.add(weight.name())) {
                throw new IllegalArgumentException("Two parts are named " + weight.name());
            }
        }
        BigDecimal all = weights.stream().map(Weight::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (all.signum() <= 0) {
            return notKnown(whole, Reason.NO_METRICS, "");
        }
        int decimals = Math.max(2, whole.scale());
        BigDecimal size = whole.abs();
        var amounts = new ArrayList<BigDecimal>();
        var remainders = new ArrayList<BigDecimal>();
        BigDecimal left = size;
        for (Weight weight : weights) {
            BigDecimal exact = size.multiply(weight.weight());
            BigDecimal amount = exact.divide(all, decimals, RoundingMode.DOWN);
            amounts.add(amount);
            remainders.add(exact.subtract(amount.multiply(all)));
            left = left.subtract(amount);
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        IntStream.range(0, amounts.size())
                .boxed()
                .sorted(Comparator.<Integer, BigDecimal>comparing(remainders::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left.movePointRight(decimals).intValueExact())
                .forEach(i -> amounts.set(i, amounts.get(i).add(unit)));
        var parts = new ArrayList<Part>();
        for (int i = 0; i < amounts.size(); i++) {
            BigDecimal amount = whole.signum() < 0 ? amounts.get(i).negate() : amounts.get(i);
            parts.add(new Part(weights.get(i).name(), weights.get(i).kind(), amount));
        }
        return new CostSplit(whole, parts, null);
    }

    private static BigDecimal weight(double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("A weight is 0 or more");
        }
        return BigDecimal.valueOf(value);
    }
}
