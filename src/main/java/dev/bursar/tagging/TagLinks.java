package dev.bursar.tagging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Addresses of this module's pages, for other pages. */
public final class TagLinks {
    public static final String VIOLATIONS = "tags";
    public static final String POLICIES = "tags/policies";
    public static final String EXEMPTIONS = "tags/exemptions";
    public static final String COVERAGE = "tags/coverage";
    public static final String VALUES = "tags/values";
    /** The setting of {@link #COVERAGE} that names a tag. */
    public static final String KEY = "key";

    private TagLinks() {}

    /** The Exemptions page, about to exempt a resource from a policy. */
    public static String exempt(String arn, int policy) {
        return EXEMPTIONS + "?resource=" + URLEncoder.encode(arn, StandardCharsets.UTF_8) + "&policy=" + policy;
    }

    /** The coverage of a tag on the days {@code from} (included) to {@code to} (excluded). */
    public static String coverage(LocalDate from, LocalDate to, String key) {
        return COVERAGE + "?from=" + from + "&to=" + to + "&" + KEY + "="
                + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
