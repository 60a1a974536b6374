package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.ml.Endpoint.Descriptions;
import dev.bursar.simulator.ml.Job.JobDescriptions;
import dev.bursar.simulator.ml.Ml.Fleet;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceInventory;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** SageMaker's control plane, as far as it lists and describes what runs in the caller's account and Region. */
public final class SageMaker extends JsonService {
    private final Ml ml;
    private final Listing listing;

    private final Notebooks notebooks;
    private final Monitoring monitoring;
    private final Recommender recommender;
    private final ResourceInventory resources;

    public SageMaker(Ml ml, ResourceInventory resources) {
        super("sagemaker", "SageMaker", Reach.REGIONS);
        this.ml = ml;
        this.resources = resources;
        this.notebooks = new Notebooks(resources, ml.fleet(), ml.clock());
        this.monitoring = new Monitoring(ml);
        this.recommender = new Recommender(ml);
        this.listing = new Listing(ml::revision);
    }

    /** It has no errors of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.isOfToken() ? AwsRefusal.invalid("Invalid NextToken.") : refusal;
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

    /** Inference components as SageMaker lists and describes them. */
    static final class Components {
        private Components() {}

        static ObjectNode summary(Endpoint endpoint, Endpoint.Component component) {
            return Json.object()
                    .put("InferenceComponentName", component.name())
                    .put("InferenceComponentArn", arn(endpoint, component.name()))
                    .put("EndpointName", endpoint.name())
                    .put("EndpointArn", endpoint.arn())
                    .put("VariantName", endpoint.variants().getFirst().name())
                    .put("CreationTime", endpoint.created().plusSeconds(600).getEpochSecond())
                    .put(
                            "LastModifiedTime",
                            endpoint.modified().plusSeconds(900).getEpochSecond())
                    .put("InferenceComponentStatus", "InService");
        }

        static ObjectNode component(Endpoint endpoint, Endpoint.Component component) {
            var json = summary(endpoint, component);
            json.putObject("Specification")
                    .put("ModelName", component.name() + "-model")
                    .putObject("ComputeResourceRequirements")
                    .put("NumberOfCpuCoresRequired", component.cores())
                    .put("NumberOfAcceleratorDevicesRequired", component.accelerators())
                    .put("MinMemoryRequiredInMb", component.memoryMb());
            json.putObject("RuntimeConfig")
                    .put("CurrentCopyCount", component.copies())
                    .put("DesiredCopyCount", component.copies());
            return json;
        }

        static String arn(Endpoint endpoint, String name) {
            return endpoint.arn().replace(":endpoint/" + endpoint.name(), ":inference-component/" + name);
        }
    }

    /** Filters, sorts and pages summaries, as all of SageMaker's lists do. */
    static final class Listing {
        private static final String TOKEN = "NextToken";
        private static final String SIZE = "MaxResults";
        private static final int USUAL_SIZE = 10;
        private static final int MOST = 100;

        private final Pages pages;

        Listing(LongSupplier revision) {
            this.pages = new Pages(TOKEN, revision);
        }

        ObjectNode page(ObjectNode request, String member, List<ObjectNode> all) {
            return page(request, member, all, "StatusEquals");
        }

        /** @param status the filter's member, which holds a status */
        ObjectNode page(ObjectNode request, String member, List<ObjectNode> all, String status) {
            var size = Json.size(
                    request,
                    "MaxResults",
                    USUAL_SIZE,
                    MOST,
                    asked -> AwsRefusal.invalid("1 validation error detected: Value '" + asked
                            + "' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to "
                            + MOST));
            var wanted = Json.text(request, status);
            var text = Json.text(request, "NameContains");
            var found = all.stream()
                    .filter(item -> wanted == null || item.toString().contains("Status\":\"" + wanted + "\""))
                    .filter(item -> text == null || name(item).contains(text))
                    .filter(item -> within(request, "CreationTime", item, node -> time(node, "CreationTime")))
                    .filter(item -> within(request, "LastModifiedTime", item, node -> time(node, "LastModifiedTime")))
                    .toList();
            return pages.answer(Json.object(), member, found, request, size, item -> item);
        }

