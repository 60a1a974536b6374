package dev.bursar.billingdata.read;

import module java.base;

/**
 * A file of a delivery.
 *
 * @param name what people know it by, such as its object's key; only shown, never opened
 * @param path where its bytes are; they don't change while they are read
 */
public record ChargeFile(String name, Path path) {}
