package dev.bursar.simulator.resources;

import module java.base;

/**
 * A resource that some account has or had.
 *
 * @param region {@link #GLOBAL} where it is in none
 * @param type as Resource Explorer names it, such as {@code ec2:instance}
 * @param tags those of AWS services ({@code aws:…}) too
 * @param everTagged whether it has tags or once had some: only then the tagging API knows it
 * @param starts the first day on which it exists
 * @param ends the day on which it was deleted
 */
public record Resource(
        String arn,
        String account,
        String region,
        String type,
        Map<String, String> tags,
        boolean everTagged,
        LocalDate starts,
        LocalDate ends) {
    public static final String GLOBAL = "global";

    static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);
    static final LocalDate NEVER = LocalDate.of(2100, 1, 1);

    public Resource {
        tags = Map.copyOf(tags);
    }

    /** A resource that has always existed; one without tags never had any. */
    public static Resource of(String arn, String account, String region, String type, Map<String, String> tags) {
        return new Resource(arn, account, region, type, tags, !tags.isEmpty(), ALWAYS, NEVER);
    }

    public Resource tagged(Map<String, String> now) {
        return new Resource(arn, account, region, type, now, everTagged || !now.isEmpty(), starts, ends);
    }

    public Resource deleted(LocalDate day) {
        return new Resource(arn, account, region, type, tags, everTagged, starts, day);
    }

    public boolean existsOn(LocalDate day) {
        return startedBy(day) && day.isBefore(ends);
    }

    boolean startedBy(LocalDate day) {
        return !day.isBefore(starts);
    }

    String service() {
        return type.substring(0, type.indexOf(':'));
    }

    /** Whether it is listed there: global resources are in us-east-1. */
    boolean isIn(String owner, String place) {
        return account.equals(owner) && place.equals(region.equals(GLOBAL) ? "us-east-1" : region);
    }

    boolean hasUserTags() {
        return tags.keySet().stream().anyMatch(key -> !key.startsWith("aws:"));
    }

    /** What most ARNs say of the resource's type: {@code sagemaker:endpoint} of …:sagemaker:…:endpoint/name. */
    static String typeOf(String arn) {
        var parts = arn.split(":", 6);
        if (parts[2].equals("s3")) {
            return "s3:bucket";
        }
        if (parts[2].equals("elasticloadbalancing")) {
            return "elasticloadbalancing:loadbalancer/app";
        }
        return parts[2] + ":" + parts[5].split("[/:]", 2)[0];
    }
}
