package dev.bursar.chargeback.month;

/** The steps from drafts to a closed month, in their order. */
public enum ClosingStep {
    DOCUMENTS("documents"),
    ISSUED("issued"),
    ANSWERED("answered"),
    CLOSED("closed");

    private final String column;

    ClosingStep(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
