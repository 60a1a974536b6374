package dev.bursar.billingdata.read;

/** A person stopped the reading; nothing of it is left. */
public final class ReadCancelled extends RuntimeException {
    public ReadCancelled() {
        super("The reading was cancelled");
    }
}
