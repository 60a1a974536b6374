package dev.bursar.simulator.ml;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.ml.Endpoint.Descriptions;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Inference Recommender's jobs: load tests of an endpoint, or of a model, on several instance types. */
final class Recommender {
    private static final Duration ADVANCED = Duration.ofMinutes(118);
    private static final Duration DEFAULT = Duration.ofMinutes(41);

    private static final List<Told> TOLD = Data.list("load-tests.yaml", Told.class);

    /** What a job measured of an instance type. */
    private record Result(String type, int invocations, int latency) {}

    /**
     * A job as the file tells it.
     *
     * @param ofEndpoint whether it names the endpoint, and not its model
     */
    private record Told(
            String endpoint,
            String name,
            boolean advanced,
            String status,
            int daysAgo,
            boolean ofEndpoint,
            @Nullable List<Result> results) {}

    private record Test(Endpoint endpoint, Told told) {}

    private final Ml ml;

    Recommender(Ml ml) {
        this.ml = ml;
    }

    private List<Test> tests(Caller caller) {
        return ml.endpoints(caller.account(), caller.region()).stream()
                .flatMap(endpoint -> TOLD.stream()
                        .filter(told -> told.endpoint.equals(endpoint.name()))
                        .map(told -> new Test(endpoint, told)))
                .toList();
    }

    /** Newest first where that is asked for, else oldest first. */
    List<ObjectNode> jobs(ObjectNode request, Caller caller) {
        var model = Json.text(request, "ModelNameEquals");
        var order = Comparator.comparing(this::created);
        return tests(caller).stream()
                .filter(test ->
                        model == null || !test.told.ofEndpoint && model(test).equals(model))
                .sorted("Descending".equals(Json.text(request, "SortOrder")) ? order.reversed() : order)
                .map(this::summary)
                .toList();
    }

    ObjectNode job(ObjectNode request, Caller caller) {
        var name = Json.required(request, "JobName");
        return tests(caller).stream()
                .filter(test -> test.told.name.equals(name))
                .findFirst()
                .map(this::described)
                .orElseThrow(() -> AwsRefusal.of(
                        "ResourceNotFound", "Could not find inference recommendations job \"" + name + "\"."));
    }

    private Instant created(Test test) {
        return ml.told().minusDays(test.told.daysAgo).atTime(13, 5).toInstant(ZoneOffset.UTC);
    }

    private static String model(Test test) {
        return Descriptions.model(test.endpoint, test.endpoint.variants().getFirst());
    }

    private ObjectNode summary(Test test) {
        var ended = created(test).plus(test.told.advanced ? ADVANCED : DEFAULT);
        var json = Json.object()
                .put("JobName", test.told.name)
                .put("JobDescription", "")
                .put("JobType", test.told.advanced ? "Advanced" : "Default")
                .put(
                        "JobArn",
                        test.endpoint
                                .arn()
                                .replace(
                                        ":endpoint/" + test.endpoint.name(),
                                        ":inference-recommendations-job/" + test.told.name))
                .put("Status", test.told.status)
                .put("CreationTime", created(test).getEpochSecond())
                .put("CompletionTime", ended.getEpochSecond())
                .put("RoleArn", "arn:aws:iam::" + test.endpoint.account() + ":role/InferenceRecommender")
                .put("LastModifiedTime", ended.getEpochSecond());
        if (test.told.status.equals("FAILED")) {
            json.put("FailureReason", "Image size 12399514599 is greater than supported size 10737418240");
        }
        if (!test.told.ofEndpoint) {
            json.put("ModelName", model(test));
        }
        return json;
    }

    private ObjectNode described(Test test) {
        var json = summary(test);
        json.remove("ModelName");
        var input = json.putObject("InputConfig");
        if (test.told.ofEndpoint) {
            input.putArray("Endpoints").addObject().put("EndpointName", test.endpoint.name());
        } else {
            input.put("ModelName", model(test));
        }
        if (test.told.advanced) {
            json.putObject("StoppingConditions")
                    .put("MaxInvocations", 3_000)
                    .putArray("ModelLatencyThresholds")
                    .addObject()
                    .put("Percentile", "P95")
                    .put("ValueInMilliseconds", 250);
        }
        if (test.told.status.equals("COMPLETED")) {
            results(json, test);
        }
        return json;
    }

    private static void results(ObjectNode json, Test test) {
        var array = json.putArray("InferenceRecommendations");
        for (var result : Objects.requireNonNull(test.told.results)) {
            var one = array.addObject().put("RecommendationId", test.told.name + "/" + result.type);
            var usd = InstanceType.named(result.type).usd();
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
        if (test.told.ofEndpoint) {
            var performance = json.putArray("EndpointPerformances").addObject();
            performance.putObject("Metrics").put("MaxInvocations", 2_900).put("ModelLatency", 96);
            performance.putObject("EndpointInfo").put("EndpointName", test.endpoint.name());
        }
    }
}
