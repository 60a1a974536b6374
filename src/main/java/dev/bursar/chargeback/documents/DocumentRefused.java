package dev.bursar.chargeback.documents;

import java.util.EnumMap;
import java.util.Map;

/** A document can't be typed in or voided as it was asked for: for each field that is wrong a sentence that says what to do. */
public final class DocumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Field {
        TYPE,
        NUMBER,
        SELLER,
        BILLING_MONTH,
        ISSUED_ON,
        CURRENCY,
        TOTAL,
        REASON
    }

    private final EnumMap<Field, String> problems;

    DocumentRefused(Map<Field, String> problems) {
        super(problems.keySet().toString());
        this.problems = new EnumMap<>(problems);
    }

    DocumentRefused(Field field, String sentence) {
        this(Map.of(field, sentence));
    }

    public Map<Field, String> problems() {
        return Map.copyOf(problems);
    }
}
