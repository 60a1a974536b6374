package dev.bursar.billingdata.imports;

/** There is no room for so much; nothing of the file was kept. */
public final class UploadTooLarge extends RuntimeException {
    private final long mostBytes;

    UploadTooLarge(long mostBytes) {
        super("Uploads take at most " + mostBytes + " bytes");
        this.mostBytes = mostBytes;
    }

    /** What all uploads together may take. */
    public long mostBytes() {
        return mostBytes;
    }
}
