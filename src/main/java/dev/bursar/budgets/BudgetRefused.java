package dev.bursar.budgets;

/** A budget can't be set as it was asked for. */
public final class BudgetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and in which field. */
    public enum Reason {
        LIMIT_MISSING(Field.LIMIT, "Enter a limit for each period."),
        LIMIT_NOT_POSITIVE(Field.LIMIT, "Enter a limit above 0."),
        LIMIT_TOO_LARGE(Field.LIMIT, "Enter a limit below 1,000,000,000,000."),
        LIMIT_TOO_PRECISE(Field.LIMIT, "Enter a limit with at most two decimals."),
        PERIOD(Field.FROM, "Choose the first day of a period, from the current period on."),
        TOO_MANY_THRESHOLDS(Field.THRESHOLDS, "Enter at most 10 thresholds."),
        SAME_THRESHOLDS(Field.THRESHOLDS, "Two thresholds are the same. Change or remove one of them."),
        SCOPE_MISSING(Field.SCOPE, "This team or department no longer exists. Choose another one."),
        TAKEN(Field.SCOPE, "A budget for this scope and period length already exists. Change that one instead."),
        CURRENCY(Field.LIMIT, "No costs are in this currency. Choose another one."),
        PEOPLE(Field.PEOPLE, "One of these people no longer has access. Remove them.");

        private final Field field;
        private final String sentence;

        Reason(Field field, String sentence) {
            this.field = field;
            this.sentence = sentence;
        }

        public Field field() {
            return field;
        }

        /** For people: what to do. */
        public String sentence() {
            return sentence;
        }
    }

    public enum Field {
        SCOPE,
        FROM,
        LIMIT,
        THRESHOLDS,
        PEOPLE
    }

    private final Reason reason;

    public BudgetRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
