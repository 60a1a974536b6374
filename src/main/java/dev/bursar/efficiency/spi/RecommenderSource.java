package dev.bursar.efficiency.spi;

import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SageMaker Inference Recommender's jobs measured in a place. Bursar starts none: they run endpoints that are billed. Requests
 * are free and metered with account and Region. Each throws {@link dev.bursar.sync.SourceProblem}, whose sentences name both.
 */
public interface RecommenderSource {
    /** Jobs of a place that are read at most, the newest ones. */
    int MOST_JOBS = 200;

    /**
     * A job that has completed.
     *
     * @param type as AWS writes it: Default or Advanced
     * @param created null where AWS doesn't say
     * @param completed when it ended; when it was created where AWS doesn't say
     * @param model the name of the model that it was given; null where it was given none
     * @param modelPackage the ARN of the version of a model package that it was given; null for none
     * @param endpoints names of the endpoints that it was given
     */
    record Job(
            String name,
            String arn,
            String type,
            @Nullable Instant created,
            Instant completed,
            @Nullable String model,
            @Nullable String modelPackage,
            List<String> endpoints,
            List<Rate> rates) {
        public Job {
            endpoints = List.copyOf(endpoints);
            rates = List.copyOf(rates);
        }
    }

    /**
     * What was measured of an instance type.
     *
     * @param instances that answered
     * @param invocationsPerMinute the most that all of them answered
     * @param latencyMs of the model at that rate
     * @param tuned whether the job set environment parameters of the container
     */
    record Rate(String instanceType, int instances, int invocationsPerMinute, int latencyMs, boolean tuned) {}

    /** The jobs that have completed and were created since then, newest first, each once. */
    List<Listed> completed(Place place, Instant since, RequestMeter meter);

    /** A job in full; empty where it is gone meanwhile. */
    Optional<Job> job(Place place, String name, RequestMeter meter);
}
