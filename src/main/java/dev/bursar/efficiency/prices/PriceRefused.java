package dev.bursar.efficiency.prices;

/** A price can't be as it was typed; the sentence says what to do. */
public final class PriceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the sentence belongs. */
    public enum Field {
        REGION,
        COMPONENT,
        TYPE,
        USD,
        VCPUS,
        MEMORY,
        GPUS,
        GPU_MEMORY,
        GPU,
        ARCHITECTURE
    }

    private final Field field;
    private final String sentence;

    PriceRefused(Field field, String sentence) {
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
