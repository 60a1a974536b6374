package dev.bursar.billingdata.engine;

import module java.base;

/** What Athena charges for the bytes that a query reads, at the list price of us-east-1; other Regions may differ a little. */
public final class ScanPrice {
    /** Of a TB, by which AWS means 2^40 bytes. */
    public static final BigDecimal USD_A_TERABYTE = new BigDecimal("5");

    /** How often a reading scans the columns that it reads: for sums and for charges. */
    public static final int LEAST_SCANS = 2;

    /** The same where some numbers aren't exact in ten places. */
    public static final int MOST_SCANS = 3;

    private static final long MEGABYTE = 1L << 20;
    private static final long LEAST_MEGABYTES = 10;
    private static final BigDecimal MEGABYTES_A_TERABYTE = BigDecimal.valueOf(1L << 20);
    private static final int PLACES = 10;

    private ScanPrice() {}

    /** A query's price in USD: whole megabytes, 10 at least; rounded up. A query that defines a table or that fails costs nothing. */
    public static BigDecimal usd(long bytes) {
        long megabytes = Math.max(LEAST_MEGABYTES, Math.ceilDiv(bytes, MEGABYTE));
        return USD_A_TERABYTE
                .multiply(BigDecimal.valueOf(megabytes))
                .divide(MEGABYTES_A_TERABYTE, PLACES, RoundingMode.UP);
    }
}