        private static boolean within(
                ObjectNode request, String member, ObjectNode item, ToDoubleFunction<ObjectNode> time) {
            var after = number(request, member + "After");
            var before = number(request, member + "Before");
            return (after == null || time.applyAsDouble(item) > after)
                    && (before == null || time.applyAsDouble(item) < before);
        }

        private static @Nullable Double number(ObjectNode request, String member) {
            var value = request.get(member);
            return value == null || !value.isNumber() ? null : value.doubleValue();
        }

        private static double time(ObjectNode item, String member) {
            return item.path(member).asDouble(0);
        }

        /** The first member of a summary is its name. */
        private static String name(ObjectNode item) {
            return item.properties().iterator().next().getValue().asString("");
        }
    }

    /** Models, and the monitors that watch some of them each night: a few nights they find violations. */
    static final class Monitoring {
        private static final int DAYS = 60;
        private static final int VIOLATION_EVERY = 9;
        private static final int HOUR = 2;
        private static final int MODEL_DAYS = 240;

        private static final Map<String, String> MONITORED = Map.of(
                "recs-basket-bundles", "DataQuality",
                "search-query-intent", "ModelQuality",
                "fraud-chargeback-weekly", "DataQuality");

        private final Ml ml;

        Monitoring(Ml ml) {
            this.ml = ml;
        }

        ObjectNode model(ObjectNode request, Caller caller) {
            var name = Json.required(request, "ModelName");
            var arn = "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":model/" + name;
            for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
                for (var variant : endpoint.variants()) {
                    if (name.equals(Descriptions.model(endpoint, variant))) {
                        return Json.object()
                                .put("ModelName", name)
                                .put("ModelArn", arn)
                                .put("CreationTime", made(endpoint, name).getEpochSecond());
                    }
                }
            }
            throw SageMaker.missing("model", arn);
        }

        /** Models were trained some time before they were deployed. */
        private static Instant made(Endpoint endpoint, String model) {
            return endpoint.created().minus(Duration.ofDays(1 + Math.floorMod(model.hashCode(), MODEL_DAYS)));
        }

