package dev.bursar.org;

/** An AWS account; {@code id} is text and may begin with 0. */
public record Account(String id, String name, String payer, String state) {}
