package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.Json;
import module java.base;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint as it is described, and what its variants do.
 *
 * @param created when one of that name was made last
 * @param modified when its configuration was changed last
 * @param components inference components, which then have its requests
 */
public record Endpoint(
        String account,
        String region,
        String name,
        Instant created,
        Instant modified,
        boolean async,
        List<Variant> variants,
        List<Component> components) {
    /** Between points of utilisation. */
    public static final int PUBLISH_SECONDS = 60;

    /** A model that shares the instances of a variant with others; the load is its share of the variant's. */
    public record Component(String name, int copies, double cores, int accelerators, int memoryMb, double share) {}

    public Endpoint {
        variants = List.copyOf(variants);
        components = List.copyOf(components);
    }

    /** One that nothing was changed of. */
    public static Endpoint of(String account, String region, String name, Instant created, Variant... variants) {
        return new Endpoint(
                account, region, name, created, created.plusSeconds(240), false, List.of(variants), List.of());
    }

    /** The same, made at that time. */
    public Endpoint createdAt(Instant time) {
        return new Endpoint(account, region, name, time, time.plusSeconds(240), async, variants, components);
    }

    public Endpoint modifiedAt(Instant time) {
        return new Endpoint(account, region, name, created, time, async, variants, components);
    }

    public Endpoint asynchronous() {
        return new Endpoint(account, region, name, created, modified, true, variants, components);
    }

    public Endpoint with(List<Component> models) {
        return new Endpoint(account, region, name, created, modified, async, variants, models);
    }

    public String arn() {
        return "arn:aws:sagemaker:" + region + ":" + account + ":endpoint/" + name;
    }

    /** The configuration's name changes with each modification. */
    String config() {
        return name + "-" + modified.getEpochSecond();
    }

    /** Endpoints and their configurations as SageMaker describes them. */
    static final class Descriptions {
        private Descriptions() {}

        static ObjectNode summary(Endpoint endpoint) {
            return Json.object()
                    .put("EndpointName", endpoint.name())
                    .put("EndpointArn", endpoint.arn())
                    .put("CreationTime", endpoint.created().getEpochSecond())
                    .put("LastModifiedTime", endpoint.modified().getEpochSecond())
                    .put("EndpointStatus", "InService");
        }

        static ObjectNode endpoint(Endpoint endpoint, Ml ml) {
            var json = summary(endpoint).put("EndpointConfigName", endpoint.config());
            for (var variant : endpoint.variants()) {
                var described = array(json, variant).addObject();
                described
                        .put("VariantName", variant.name())
                        .put("CurrentWeight", variant.weight())
                        .put("DesiredWeight", variant.weight());
                if (variant.serverlessMb() > 0) {
                    serverless(described, "CurrentServerlessConfig", variant);
                } else {
                    var now = ml.instancesNow(variant);
                    described.put("CurrentInstanceCount", now).put("DesiredInstanceCount", now);
                    scaling(described, variant, endpoint);
                }
            }
            if (endpoint.async()) {
                async(json);
            }
            return json;
        }

        static ObjectNode config(Endpoint endpoint) {
            var json = Json.object()
                    .put("EndpointConfigName", endpoint.config())
                    .put(
                            "EndpointConfigArn",
                            endpoint.arn()
                                    .replace(":endpoint/" + endpoint.name(), ":endpoint-config/" + endpoint.config()))
                    .put("CreationTime", endpoint.modified().getEpochSecond());
            for (var variant : endpoint.variants()) {
                var described = array(json, variant).addObject();
                described.put("VariantName", variant.name()).put("InitialVariantWeight", variant.weight());
                if (endpoint.components().isEmpty()) {
                    described.put("ModelName", model(endpoint, variant));
                }
                if (variant.serverlessMb() > 0) {
                    serverless(described, "ServerlessConfig", variant);
                } else if (variant.pooled()) {
                    var pool = described.putArray("InstancePools").addObject();
                    pool.put("InstanceType", variant.type()).put("Weight", 1);
                } else {
                    described
                            .put("InstanceType", variant.type())
                            .put("InitialInstanceCount", Math.max(1, variant.least()));
                    scaling(described, variant, endpoint);
                }
            }
            if (endpoint.async()) {
                async(json);
            }
            return json;
        }

        static String model(Endpoint endpoint, Variant variant) {
            return endpoint.name() + "-" + variant.name();
        }

        private static ArrayNode array(ObjectNode json, Variant variant) {
            var member = variant.shadow() ? "ShadowProductionVariants" : "ProductionVariants";
            return json.get(member) instanceof ArrayNode array ? array : json.putArray(member);
        }

        private static void serverless(ObjectNode described, String member, Variant variant) {
            described
                    .putObject(member)
                    .put("MemorySizeInMB", variant.serverlessMb())
                    .put("MaxConcurrency", 20);
        }

        /** Only endpoints of inference components let SageMaker itself scale their instances. */
        private static void scaling(ObjectNode described, Variant variant, Endpoint endpoint) {
            if (variant.scales() && !endpoint.components().isEmpty()) {
                described
                        .putObject("ManagedInstanceScaling")
                        .put("Status", "ENABLED")
                        .put("MinInstanceCount", variant.least())
                        .put("MaxInstanceCount", variant.most());
            }
        }

        private static void async(ObjectNode json) {
            json.putObject("AsyncInferenceConfig")
                    .putObject("OutputConfig")
                    .put("S3OutputPath", "s3://acme-async-results/out");
        }
    }
}
