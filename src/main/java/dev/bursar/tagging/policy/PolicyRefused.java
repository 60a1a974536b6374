package dev.bursar.tagging.policy;

/** A policy or an exemption can't be as it was asked for; the sentence says what to do. */
public final class PolicyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the sentence belongs. */
    public enum Field {
        NAME,
        KEY,
        VALUES,
        PATTERN,
        TYPES,
        ACCOUNTS,
        FROM,
        GRACE,
        EXEMPT,
        REASON,
        LAST_DAY
    }

    private final Field field;
    private final String sentence;

    PolicyRefused(Field field, String sentence) {
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
