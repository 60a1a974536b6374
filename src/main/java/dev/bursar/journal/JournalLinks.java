package dev.bursar.journal;

import module java.base;

/** Addresses of this module's pages, for pages of others. */
public final class JournalLinks {
    public static final String JOURNAL = "admin/journal";

    private JournalLinks() {}

    /** Everything of the last 365 days about one subject, {@code person:7}. */
    public static String about(String subject) {
        String value = subject.replace("%", "%25").replace(",", "%2C");
        return JOURNAL + "?period=last-365-days&jobs=1&f="
                + URLEncoder.encode("subject.is." + value, StandardCharsets.UTF_8);
    }
}
