package dev.bursar.tagging.policy;

import module java.base;

/** What AWS takes as a tag's value, whatever the service: the Tagging API takes no more, and some services take less of other characters. */
public final class AwsTagValue {
    private static final Pattern TAKEN = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private AwsTagValue() {}

    public static boolean isTaken(String value) {
        return TAKEN.matcher(value).matches();
    }
}
