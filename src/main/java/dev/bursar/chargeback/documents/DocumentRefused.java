package dev.bursar.chargeback.documents;

import module java.base;

/** A document can't be typed in or voided as it was asked for: what is wrong of each field. */
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

    /** What is wrong of a field. */
    public sealed interface Problem {}

    public enum Plain implements Problem {
        MISSING,
        CONTROL_CHARACTERS,
        IN_THE_FUTURE,
        /** Before AWS issued any. */
        TOO_EARLY,
        NOT_A_CURRENCY,
        TOO_LARGE,
        /** Somebody added or changed the document at the same time. */
        CHANGED_MEANWHILE
    }

    public record TooLong(int longest) implements Problem {}

    /** @param problem what the reader of amounts said */
    public record NotAnAmount(String problem) implements Problem {}

    public record NoDecimals(String currency) implements Problem {}

    public record ReadFromAws(YearMonth billingMonth) implements Problem {}

    public record TypedInAlready(String by, Instant at) implements Problem {}

    private final transient Map<Field, Problem> problems;

    DocumentRefused(Map<Field, Problem> problems) {
        super(problems.keySet().toString());
        this.problems = Map.copyOf(problems);
    }

    DocumentRefused(Field field, Problem problem) {
        this(Map.of(field, problem));
    }

    public Map<Field, Problem> problems() {
        return problems;
    }
}
