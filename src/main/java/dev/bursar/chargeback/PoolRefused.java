package dev.bursar.chargeback;

/** A pool can't be as it was asked for; the sentence says what to do. */
public final class PoolRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the sentence belongs. */
    public enum Field {
        NAME,
        SELECTION,
        SPLIT,
        SHARES,
        FROM
    }

    private final Field field;
    private final String sentence;

    PoolRefused(Field field, String sentence) {
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
