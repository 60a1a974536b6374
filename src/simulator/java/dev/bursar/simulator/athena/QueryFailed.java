package dev.bursar.simulator.athena;

/** A query that can't be carried out, in AWS's category and type of error. */
final class QueryFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final int category;
    private final int type;
    private final String text;

    QueryFailed(int category, int type, String text) {
        super(text);
        this.category = category;
        this.type = type;
        this.text = text;
    }

    /** An error of whoever asked. */
    static QueryFailed user(int type, String text) {
        return new QueryFailed(2, type, text);
    }

    int category() {
        return category;
    }

    int type() {
        return type;
    }

    String text() {
        return text;
    }
}
