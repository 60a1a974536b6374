package dev.bursar.billingdata.engine;

/**
 * What a group of a delivery's files may have, so that a statement about it is short enough and ends in time.
 *
 * @param addressBytes of all files' addresses, each of which stands in a statement once
 * @param bytes of the columns that are read; a single file may have more
 * @param parts of other columns, types or folders, each of which has a text of its own in a statement
 */
public record GroupBounds(int files, int addressBytes, long bytes, int parts) {
    /**
     * What is right unless settings say otherwise. A statement has under 262,144 bytes, which is Athena's limit and lower than Trino's. It
     * reads what Athena does in some minutes of the 30 that it gives, or what a Trino of one node can sum up in a heap of 3 GB.
     */
    public static GroupBounds of(EngineName engine) {
        long bytes = switch (engine) {
            case ATHENA -> 8L << 30;
            case TRINO -> 512L << 20;
        };
        return new GroupBounds(500, 90_000, bytes, 4);
    }

    /** The same with other numbers of files. */
    public GroupBounds files(int most) {
        return new GroupBounds(most, addressBytes, bytes, parts);
    }

    public GroupBounds {
        if (files < 1 || addressBytes < 1 || bytes < 1 || parts < 1) {
            throw new IllegalArgumentException("A group has files");
        }
    }
}
