package dev.bursar.ui;

/**
 * Who is signed in, as the user menu shows it.
 *
 * @param name their name, {@code Maya Dahl}
 * @param roles in words, {@code finance, lead of Fraud}
 */
public record Person(String name, String roles) {}
