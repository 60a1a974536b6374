package dev.bursar.billingdata.engine;

import module java.base;

/**
 * Files of a delivery that statements of their own are about.
 *
 * @param number from 0, in the order of the delivery's files
 * @param rows that the files say they have
 * @param bytes of the columns that are read
 */
record LineGroup(int number, List<LinePart> parts, long rows, long bytes) {
    LineGroup {
        parts = List.copyOf(parts);
    }
}
