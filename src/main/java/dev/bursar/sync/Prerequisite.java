package dev.bursar.sync;

/**
 * What must be done before a job can run.
 *
 * @param sentence what is missing
 * @param page address of the page where an admin does it
 * @param title of that page
 */
public record Prerequisite(String sentence, String page, String title) {}
