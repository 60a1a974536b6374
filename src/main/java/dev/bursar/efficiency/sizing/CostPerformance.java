package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.sizing.ServiceLevel.Rate;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a month costs against the requests a second that are answered within the latency, for each type and number of instances.
 *
 * @param requirement requests a second, headroom included
 */
public record CostPerformance(double requirement, Curve onDemand, Curve plan) {
    /** Hours that a month is counted with. */
    public static final BigDecimal HOURS = new BigDecimal(730);

    /** The chart goes to this multiple of the requirement. */
    private static final double REACH = 1.5;

    private static final int MOST_POINTS_A_TYPE = 100;
    private static final int MOST_INSTANCES = 100_000;

    /** How instances are paid. */
    public enum Purchase {
        ON_DEMAND,
        SAVINGS_PLAN
    }

    /** Instances of one type; the chart draws points whose rate is estimated hollow. */
    public record Point(
            String type, int instances, double requestsPerSecond, BigDecimal usdPerMonth, Evidence evidence) {
        public boolean hollow() {
            return evidence == Evidence.ESTIMATED;
        }
    }

    /**
     * One way to pay.
     *
     * @param points of all types, in no order that matters
     * @param steps the cheapest ones: for each rate up to that of a step and above that of the one before, nothing costs less
     * @param optimum the cheapest that meets the requirement; null where no rate is known
     * @param shortfall how far the budget falls short; null where it is enough or there is none
     */
    public record Curve(
            List<Point> points,
            List<Point> steps,
            @Nullable Point optimum,
            @Nullable Shortfall shortfall) {
        public Curve {
            points = List.copyOf(points);
            steps = List.copyOf(steps);
        }
    }

    /**
     * What a budget below the optimum buys.
     *
     * @param most the point within the budget with the most requests; null where the budget buys no instance
     * @param missingRequests a second, up to the requirement
     * @param missingUsd a month, up to the optimum
     */
    public record Shortfall(@Nullable Point most, double missingRequests, BigDecimal missingUsd) {}

    private record Line(Offer offer, BigDecimal usdPerMonth, double rate, Evidence evidence) {
        Point at(int instances) {
            return new Point(
                    offer.type(),
                    instances,
                    instances * rate,
                    usdPerMonth.multiply(BigDecimal.valueOf(instances)),
                    evidence);
        }
    }

    /**
     * Draws the chart of a load.
     *
     * @param offers of one component and Region; types whose rate is not known are left out
     * @param rates of one instance, as {@link ServiceLevel#rate} says
     * @param requirement requests a second, headroom included
     * @param usdPerMonth the budget; null for none
     */
    public static CostPerformance of(
            Collection<Offer> offers,
            Function<Spec, Rate> rates,
            double requirement,
            @Nullable BigDecimal usdPerMonth) {
        return new CostPerformance(
                requirement,
                curve(lines(offers, rates, Purchase.ON_DEMAND), requirement, usdPerMonth),
                curve(lines(offers, rates, Purchase.SAVINGS_PLAN), requirement, usdPerMonth));
    }

    private static List<Line> lines(Collection<Offer> offers, Function<Spec, Rate> rates, Purchase purchase) {
        var lines = new ArrayList<Line>();
        for (Offer offer : offers) {
            BigDecimal price = switch (purchase) {
                case ON_DEMAND -> offer.usdPerHour();
                case SAVINGS_PLAN -> offer.planUsdPerHour();
            };
            Rate rate = rates.apply(offer.spec());
            if (price != null
                    && rate.evidence() != null
                    && rate.perSecond() instanceof Measure.Known(double each)
                    && each > 0) {
                lines.add(new Line(offer, price.multiply(HOURS), each, rate.evidence()));
            }
        }
        return lines;
    }

    private static Curve curve(List<Line> lines, double requirement, @Nullable BigDecimal budget) {
        var points = new ArrayList<Point>();
        for (Line line : lines) {
            int last = instances(REACH * requirement / line.rate(), MOST_POINTS_A_TYPE);
            for (int n = 1; n <= last; n++) {
                points.add(line.at(n));
            }
        }
        Optional<Point> optimum = lines.stream()
                .filter(line -> requirement / line.rate() <= MOST_INSTANCES)
                .map(line -> line.at(instances(requirement / line.rate(), MOST_INSTANCES)))
                .min(Comparator.comparing(Point::usdPerMonth)
                        .thenComparing(Comparator.comparingDouble(Point::requestsPerSecond)
                                .reversed())
                        .thenComparingInt(Point::instances)
                        .thenComparing(Point::type));
        Shortfall shortfall = optimum.isPresent()
                        && budget != null
                        && optimum.get().usdPerMonth().compareTo(budget) > 0
                ? shortfall(lines, requirement, budget, optimum.get())
                : null;
        optimum.filter(point -> !points.contains(point)).ifPresent(points::add);
        return new Curve(points, steps(points), optimum.orElse(null), shortfall);
    }

    private static Shortfall shortfall(List<Line> lines, double requirement, BigDecimal budget, Point optimum) {
        Point most = lines.stream()
                .filter(line -> line.usdPerMonth().compareTo(budget) <= 0)
                .map(line -> line.at(budget.divide(line.usdPerMonth(), 0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(MOST_INSTANCES))
                        .intValueExact()))
                .max(Comparator.comparingDouble(Point::requestsPerSecond)
                        .thenComparing(Comparator.comparing(Point::usdPerMonth).reversed())
                        .thenComparing(Comparator.comparing(Point::type).reversed()))
                .orElse(null);
        return new Shortfall(
                most,
                requirement - (most == null ? 0 : most.requestsPerSecond()),
                optimum.usdPerMonth().subtract(budget));
    }

    /** The points that no other beats: none has as many requests for less, or more for the same. In order of requests. */
    private static List<Point> steps(List<Point> points) {
        var sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparing(Point::usdPerMonth)
                .thenComparing(
                        Comparator.comparingDouble(Point::requestsPerSecond).reversed())
                .thenComparing(Point::type));
        var steps = new ArrayList<Point>();
        for (Point point : sorted) {
            if (steps.isEmpty() || point.requestsPerSecond() > steps.getLast().requestsPerSecond()) {
                steps.add(point);
            }
        }
        return steps;
    }

    private static int instances(double count, int most) {
        return (int) Math.max(1, Math.min(most, Math.ceil(count - 1e-9)));
    }
}
