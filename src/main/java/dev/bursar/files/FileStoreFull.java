package dev.bursar.files;

import module java.base;

/** There is no room for more. */
public class FileStoreFull extends IOException {
    private final transient Limit limit;

    FileStoreFull(Limit limit) {
        super(limit.toString());
        this.limit = limit;
    }

    /** What is full. */
    public Limit limit() {
        return limit;
    }

    public sealed interface Limit {
        /** @param most bytes of all files together */
        record AllFiles(long most) implements Limit {}

        /** @param most bytes of one person's files together */
        record FilesOfPerson(long most) implements Limit {}

        /** The disk under the files holds no more, whoever filled it. */
        record Disk(Path folder) implements Limit {}
    }
}
