package dev.bursar.efficiency.logs;

/** A question can't be asked; the sentence says why and what to do. */
public final class LogRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    LogRefused(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
