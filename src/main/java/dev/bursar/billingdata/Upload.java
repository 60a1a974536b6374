package dev.bursar.billingdata;

import module java.base;

/** A file that is here and not imported yet; whoever holds it can have it imported, or deleted. */
public final class Upload {
    private final UUID id;
    private final String name;
    private final long bytes;
    private final Runnable delete;

    public Upload(UUID id, String name, long bytes, Runnable delete) {
        this.id = id;
        this.name = name;
        this.bytes = bytes;
        this.delete = delete;
    }

    public UUID id() {
        return id;
    }

    /** As its owner calls it; only shown. */
    public String name() {
        return name;
    }

    public long bytes() {
        return bytes;
    }

    /** Deletes it, unless an import has it. */
    public void discard() {
        delete.run();
    }
}
