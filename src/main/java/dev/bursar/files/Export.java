package dev.bursar.files;

import module java.base;

/** One of a person's own exports. */
public record Export(UUID id, String title, ExportFormat format, Instant asked, ExportState state) {}
