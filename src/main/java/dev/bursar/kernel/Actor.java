package dev.bursar.kernel;

/** Who acts now: written to the journal and shown beside what they did. */
public record Actor(PersonId id, String name) {
    public static final Actor SYSTEM = new Actor(PersonId.SYSTEM, "Bursar");
}
