package dev.bursar.models;

import dev.bursar.charges.models.ModelLine.Direction;
import module java.base;

/**
 * What some charges come to.
 *
 * @param cost EffectiveCost without credits, exact
 * @param credits zero or less, exact
 * @param tokens by direction; those that have no charges are left out
 */
public record Figures(BigDecimal cost, BigDecimal credits, Map<Direction, Tokens> tokens) {
    public static final Figures NOTHING = new Figures(BigDecimal.ZERO, BigDecimal.ZERO, Map.of());

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final List<Direction> READ = List.of(Direction.INPUT, Direction.CACHE_READ, Direction.CACHE_WRITE);
    private static final int DIGITS = 10;

    public Figures {
        tokens = Map.copyOf(tokens);
    }

    /**
     * What a model read or wrote in one direction.
     *
     * @param tokens of the charges that say how many
     * @param cost of the same charges
     * @param allKnown whether every charge of the direction says how many
     */
    public record Tokens(BigDecimal tokens, BigDecimal cost, boolean allKnown) {
        Tokens plus(Tokens other) {
            return new Tokens(tokens.add(other.tokens), cost.add(other.cost), allKnown && other.allKnown);
        }

        /** What a million cost, with ten decimals; empty without tokens. */
        public Optional<BigDecimal> perMillion() {
            return tokens.signum() <= 0
                    ? Optional.empty()
                    : Optional.of(cost.multiply(MILLION).divide(tokens, DIGITS, RoundingMode.HALF_UP));
        }
    }

    Figures plus(Figures other) {
        Map<Direction, Tokens> both = new EnumMap<>(Direction.class);
        both.putAll(tokens);
        other.tokens.forEach((direction, some) -> both.merge(direction, some, Tokens::plus));
        return new Figures(cost.add(other.cost), credits.add(other.credits), both);
    }

    /** Cost and credits. */
    public BigDecimal total() {
        return cost.add(credits);
    }

    /** What was read or written in a direction; empty without charges of it. */
    public Optional<Tokens> of(Direction direction) {
        return Optional.ofNullable(tokens.get(direction));
    }

    /** All directions together, as far as tokens are known; empty where there are none. */
    public Optional<Tokens> together() {
        return tokens.values().stream().reduce(Tokens::plus);
    }

    boolean isNothing() {
        return cost.signum() == 0 && credits.signum() == 0 && tokens.isEmpty();
    }

    /** Whether there are charges of what was read, from cache or not. */
    public boolean reads() {
        return READ.stream().anyMatch(tokens::containsKey);
    }

    /** The part of all that was read that came from cache, 0 to 1; empty where nothing was read, or not all is known. */
    public Optional<BigDecimal> fromCache() {
        BigDecimal read = BigDecimal.ZERO;
        for (Direction direction : READ) {
            Tokens some = tokens.get(direction);
            if (some != null) {
                if (!some.allKnown() || some.tokens().signum() < 0) {
                    return Optional.empty();
                }
                read = read.add(some.tokens());
            }
        }
        Tokens cached = tokens.get(Direction.CACHE_READ);
        return read.signum() == 0
                ? Optional.empty()
                : Optional.of(
                        cached == null ? BigDecimal.ZERO : cached.tokens().divide(read, DIGITS, RoundingMode.HALF_UP));
    }
}
