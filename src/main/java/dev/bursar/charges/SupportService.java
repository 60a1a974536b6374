package dev.bursar.charges;

import module java.base;

/** Which services are AWS Support; the one place that says so. */
public final class SupportService {
    private SupportService() {}

    /** {@code AWS Support (Business)}, {@code AWSSupportEnterprise}, {@code AWS Premium Support}: names differ by source and change. */
    public static boolean is(String service) {
        String letters = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.startsWith("awssupport") || letters.startsWith("awspremiumsupport");
    }
}
