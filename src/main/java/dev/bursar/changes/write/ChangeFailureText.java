package dev.bursar.changes.write;

/** A change that could not go on, in words. */
final class ChangeFailureText {
    static final String WHAT = "The change could not go on.";

    private ChangeFailureText() {}

    /** @param reference where the log says more */
    static String whatToDo(String reference) {
        return "Look up reference " + reference + " in the log.";
    }
}
