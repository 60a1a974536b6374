package dev.bursar.billingdata.imports;

import module java.base;

/**
 * An import of uploaded files.
 *
 * @param by who asked for it
 * @param files their names
 * @param bytes of all of them
 * @param ended empty while it is under way
 */
public record ImportRun(
        UUID id, String by, Instant asked, Optional<Instant> ended, List<String> files, long bytes, ImportState state) {
    public ImportRun {
        files = List.copyOf(files);
    }
}
