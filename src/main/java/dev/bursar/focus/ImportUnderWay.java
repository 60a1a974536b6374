package dev.bursar.focus;

/** Another import is under way; nothing was started. */
public final class ImportUnderWay extends RuntimeException {}
