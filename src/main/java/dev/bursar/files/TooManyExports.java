package dev.bursar.files;

/** The person has as many exports under way as one may have. */
public class TooManyExports extends RuntimeException {}
