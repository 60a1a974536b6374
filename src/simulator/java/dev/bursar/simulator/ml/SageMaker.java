package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.resources.ResourceInventory;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** SageMaker's control plane, as far as it lists and describes what runs in the caller's account and Region. */
public final class SageMaker implements JsonService {

    private final Ml ml;
    private final Listing listing;

    private final Notebooks notebooks;
    private final Monitoring monitoring;
    private final Recommender recommender;
    private final ResourceInventory resources;

    public SageMaker(Ml ml, ResourceInventory resources) {
        this.ml = ml;
        this.resources = resources;
        this.notebooks = new Notebooks(resources, ml.fleet(), ml.clock());
        this.monitoring = new Monitoring(ml);
        this.recommender = new Recommender(ml);
        this.listing = new Listing(ml::revision);
    }

    @Override
    public String name() {
        return "sagemaker";
    }

    @Override
    public Reach reach() {
        return Reach.REGIONS;
    }

    @Override
    public String targetPrefix() {
        return "SageMaker";
    }

    /** It has no errors of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "RequestChangedException", "InvalidNextTokenException", "ExpiredNextTokenException" ->
                AwsRefusal.invalid("Invalid NextToken.");
            default -> refusal;
        };
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        for (var kind : Job.Kind.values()) {
            if (operation.equals("List" + kind.word + "s")) {
                var jobs = ml.jobs().of(kind, caller.account(), caller.region());
                return listing.page(
                        request,
                        kind.word + "Summaries",
                        jobs.stream().map(JobDescriptions::summary).toList());
            }
            if (operation.equals("Describe" + kind.word)) {
                return job(kind, request, caller);
            }
        }
        return switch (operation) {
            case "ListEndpoints" ->
                listing.page(
                        request,
                        "Endpoints",
                        ml.endpoints(caller.account(), caller.region()).stream()
                                .map(Descriptions::summary)
                                .toList());
            case "DescribeEndpoint" -> Descriptions.endpoint(endpoint(request, caller), ml);
            case "DescribeEndpointConfig" -> Descriptions.config(configured(request, caller));
            case "ListInferenceComponents" -> listing.page(request, "InferenceComponents", components(request, caller));
            case "DescribeInferenceComponent" -> component(request, caller);
            case "ListNotebookInstances" ->
                listing.page(request, "NotebookInstances", notebooks.notebooks(caller.account(), caller.region()));
            case "DescribeNotebookInstance" -> notebook(request, caller);
            case "ListApps" -> listing.page(request, "Apps", notebooks.apps(caller.account(), caller.region()));
            case "DescribeApp" ->
                notebooks
                        .app(caller.account(), caller.region(), request)
                        .orElseThrow(() -> AwsRefusal.of("ResourceNotFound", "App does not exist"));
            case "DescribeModel" -> monitoring.model(request, caller);
            case "ListMonitoringExecutions" ->
                listing.page(request, "MonitoringExecutionSummaries", monitoring.executions(request, caller));
            case "ListInferenceRecommendationsJobs" ->
                listing.page(request, "InferenceRecommendationsJobs", recommender.jobs(request, caller));
            case "DescribeInferenceRecommendationsJob" -> recommender.job(request, caller);
            case "ListTags" -> tags(request);
            default -> throw JsonService.unknown(operation);
        };
    }

    private ObjectNode job(Job.Kind kind, ObjectNode request, Caller caller) {
        var name = Json.required(request, kind.word + "Name");
        return ml.jobs()
                .named(kind, caller.account(), caller.region(), name)
                .map(JobDescriptions::job)
                .orElseThrow(() -> kind == Job.Kind.TRANSFORM
                        ? AwsRefusal.of("ResourceNotFound", "Could not find requested job with name: " + name)
                        : AwsRefusal.invalid("Could not find requested job with name: " + name));
    }

    private ObjectNode notebook(ObjectNode request, Caller caller) {
        var name = Json.required(request, "NotebookInstanceName");
        return notebooks
                .notebook(caller.account(), caller.region(), name)
                .orElseThrow(() -> AwsRefusal.invalid("RecordNotFound: Could not find notebook instance " + name));
    }

    private List<ObjectNode> components(ObjectNode request, Caller caller) {
        var of = Json.text(request, "EndpointNameEquals");
        var all = new ArrayList<ObjectNode>();
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            if (of == null || of.equals(endpoint.name())) {
                endpoint.components().forEach(component -> all.add(Components.summary(endpoint, component)));
            }
        }
        return all;
    }

    private ObjectNode component(ObjectNode request, Caller caller) {
        var name = Json.required(request, "InferenceComponentName");
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            for (var component : endpoint.components()) {
                if (component.name().equals(name)) {
                    return Components.component(endpoint, component);
                }
            }
        }
        throw missing(
                "inference component",
                "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":inference-component/" + name);
    }

    private ObjectNode tags(ObjectNode request) {
        var arn = Json.required(request, "ResourceArn");
        var json = Json.object();
        var array = json.putArray("Tags");
        resources.existing().stream()
                .filter(resource -> resource.arn().equals(arn))
                .forEach(resource -> resource.tags()
                        .forEach((key, value) ->
                                array.addObject().put("Key", key).put("Value", value)));
        return json;
    }

    private Endpoint endpoint(ObjectNode request, Caller caller) {
        var name = Json.required(request, "EndpointName");
        return ml.endpoint(caller.account(), caller.region(), name)
                .orElseThrow(() -> missing(
                        "endpoint",
                        "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":endpoint/" + name));
    }

    private Endpoint configured(ObjectNode request, Caller caller) {
        var name = Json.required(request, "EndpointConfigName");
        var of = name.substring(0, Math.max(0, name.lastIndexOf('-')));
        return ml.endpoint(caller.account(), caller.region(), of)
                .filter(endpoint -> endpoint.config().equals(name))
                .orElseThrow(() -> missing(
                        "endpoint configuration",
                        "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":endpoint-config/" + name));
    }

    static AwsRefusal missing(String what, String arn) {
        return AwsRefusal.invalid("Could not find " + what + " \"" + arn + "\".");
    }
}
