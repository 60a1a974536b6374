package dev.bursar.charges.spi;

/** One combination of what a source tells its charges apart by; tag value "" is untagged. */
public record Combination(String account, String service, String recordType, String tagValue) {}