        List<ObjectNode> executions(ObjectNode request, Caller caller) {
            var of = Json.text(request, "EndpointName");
            var executions = new ArrayList<ObjectNode>();
            var now = ml.clock().instant();
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
                var kind = MONITORED.get(endpoint.name());
                if (kind == null || of != null && !of.equals(endpoint.name())) {
                    continue;
                }
                for (var day = today.minusDays(DAYS); !day.isAfter(today); day = day.plusDays(1)) {
                    var at = day.atTime(HOUR, 0).toInstant(ZoneOffset.UTC);
                    if (!at.isAfter(now) && !at.isBefore(endpoint.created())) {
                        executions.add(execution(endpoint, kind, day, at));
                    }
                }
            }
            return executions;
        }

        private static ObjectNode execution(Endpoint endpoint, String kind, LocalDate day, Instant at) {
            var violated = Math.floorMod(day.toEpochDay() + endpoint.name().hashCode(), VIOLATION_EVERY) == 0;
            return Json.object()
                    .put("MonitoringScheduleName", endpoint.name() + "-nightly")
                    .put("ScheduledTime", at.getEpochSecond())
                    .put("CreationTime", at.plusSeconds(95).getEpochSecond())
                    .put("LastModifiedTime", at.plusSeconds(610).getEpochSecond())
                    .put("MonitoringExecutionStatus", violated ? "CompletedWithViolations" : "Completed")
                    .put("EndpointName", endpoint.name())
                    .put("MonitoringType", kind);
        }
    }

    /** Notebook instances and Studio apps: those of the inventory, which run at the hours that are charged. */
    static final class Notebooks {
        private static final String NOTEBOOK = "sagemaker:notebook-instance";
        private static final String APP = "sagemaker:app";
        private static final int LONG_AGO = 2001;

        private final ResourceInventory resources;
        private final Fleet fleet;
        private final Clock clock;

        Notebooks(ResourceInventory resources, Fleet fleet, Clock clock) {
            this.resources = resources;
            this.fleet = fleet;
            this.clock = clock;
        }

        List<ObjectNode> notebooks(String account, String region) {
            return all(NOTEBOOK, account, region).stream().map(this::notebook).toList();
        }

        Optional<ObjectNode> notebook(String account, String region, String name) {
            return all(NOTEBOOK, account, region).stream()
                    .filter(resource -> resource.arn().endsWith("/" + name))
                    .findFirst()
                    .map(resource -> notebook(resource).put("VolumeSizeInGB", 100));
        }

        private ObjectNode notebook(Resource resource) {
            var arn = resource.arn();
            var runs = runs(arn);
            return Json.object()
                    .put("NotebookInstanceName", arn.substring(arn.lastIndexOf('/') + 1))
                    .put("NotebookInstanceArn", arn)
                    .put("NotebookInstanceStatus", runs ? "InService" : "Stopped")
                    .put("InstanceType", "ml.t3.xlarge")
                    .put("CreationTime", created(resource).getEpochSecond())
                    .put("LastModifiedTime", created(resource).plusSeconds(600).getEpochSecond());
        }

        List<ObjectNode> apps(String account, String region) {
            return all(APP, account, region).stream().map(this::app).toList();
        }

        Optional<ObjectNode> app(String account, String region, ObjectNode request) {
            return all(APP, account, region).stream()
                    .filter(resource -> {
                        var app = app(resource);
                        return List.of("DomainId", "SpaceName", "AppName").stream()
                                .allMatch(member -> app.path(member).equals(request.path(member)));
                    })
                    .findFirst()
                    .map(resource -> app(resource).put("AppArn", resource.arn()));
        }

        /** {@code app/domain/space/type/name}. */
        private ObjectNode app(Resource resource) {
            var parts = resource.arn().split("/", -1);
            var json = Json.object()
                    .put("AppName", parts[4])
                    .put("DomainId", parts[1])
                    .put("SpaceName", parts[2])
                    .put("AppType", "JupyterLab")
                    .put("Status", runs(resource.arn()) ? "InService" : "Deleted")
                    .put("CreationTime", created(resource).getEpochSecond());
            json.putObject("ResourceSpec").put("InstanceType", "ml.g5.xlarge");
            return json;
        }

        private List<Resource> all(String type, String account, String region) {
            return resources.existing().stream()
                    .filter(resource -> resource.type().equals(type)
                            && resource.account().equals(account)
                            && resource.region().equals(region))
                    .filter(resource -> !type.equals(APP) || resource.arn().split("/", -1).length == 5)
                    .toList();
        }

        /** What nothing is charged for is stopped. */
        private boolean runs(String arn) {
            var now = clock.instant();
            var minute = (int) ChronoUnit.MINUTES.between(LocalTime.MIN, LocalTime.ofInstant(now, ZoneOffset.UTC));
            return fleet.uses(arn, LocalDate.ofInstant(now, ZoneOffset.UTC)).stream()
                    .flatMap(use -> use.runs().stream())
                    .anyMatch(run -> run.minutes(minute, minute + 1) > 0);
        }

        private static Instant created(Resource resource) {
            var day = resource.starts().getYear() < LONG_AGO
                    ? LocalDate.of(2025, 9, 1)
                            .plusDays(Math.floorMod(resource.arn().hashCode(), 200))
                    : resource.starts();
            return day.atTime(8, 30).toInstant(ZoneOffset.UTC);
        }
    }
}
