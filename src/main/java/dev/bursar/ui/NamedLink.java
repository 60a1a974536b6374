package dev.bursar.ui;

/** A page to go on to, and what its link says. */
public record NamedLink(String address, String words) {}
