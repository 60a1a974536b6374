package dev.bursar.efficiency.formula;

import module java.base;

/** An amount of money that is known, in the currency of the charges it came from, or why it is not. */
public sealed interface Amount permits Amount.Known, NotKnown {
    record Known(BigDecimal value) implements Amount {}

    static Amount of(BigDecimal value) {
        return new Known(value);
    }

    static Amount notKnown(Reason reason) {
        return new NotKnown(reason);
    }

    default Optional<BigDecimal> money() {
        return switch (this) {
            case Known known -> Optional.of(known.value());
            case NotKnown unknown -> Optional.empty();
        };
    }
}
