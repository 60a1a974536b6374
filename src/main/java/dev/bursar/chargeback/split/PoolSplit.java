package dev.bursar.chargeback.split;

import module java.base;

/** How a pool is split over teams. Teams are told by their numbers. */
public sealed interface PoolSplit {
    /** Teams that get no part of it. */
    Set<Integer> leftOut();

    /** The same part for every team that is there in the month. */
    record Even(Set<Integer> leftOut) implements PoolSplit {
        public Even {
            leftOut = Set.copyOf(leftOut);
        }
    }

    /** @param percents by team; they add up to 100 */
    record Fixed(Map<Integer, BigDecimal> percents) implements PoolSplit {
        public Fixed {
            percents = Map.copyOf(percents);
        }

        @Override
        public Set<Integer> leftOut() {
            return Set.of();
        }
    }

    /**
     * In proportion to what pools leave to the teams.
     *
     * @param services of {@link Basis#SERVICES}; empty otherwise
     */
    record Proportional(Basis basis, Set<String> services, Set<Integer> leftOut) implements PoolSplit {
        public Proportional {
            services = Set.copyOf(services);
            leftOut = Set.copyOf(leftOut);
        }
    }

    /**
     * In proportion to what people counted.
     *
     * @param name what was counted: {@code Requests}
     * @param numbers by month and team; a month without them isn't split
     */
    record Metric(String name, Map<YearMonth, Map<Integer, BigDecimal>> numbers, Set<Integer> leftOut)
            implements PoolSplit {
        public Metric {
            numbers = Map.copyOf(numbers);
            leftOut = Set.copyOf(leftOut);
        }

        public Map<Integer, BigDecimal> of(YearMonth month) {
            return numbers.getOrDefault(month, Map.of());
        }

        /** The same with one month's numbers only. */
        Metric in(YearMonth month) {
            return new Metric(name, numbers.containsKey(month) ? Map.of(month, of(month)) : Map.of(), leftOut);
        }
    }

    /**
     * In proportion to how much usage teams had, whatever pool took its charges.
     *
     * @param services whose usage is meant
     * @param unit in which it is counted; usage in other units is not
     */
    record Quantity(Set<String> services, String unit, Set<Integer> leftOut) implements PoolSplit {
        public Quantity {
            services = Set.copyOf(services);
            leftOut = Set.copyOf(leftOut);
        }
    }

    /** What is proportional: always without corrections. */
    enum Basis {
        USAGE("EffectiveCost of usage"),
        COVERED_USAGE("usage covered by commitments"),
        DIRECT("direct BilledCost"),
        SERVICES("EffectiveCost of chosen services");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
