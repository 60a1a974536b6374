package dev.bursar.files;

import java.io.IOException;

/** All files together would take more room than they may. */
public class FileStoreFull extends IOException {
    private final long most;

    FileStoreFull(long most) {
        super("The file store holds at most " + most + " bytes");
        this.most = most;
    }

    /** Bytes. */
    public long most() {
        return most;
    }
}
