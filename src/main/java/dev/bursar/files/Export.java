package dev.bursar.files;

import java.time.Instant;
import java.util.UUID;

/** One of a person's own exports. */
public record Export(UUID id, String title, ExportFormat format, Instant asked, ExportState state) {}
