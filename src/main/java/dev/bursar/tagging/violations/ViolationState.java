package dev.bursar.tagging.violations;

/** How a violation stands on a day. */
public enum ViolationState {
    OPEN("open", "Open"),
    GRACE("grace", "In grace"),
    EXEMPT("exempt", "Exempt"),
    FIXED("fixed", "Fixed"),
    GONE("gone", "Gone");

    private final String word;
    private final String label;

    ViolationState(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** As addresses and statements write it. */
    public String word() {
        return word;
    }

    /** Whether there is nothing left to mend. */
    public boolean isClosed() {
        return this == FIXED || this == GONE;
    }

    public String label() {
        return label;
    }

    public static ViolationState of(String word) {
        for (ViolationState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
