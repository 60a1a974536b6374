package dev.bursar.tasks;

/** Somebody has asked that the work ends, or another node has it by now. */
public final class WorkCancelled extends RuntimeException {}
