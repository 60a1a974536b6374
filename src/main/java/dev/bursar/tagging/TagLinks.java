package dev.bursar.tagging;

import module java.base;

/** Addresses of this module's pages, for other pages. */
public final class TagLinks {
    public static final String VIOLATIONS = "tags";
    public static final String POLICIES = "tags/policies";
    public static final String EXEMPTIONS = "tags/exemptions";
    public static final String COVERAGE = "tags/coverage";
    public static final String VALUES = "tags/values";
    public static final String KEYS = "tags/keys";
    public static final String NEW_POLICY = POLICIES + "/new";
    /** The setting of {@link #NEW_POLICY} that names a preset to begin with, counted from 0. */
    public static final String PRESET = "preset";
    /** The settings of {@link #EXEMPTIONS} that open its dialog. */
    public static final String RESOURCE = "resource";

    public static final String POLICY = "policy";
    /** The setting of {@link #COVERAGE} that names a tag. */
    public static final String KEY = "key";

    /** Violations of resources that lack the tag, as the Overview counts them. */
    public static final String UNTAGGED = VIOLATIONS + "?f=problem.is.missing,empty";

    private TagLinks() {}

    /** The form of a policy. */
    public static String policy(int id) {
        return POLICIES + "/" + id;
    }

    /** The form of a new exemption of this resource from a policy. */
    public static String exempt(String arn, int policy) {
        return EXEMPTIONS + "?" + RESOURCE + "=" + encoded(arn) + "&" + POLICY + "=" + policy;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
