package dev.bursar.efficiency.formula;

import module java.base;

/** A quantity that is known, or why it is not. */
public sealed interface Measure permits Measure.Known, NotKnown {
    /** @param value finite */
    record Known(double value) implements Measure {
        public Known {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A known value is finite");
            }
        }
    }

    static Measure of(double value) {
        return new Known(value);
    }

    static Measure notKnown(Reason reason) {
        return new NotKnown(reason);
    }

    static Measure notKnown(Reason reason, String detail) {
        return new NotKnown(reason, detail);
    }

    /** What is above the line divided by what is below it, or the reason where the latter is 0. */
    static Measure ratio(double above, double below, Reason ifZero) {
        double result = above / below;
        return Double.isFinite(result) ? new Known(result) : new NotKnown(ifZero);
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    default OptionalDouble number() {
        return switch (this) {
            case Known known -> OptionalDouble.of(known.value());
            case NotKnown unknown -> OptionalDouble.empty();
        };
    }

    default Measure map(DoubleUnaryOperator change) {
        return switch (this) {
            case Known known -> of(change.applyAsDouble(known.value()));
            case NotKnown unknown -> unknown;
        };
    }
}
