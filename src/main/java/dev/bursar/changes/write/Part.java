package dev.bursar.changes.write;

/**
 * One part of one thing in AWS, of which one change at a time may be open.
 *
 * @param subject an ARN, or a tag key
 * @param part a tag's key; "" where the subject has but one
 */
public record Part(String subject, String part) {}
