package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Inference Recommender's jobs: load tests of an endpoint, or of a model, on several instance types. */
final class Recommender {

    private static final Duration ADVANCED = Duration.ofMinutes(118);
    private static final Duration DEFAULT = Duration.ofMinutes(41);

    /** What a job measured of an instance type: requests a minute, and milliseconds at that rate. */
    private record Result(String type, int invocations, int latency) {}

    /**
     * A job.
     *
     * @param ofEndpoint whether it names the endpoint, and not its model
     */
    private record Test(
            Endpoint endpoint, String name, boolean advanced, String status, int daysAgo, boolean ofEndpoint) {}

    private final Ml ml;

    Recommender(Ml ml) {
        this.ml = ml;
    }

    private List<Test> tests(Caller caller) {
        var tests = new ArrayList<Test>();
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            switch (endpoint.name()) {
                case "recs-user-embeddings" -> {
                    tests.add(new Test(endpoint, "recs-user-embeddings-load-test", true, "COMPLETED", 12, true));
                    tests.add(new Test(endpoint, "recs-user-embeddings-first-try", true, "FAILED", 13, true));
                }
                case "search-query-intent" ->
                    tests.add(new Test(endpoint, "search-query-intent-types", false, "COMPLETED", 20, false));
                default -> {}
            }
        }
        return tests;
    }

    /** Newest first where that is asked for, else oldest first. */
    List<ObjectNode> jobs(ObjectNode request, Caller caller) {
        var model = Json.text(request, "ModelNameEquals");
        var order = Comparator.comparing(this::created);
        return tests(caller).stream()
                .filter(test -> model == null || !test.ofEndpoint && model(test).equals(model))
                .sorted("Descending".equals(Json.text(request, "SortOrder")) ? order.reversed() : order)
                .map(this::summary)
                .toList();
    }

    ObjectNode job(ObjectNode request, Caller caller) {
        var name = Json.required(request, "JobName");
        return tests(caller).stream()
                .filter(test -> test.name.equals(name))
                .findFirst()
                .map(this::described)
                .orElseThrow(() -> AwsRefusal.of(
                        "ResourceNotFound", "Could not find inference recommendations job \"" + name + "\"."));
    }

    private Instant created(Test test) {
        return ml.told().minusDays(test.daysAgo).atTime(13, 5).toInstant(ZoneOffset.UTC);
    }

    private static String model(Test test) {
        return Descriptions.model(test.endpoint, test.endpoint.variants().getFirst());
    }

    private ObjectNode summary(Test test) {
        var ended = created(test).plus(test.advanced ? ADVANCED : DEFAULT);
        var json = Json.object()
                .put("JobName", test.name)
                .put("JobDescription", "")
                .put("JobType", test.advanced ? "Advanced" : "Default")
                .put(
                        "JobArn",
                        test.endpoint
                                .arn()
                                .replace(
                                        ":endpoint/" + test.endpoint.name(),
                                        ":inference-recommendations-job/" + test.name))
                .put("Status", test.status)
                .put("CreationTime", created(test).getEpochSecond())
                .put("CompletionTime", ended.getEpochSecond())
                .put("RoleArn", "arn:aws:iam::" + test.endpoint.account() + ":role/InferenceRecommender")
                .put("LastModifiedTime", ended.getEpochSecond());
        if (test.status.equals("FAILED")) {
            json.put("FailureReason", "Image size 12399514599 is greater than supported size 10737418240");
        }
        if (!test.ofEndpoint) {
            json.put("ModelName", model(test));
        }
        return json;
    }

    private ObjectNode described(Test test) {
        var json = summary(test);
        json.remove("ModelName");
        var input = json.putObject("InputConfig");
        if (test.ofEndpoint) {
            input.putArray("Endpoints").addObject().put("EndpointName", test.endpoint.name());
        } else {
            input.put("ModelName", model(test));
        }
        if (test.advanced) {
            json.putObject("StoppingConditions")
                    .put("MaxInvocations", 3_000)
                    .putArray("ModelLatencyThresholds")
                    .addObject()
                    .put("Percentile", "P95")
                    .put("ValueInMilliseconds", 250);
        }
        if (test.status.equals("COMPLETED")) {
            results(json, test);
        }
        return json;
    }

    private static void results(ObjectNode json, Test test) {
        var results = test.ofEndpoint
                ? List.of(
                        new Result("ml.m5.large", 480, 118),
                        new Result("ml.m5.xlarge", 1_020, 104),
                        new Result("ml.c5.large", 560, 460))
                : List.of(new Result("ml.m5.xlarge", 9_600, 97), new Result("ml.m5.2xlarge", 20_400, 88));
        var array = json.putArray("InferenceRecommendations");
        for (var result : results) {
            var one = array.addObject().put("RecommendationId", test.name + "/" + result.type);
            var usd = InstanceTypes.named(result.type).usd();
            one.putObject("Metrics")
                    .put("CostPerHour", usd)
                    .put("CostPerInference", usd.doubleValue() / 60 / result.invocations)
                    .put("MaxInvocations", result.invocations)
                    .put("ModelLatency", result.latency)
                    .put("CpuUtilization", "NaN")
                    .put("MemoryUtilization", "NaN");
            one.putObject("EndpointConfiguration")
                    .put("EndpointName", "sm-epc-" + result.type.replace('.', '-'))
                    .put("VariantName", "sm-epv-" + result.type.replace('.', '-'))
                    .put("InstanceType", result.type)
                    .put("InitialInstanceCount", 1);
            one.putObject("ModelConfiguration");
        }
        if (test.ofEndpoint) {
            var performance = json.putArray("EndpointPerformances").addObject();
            performance.putObject("Metrics").put("MaxInvocations", 2_900).put("ModelLatency", 96);
            performance.putObject("EndpointInfo").put("EndpointName", test.endpoint.name());
        }
    }
}
