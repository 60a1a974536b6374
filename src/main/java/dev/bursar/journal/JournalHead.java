package dev.bursar.journal;

import module java.base;

/**
 * The end of the chain at some moment. Whoever keeps one outside the database can tell later whether anything up to it was
 * cut off or made anew.
 *
 * @param at when it was published
 * @param position how many entries were sealed
 * @param seal the last seal, 64 hexadecimal digits
 */
public record JournalHead(Instant at, long position, String seal) {
    private static final Pattern SEAL = Pattern.compile("[0-9a-f]{64}");

    public JournalHead {
        if (position < 1) {
            throw new IllegalArgumentException("A head's position is positive: " + position);
        }
        if (!SEAL.matcher(seal).matches()) {
            throw new IllegalArgumentException("A seal is 64 hexadecimal digits");
        }
    }

    /** {@code 2026-11-25T00:05:00Z 1234 9f86d0…}: the form in which heads are published. */
    public String line() {
        return at + " " + position + " " + seal;
    }

    /** Reads {@link #line()}; empty when it is none. */
    public static Optional<JournalHead> read(String line) {
        String[] parts = line.strip().split(" +");
        if (parts.length != 3 || parts[2].length() > 64 || parts[1].length() > 18) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JournalHead(Instant.parse(parts[0]), Long.parseLong(parts[1]), parts[2]));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
