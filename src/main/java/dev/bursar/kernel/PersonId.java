package dev.bursar.kernel;

/** A person's number; {@link #SYSTEM} acts for scheduled work. */
public record PersonId(int value) {
    public static final PersonId SYSTEM = new PersonId(0);
}
