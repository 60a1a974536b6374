package dev.bursar.billingdata.reduction;

/** What ends a trial before the engine has given charges. */
final class Untestable extends RuntimeException {
    private final transient EngineTrouble trouble;

    Untestable(EngineTrouble trouble) {
        super(trouble.kind().name());
        this.trouble = trouble;
    }

    EngineTrouble trouble() {
        return trouble;
    }
}
