package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints and their configurations as SageMaker describes them. */
final class Descriptions {

    private Descriptions() {}

    static ObjectNode summary(Endpoint endpoint) {
        return Json.object()
                .put("EndpointName", endpoint.name())
                .put("EndpointArn", endpoint.arn())
                .put("CreationTime", endpoint.created().getEpochSecond())
                .put("LastModifiedTime", endpoint.modified().getEpochSecond())
                .put("EndpointStatus", endpoint.status());
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
                        endpoint.arn().replace(":endpoint/" + endpoint.name(), ":endpoint-config/" + endpoint.config()))
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
                described.put("InstanceType", variant.type()).put("InitialInstanceCount", Math.max(1, variant.least()));
                scaling(described, variant, endpoint);
            }
        }
        if (endpoint.async()) {
            async(json);
        }
        if (endpoint.publishSeconds() != Endpoint.USUAL_PUBLISH_SECONDS) {
            json.putObject("MetricsConfig").put("MetricPublishFrequencyInSeconds", endpoint.publishSeconds());
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
