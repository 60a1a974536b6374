package dev.bursar.efficiency.proposal;

/** A decision, a target or a price can't be as it was asked for; the sentence says what to do. */
public final class ProposalRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the sentence belongs. */
    public enum Field {
        PROPOSAL,
        REASON,
        LAST_DAY,
        LATENCY,
        HEADROOM,
        BUDGET
    }

    private final Field field;
    private final String sentence;

    ProposalRefused(Field field, String sentence) {
        super(field.name());
        this.field = field;
        this.sentence = sentence;
    }

    public Field field() {
        return field;
    }

    public String sentence() {
        return sentence;
    }
}
