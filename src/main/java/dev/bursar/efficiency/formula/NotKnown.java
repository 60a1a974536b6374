package dev.bursar.efficiency.formula;

/**
 * A value that is not known, so that nothing is shown as 0 that was never measured.
 *
 * @param detail such as {@code measured 61% of billed hours}; empty where the reason says all
 */
public record NotKnown(Reason reason, String detail) implements Measure, Amount, Ec2Idle {
    public NotKnown(Reason reason) {
        this(reason, "");
    }
}
