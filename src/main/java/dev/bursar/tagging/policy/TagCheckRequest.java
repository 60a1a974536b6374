package dev.bursar.tagging.policy;

/** The job that holds resources against policies. */
public final class TagCheckRequest {
    public static final String JOB = "tag-check";

    private TagCheckRequest() {}
}
