package dev.bursar.billingdata.imports;

/** Another import is under way; nothing was started. */
public final class ImportInProgress extends RuntimeException {}
