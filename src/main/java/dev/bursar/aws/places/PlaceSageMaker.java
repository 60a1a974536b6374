package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.efficiency.spi.MlApp;
import dev.bursar.efficiency.spi.MlComponent;
import dev.bursar.efficiency.spi.MlEndpoint;
import dev.bursar.efficiency.spi.MlEndpoint.Model;
import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.spi.MlNotebook;
import dev.bursar.efficiency.spi.MlSource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.ExecutionStatus;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentSummary;
import software.amazon.awssdk.services.sagemaker.model.ListAppsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListInferenceComponentsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListMonitoringExecutionsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListNotebookInstancesResponse;
import software.amazon.awssdk.services.sagemaker.model.ListProcessingJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTransformJobsResponse;

/** Lists what runs in SageMaker in an account and Region, and how far Application Auto Scaling may scale it. */
@Component
class PlaceSageMaker implements MlSource {
    private static final int ITEMS_A_PAGE = 100;
    private static final int TARGETS_A_PAGE = 50;
    private static final String BY_CREATION = "CreationTime";
    private static final String OLDEST_FIRST = "Ascending";
    private static final String NEWEST_FIRST = "Descending";
    private static final String INSTANCES = "sagemaker:variant:DesiredInstanceCount";

    /** How SageMaker says that something is gone: it has no error for it. */
    private static final Pattern GONE = Pattern.compile("(?i)(could not|cannot|can't) find|not found|does not exist");

    private final PlaceClients clients;

