package dev.bursar.ui;

import module java.base;

/** How large files are, for people. */
public final class ByteSize {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");

    private ByteSize() {}

    /** {@code 412 bytes}, {@code 1.4 MB}, {@code 38 GB}: of a thousand each. */
    public static String of(long bytes) {
        var size = BigDecimal.valueOf(bytes);
        int unit = 0;
        while (size.compareTo(THOUSAND) >= 0 && unit < UNITS.size() - 1) {
            size = size.movePointLeft(3);
            unit++;
        }
        int decimals = unit == 0 || size.compareTo(BigDecimal.TEN) >= 0 ? 0 : 1;
        return size.setScale(decimals, RoundingMode.HALF_UP).toPlainString() + " " + UNITS.get(unit);
    }
}
