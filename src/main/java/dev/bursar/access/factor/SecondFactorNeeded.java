package dev.bursar.access.factor;

/** The person's role asks for a second factor, so it can't be turned off; nothing was changed. */
public class SecondFactorNeeded extends RuntimeException {
    public SecondFactorNeeded() {
        super("A role needs the second factor");
    }
}
