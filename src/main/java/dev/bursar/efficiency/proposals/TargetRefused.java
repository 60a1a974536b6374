package dev.bursar.efficiency.proposals;

/** What is asked of a workload can't be as it was entered. */
public final class TargetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What won't do. */
    public enum Field {
        LATENCY,
        HEADROOM,
        BUDGET
    }

    private final Field field;

    TargetRefused(Field field) {
        super(field.name());
        this.field = field;
    }

    public Field field() {
        return field;
    }
}
