package dev.bursar.files;

import module java.base;

/** A ZIP file whose bytes follow from what it holds, whenever it is written. The stream below stays open. */
public final class StableZip {
    /** A day after the first that the format knows, which it would write with the time zone of the machine. */
    private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 2, 0, 0);

    private final ZipOutputStream zip;

    public StableZip(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    /** @param name unique in the file */
    public void add(String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(FIRST);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    public void finish() throws IOException {
        zip.finish();
    }
}
