package dev.bursar.billingdata.reduction;

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

    static Untestable files(String said, String whatToDo) {
        return new Untestable(new EngineTrouble.Unread(EngineTrouble.Reason.FILES, said, whatToDo));
    }

    EngineTrouble trouble() {
        return trouble;
    }
}
