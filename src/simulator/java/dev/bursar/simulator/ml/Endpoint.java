package dev.bursar.simulator.ml;

import java.time.Instant;
import java.util.List;

/**
 * An endpoint as it is described, and what its variants do.
 *
 * @param created when one of that name was made last
 * @param modified when its configuration was changed last
 * @param publishSeconds between points of utilisation
 * @param components inference components, which then have its requests
 */
public record Endpoint(
        String account,
        String region,
        String name,
        Instant created,
        Instant modified,
        String status,
        boolean async,
        int publishSeconds,
        List<Variant> variants,
        List<Component> components) {

    public static final String IN_SERVICE = "InService";
    public static final int USUAL_PUBLISH_SECONDS = 60;

    /** A model that shares the instances of a variant with others; the load is its share of the variant's. */
    public record Component(String name, int copies, double cores, int accelerators, int memoryMb, double share) {}

    public Endpoint {
        variants = List.copyOf(variants);
        components = List.copyOf(components);
    }

    /** One in service that nothing was changed of. */
    public static Endpoint of(String account, String region, String name, Instant created, Variant... variants) {
        return new Endpoint(
                account,
                region,
                name,
                created,
                created.plusSeconds(240),
                IN_SERVICE,
                false,
                USUAL_PUBLISH_SECONDS,
                List.of(variants),
                List.of());
    }

    /** The same, made at that time. */
    public Endpoint createdAt(Instant time) {
        return new Endpoint(
                account,
                region,
                name,
                time,
                time.plusSeconds(240),
                status,
                async,
                publishSeconds,
                variants,
                components);
    }

    public Endpoint inStatus(String other) {
        return new Endpoint(
                account, region, name, created, modified, other, async, publishSeconds, variants, components);
    }

    public Endpoint modifiedAt(Instant time) {
        return new Endpoint(account, region, name, created, time, status, async, publishSeconds, variants, components);
    }

    public Endpoint asynchronous() {
        return new Endpoint(
                account, region, name, created, modified, status, true, publishSeconds, variants, components);
    }

    public Endpoint publishingEvery(int seconds) {
        return new Endpoint(account, region, name, created, modified, status, async, seconds, variants, components);
    }

    public Endpoint with(List<Component> models) {
        return new Endpoint(account, region, name, created, modified, status, async, publishSeconds, variants, models);
    }

    public String arn() {
        return "arn:aws:sagemaker:" + region + ":" + account + ":endpoint/" + name;
    }

    /** The configuration's name changes with each modification. */
    String config() {
        return name + "-" + modified.getEpochSecond();
    }
}
