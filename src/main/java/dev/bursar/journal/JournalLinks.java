package dev.bursar.journal;

import module java.base;

/** Addresses of this module's pages, for pages of others. */
public final class JournalLinks {
    public static final String JOURNAL = "admin/journal";

    private JournalLinks() {}

    /** Everything of the last 365 days about one subject, {@code person:7}. */
    public static String about(String subject) {
        return filtered("subject.is." + subject.replace("%", "%25").replace(",", "%2C"));
    }

    /** The same about all subjects that are called so, {@code ownership-rule}. */
    public static String aboutAll(String subjects) {
        return filtered("subject.contains." + subjects);
    }

    private static String filtered(String filter) {
        return JOURNAL + "?period=last-365-days&jobs=1&f=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}
