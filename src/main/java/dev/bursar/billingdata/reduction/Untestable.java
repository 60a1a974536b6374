package dev.bursar.billingdata.reduction;

import dev.bursar.sync.Problem.Said;

/** What ends a trial before the engine has given charges. */
final class Untestable extends RuntimeException {
    private final transient EngineTrouble trouble;

    Untestable(EngineTrouble trouble) {
        super(trouble.code());
        this.trouble = trouble;
    }

    Untestable(EngineTrouble.Reason reason) {
        this(new EngineTrouble.Unread(reason));
    }

    static Untestable files(Said said) {
        return new Untestable(new EngineTrouble.Unread(EngineTrouble.Reason.FILES, said.what(), said.whatToDo()));
    }

    EngineTrouble trouble() {
        return trouble;
    }
}
