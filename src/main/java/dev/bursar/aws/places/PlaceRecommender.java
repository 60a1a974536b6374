package dev.bursar.aws.places;

import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.spi.RecommenderSource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sagemaker.model.DescribeInferenceRecommendationsJobResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointInfo;
import software.amazon.awssdk.services.sagemaker.model.EndpointOutputConfiguration;
import software.amazon.awssdk.services.sagemaker.model.InferenceRecommendation;
import software.amazon.awssdk.services.sagemaker.model.InferenceRecommendationsJob;
import software.amazon.awssdk.services.sagemaker.model.ListInferenceRecommendationsJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelConfiguration;
import software.amazon.awssdk.services.sagemaker.model.RecommendationJobInputConfig;
import software.amazon.awssdk.services.sagemaker.model.RecommendationJobStatus;
import software.amazon.awssdk.services.sagemaker.model.RecommendationMetrics;

/** Reads the jobs of SageMaker Inference Recommender in an account and Region. */
@Component
class PlaceRecommender implements RecommenderSource {
    private static final String LIST = "sagemaker:ListInferenceRecommendationsJobs";
    private static final String DESCRIBE = "sagemaker:DescribeInferenceRecommendationsJob";
    private static final int JOBS_A_PAGE = 100;
    private static final int MOST_RATES = 50;
    private static final int MOST_ENDPOINTS = 10;

    private final PlaceClients clients;

    PlaceRecommender(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public List<Listed> completed(Place place, Instant since, RequestMeter meter) {
        Map<String, Listed> found = new LinkedHashMap<>();
        clients.list(PlaceApi.SAGEMAKER, place, LIST, meter)
                .each(
                        (client, token) -> client.listInferenceRecommendationsJobs(
                                request -> request.statusEquals(RecommendationJobStatus.COMPLETED)
                                        .sortBy("CreationTime")
                                        .sortOrder("Descending")
                                        .maxResults(JOBS_A_PAGE)
                                        .nextToken(token)),
                        answer -> SageMakerReader.read(answer.inferenceRecommendationsJobs(), PlaceRecommender::listed),
                        ListInferenceRecommendationsJobsResponse::nextToken,
                        page -> {
                            List<Listed> fresh = page.stream()
                                    .filter(job -> PlaceSageMaker.isSince(job, since))
                                    .toList();
                            fresh.forEach(job -> found.put(job.arn(), job));
                            return !fresh.isEmpty() && found.size() < MOST_JOBS;
                        });
        return found.values().stream().limit(MOST_JOBS).toList();
    }

    private static Optional<Listed> listed(InferenceRecommendationsJob job) {
        return SageMakerReader.listed(
                job.jobName(), job.jobArn(), job.statusAsString(), job.creationTime(), job.lastModifiedTime());
    }

    @Override
    public Optional<Job> job(Place place, String name, RequestMeter meter) {
        return PlaceSageMaker.unlessGone(() -> clients.send(
                        PlaceApi.SAGEMAKER,
                        place,
                        DESCRIBE,
                        meter,
                        client -> client.describeInferenceRecommendationsJob(request -> request.jobName(name))))
                .map(answer -> job(answer)
                        .orElseThrow(() ->
                                PlaceProblems.bad(place, DESCRIBE, "a job has no name or ARN, or no time at all")));
    }

    private static Optional<Job> job(DescribeInferenceRecommendationsJobResponse answer) {
        String type = SageMakerReader.word(answer.jobTypeAsString());
        @Nullable RecommendationJobInputConfig input = answer.inputConfig();
        @Nullable Instant completed = answer.completionTime() == null ? answer.creationTime() : answer.completionTime();
        if (completed == null) {
            return Optional.empty();
        }
        return SageMakerReader.listed(
                        answer.jobName(), answer.jobArn(), answer.statusAsString(), answer.creationTime(), completed)
                .map(listed -> new Job(
                        listed.name(),
                        listed.arn(),
                        type == null ? "" : type,
                        listed.created(),
                        completed,
                        input == null ? null : SageMakerReader.word(input.modelName()),
                        input != null && SageMakerReader.isArn(input.modelPackageVersionArn())
                                ? input.modelPackageVersionArn()
                                : null,
                        input == null ? List.of() : endpoints(input),
                        answer.inferenceRecommendations().stream()
                                .flatMap(one -> rate(one).stream())
                                .limit(MOST_RATES)
                                .toList()));
    }

    private static List<String> endpoints(RecommendationJobInputConfig input) {
        return input.endpoints().stream()
                .map(EndpointInfo::endpointName)
                .filter(SageMakerReader::isName)
                .distinct()
                .limit(MOST_ENDPOINTS)
                .toList();
    }

    /**
     * Left out where a number is missing or none, of serverless endpoints, and of a model that was compiled for the job: that is another
     * one than what runs.
     */
    private static Optional<Rate> rate(InferenceRecommendation one) {
        @Nullable RecommendationMetrics metrics = one.metrics();
        @Nullable EndpointOutputConfiguration ran = one.endpointConfiguration();
        @Nullable ModelConfiguration model = one.modelConfiguration();
        String type = ran == null ? null : SageMakerReader.word(ran.instanceTypeAsString());
        if (metrics == null
                || ran == null
                || type == null
                || !isPositive(metrics.maxInvocations())
                || !isPositive(metrics.modelLatency())
                || model != null && model.compilationJobName() != null) {
            return Optional.empty();
        }
        return Optional.of(new Rate(
                type,
                isPositive(ran.initialInstanceCount()) ? ran.initialInstanceCount() : 1,
                metrics.maxInvocations(),
                metrics.modelLatency(),
                model != null && !model.environmentParameters().isEmpty()));
    }

    private static boolean isPositive(@Nullable Integer number) {
        return number != null && number > 0;
    }
}
