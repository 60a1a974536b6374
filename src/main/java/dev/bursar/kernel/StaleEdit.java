package dev.bursar.kernel;

/** Somebody else saved the same thing in between: nothing was changed; load it again and decide. */
public class StaleEdit extends RuntimeException {
    public StaleEdit(String what) {
        super(what + " was changed in the meantime");
    }
}