    PlaceSageMaker(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public void endpoints(Place place, RequestMeter meter, Consumer<List<Listed>> page) {
        list(place, "sagemaker:ListEndpoints", meter)
                .each(
                        (client, token) -> client.listEndpoints(request -> request.sortBy(BY_CREATION)
                                .sortOrder(OLDEST_FIRST)
                                .maxResults(ITEMS_A_PAGE)
                                .nextToken(token)),
                        answer -> SageMakerReader.endpoints(answer.endpoints()),
                        ListEndpointsResponse::nextToken,
                        found -> {
                            page.accept(found);
                            return true;
                        });
    }

    @Override
    public Optional<MlEndpoint> endpoint(Place place, String name, RequestMeter meter) {
        String describe = "sagemaker:DescribeEndpoint";
        Optional<DescribeEndpointResponse> answer = unlessGone(() ->
                send(place, describe, meter, client -> client.describeEndpoint(request -> request.endpointName(name))));
        return answer.map(endpoint -> {
            @Nullable DescribeEndpointConfigResponse config = config(place, endpoint.endpointConfigName(), meter);
            return EndpointReader.endpoint(endpoint, config, models(place, config, meter))
                    .orElseThrow(() -> PlaceProblems.bad(place, describe, "an endpoint has no name or ARN"));
        });
    }

    /** The models of a configuration by name; those that are gone are left out, and of one that can't be read the name is known. */
    private Map<String, Model> models(
            Place place, @Nullable DescribeEndpointConfigResponse config, RequestMeter meter) {
        Map<String, Model> models = new LinkedHashMap<>();
        for (String name : EndpointReader.models(config)) {
            try {
                unlessGone(() -> send(
                                place,
                                "sagemaker:DescribeModel",
                                meter,
                                client -> client.describeModel(request -> request.modelName(name))))
                        .ifPresent(model -> models.put(name, EndpointReader.model(name, model)));
            } catch (SourceProblem e) {
                if (e.kind() != Kind.BAD_ANSWER) {
                    throw e;
                }
                models.put(name, new Model(name, null, null));
            }
        }
        return models;
    }

    /** A configuration may be deleted while endpoints run by it. */
    private @Nullable DescribeEndpointConfigResponse config(Place place, @Nullable String name, RequestMeter meter) {
        return name == null
                ? null
                : unlessGone(() -> send(
                                place,
                                "sagemaker:DescribeEndpointConfig",
                                meter,
                                client -> client.describeEndpointConfig(request -> request.endpointConfigName(name))))
                        .orElse(null);
    }

    @Override
    public List<MlComponent> components(Place place, RequestMeter meter) {
        String describe = "sagemaker:DescribeInferenceComponent";
        List<InferenceComponentSummary> listed = list(place, "sagemaker:ListInferenceComponents", meter)
                .all(
                        (client, token) -> client.listInferenceComponents(request -> request.sortBy(BY_CREATION)
                                .sortOrder(OLDEST_FIRST)
                                .maxResults(ITEMS_A_PAGE)
                                .nextToken(token)),
                        ListInferenceComponentsResponse::inferenceComponents,
                        ListInferenceComponentsResponse::nextToken);
        var components = new ArrayList<MlComponent>();
        for (InferenceComponentSummary one : listed) {
            if (SageMakerReader.isName(one.inferenceComponentName())) {
                unlessGone(() -> send(
                                place,
                                describe,
                                meter,
                                client -> client.describeInferenceComponent(
                                        request -> request.inferenceComponentName(one.inferenceComponentName()))))
                        .flatMap(EndpointReader::component)
                        .ifPresent(components::add);
            }
        }
        return components;
    }

    @Override
    public Map<String, Capacity> capacities(Place place, RequestMeter meter) {
        String describe = "application-autoscaling:DescribeScalableTargets";
        List<ScalableTarget> targets = clients.list(PlaceApi.APPLICATION_AUTOSCALING, place, describe, meter)
                .all(
                        (client, token) ->
                                client.describeScalableTargets(request -> request.serviceNamespace("sagemaker")
                                        .maxResults(TARGETS_A_PAGE)
                                        .nextToken(token)),
                        DescribeScalableTargetsResponse::scalableTargets,
                        DescribeScalableTargetsResponse::nextToken);
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        for (ScalableTarget target : targets) {
            // AWS filters by dimension only beside the resources' ids
            if (INSTANCES.equals(target.scalableDimensionAsString())
                    && target.resourceId() != null
                    && target.minCapacity() != null
                    && target.maxCapacity() != null) {
                capacities.put(target.resourceId(), new Capacity(target.minCapacity(), target.maxCapacity()));
            }
        }
        return capacities;
    }

    @Override
    public List<MlNotebook> notebooks(Place place, RequestMeter meter) {
        return list(place, "sagemaker:ListNotebookInstances", meter)
                .all(
                        (client, token) -> client.listNotebookInstances(request -> request.sortBy(BY_CREATION)
                                .sortOrder(OLDEST_FIRST)
                                .maxResults(ITEMS_A_PAGE)
                                .nextToken(token)),
                        answer -> SageMakerReader.notebooks(answer.notebookInstances()),
                        ListNotebookInstancesResponse::nextToken);
    }

    @Override
    public List<MlApp> apps(Place place, RequestMeter meter) {
        return list(place, "sagemaker:ListApps", meter)
                .all(
                        (client, token) -> client.listApps(request -> request.sortBy(BY_CREATION)
                                .sortOrder(OLDEST_FIRST)
                                .maxResults(ITEMS_A_PAGE)
                                .nextToken(token)),
                        answer -> SageMakerReader.apps(place, answer.apps()),
                        ListAppsResponse::nextToken);
    }

    /**
     * Newest first, until a page has older ones only: if AWS were told since when, it would go through all older jobs with empty pages.
     */
    @Override
    public void jobs(Place place, JobKind kind, Instant since, RequestMeter meter, Consumer<List<Listed>> page) {
        Predicate<List<Listed>> take = found -> {
            List<Listed> fresh =
                    found.stream().filter(job -> isSince(job, since)).toList();
            if (!fresh.isEmpty()) {
                page.accept(fresh);
            }
            return !fresh.isEmpty();
        };
        switch (kind) {
            case TRAINING ->
                list(place, "sagemaker:ListTrainingJobs", meter)
                        .each(
                                (client, token) -> client.listTrainingJobs(request -> request.sortBy(BY_CREATION)
                                        .sortOrder(NEWEST_FIRST)
                                        .maxResults(ITEMS_A_PAGE)
                                        .nextToken(token)),
                                answer -> JobReader.trainingJobs(answer.trainingJobSummaries()),
                                ListTrainingJobsResponse::nextToken,
                                take);
            case PROCESSING ->
                list(place, "sagemaker:ListProcessingJobs", meter)
                        .each(
                                (client, token) -> client.listProcessingJobs(request -> request.sortBy(BY_CREATION)
                                        .sortOrder(NEWEST_FIRST)
                                        .maxResults(ITEMS_A_PAGE)
                                        .nextToken(token)),
                                answer -> JobReader.processingJobs(answer.processingJobSummaries()),
                                ListProcessingJobsResponse::nextToken,
                                take);
            case TRANSFORM ->
                list(place, "sagemaker:ListTransformJobs", meter)
                        .each(
                                (client, token) -> client.listTransformJobs(request -> request.sortBy(BY_CREATION)
                                        .sortOrder(NEWEST_FIRST)
                                        .maxResults(ITEMS_A_PAGE)
                                        .nextToken(token)),
                                answer -> JobReader.transformJobs(answer.transformJobSummaries()),
                                ListTransformJobsResponse::nextToken,
                                take);
        }
    }

    /** One of which AWS doesn't say when it was made stands among others of its time. */
    static boolean isSince(Listed job, Instant since) {
        Instant created = job.created();
        return created == null || !created.isBefore(since);
    }

    @Override
    public Optional<MlJob> job(Place place, JobKind kind, String name, RequestMeter meter) {
        String describe = switch (kind) {
            case TRAINING -> "sagemaker:DescribeTrainingJob";
            case PROCESSING -> "sagemaker:DescribeProcessingJob";
            case TRANSFORM -> "sagemaker:DescribeTransformJob";
        };
        Function<SageMakerClient, Optional<MlJob>> request = switch (kind) {
            case TRAINING ->
                client -> JobReader.training(client.describeTrainingJob(asked -> asked.trainingJobName(name)));
            case PROCESSING ->
                client -> JobReader.processing(client.describeProcessingJob(asked -> asked.processingJobName(name)));
            case TRANSFORM ->
                client -> JobReader.transform(client.describeTransformJob(asked -> asked.transformJobName(name)));
        };
        return unlessGone(() -> send(place, describe, meter, request))
                .map(job -> job.orElseThrow(
                        () -> PlaceProblems.bad(place, describe, "a job has no name or ARN, or no time at all")));
    }

    @Override
    public List<Violation> violations(Place place, Instant since, RequestMeter meter) {
        return list(place, "sagemaker:ListMonitoringExecutions", meter)
                .all(
                        (client, token) -> client.listMonitoringExecutions(request -> request.sortBy(BY_CREATION)
                                .sortOrder(OLDEST_FIRST)
                                .statusEquals(ExecutionStatus.COMPLETED_WITH_VIOLATIONS)
                                .creationTimeAfter(since)
                                .maxResults(ITEMS_A_PAGE)
                                .nextToken(token)),
                        answer -> SageMakerReader.violations(answer.monitoringExecutionSummaries()),
                        ListMonitoringExecutionsResponse::nextToken);
    }

    private PlaceList<SageMakerClient> list(Place place, String permission, RequestMeter meter) {
        return clients.list(PlaceApi.SAGEMAKER, place, permission, meter);
    }

    private <T> T send(Place place, String permission, RequestMeter meter, Function<SageMakerClient, T> request) {
        return clients.send(PlaceApi.SAGEMAKER, place, permission, meter, request);
    }

    static <T> Optional<T> unlessGone(Supplier<T> described) {
        try {
            return Optional.of(described.get());
        } catch (SourceProblem e) {
            if (e.getCause() instanceof AwsServiceException cause && isGone(cause)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isGone(AwsServiceException e) {
        return RetriedRequests.is(e, "ResourceNotFound", "ResourceNotFoundException")
                || RetriedRequests.is(e, "ValidationException")
                        && e.awsErrorDetails().errorMessage() instanceof String message
                        && GONE.matcher(message).find();
    }
}
