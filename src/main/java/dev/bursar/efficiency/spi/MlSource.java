package dev.bursar.efficiency.spi;

import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Lists what runs in SageMaker in a place. Requests are free and metered with account and Region; calls for different places may come
 * at the same time. Each throws {@link dev.bursar.sync.SourceProblem}, whose sentences name the account and the Region; its kind is OFF
 * where the Region is off.
 */
public interface MlSource {
    /**
     * Something that AWS lists with little more than its name.
     *
     * @param status as AWS writes it; empty where it doesn't say
     * @param created null where AWS doesn't say
     * @param modified when it was last changed; null where AWS doesn't say
     */
    record Listed(
            String name,
            String arn,
            String status,
            @Nullable Instant created,
            @Nullable Instant modified) {}

    /** All endpoints, page by page. When a page's token expires, reading begins anew: an endpoint may come twice. */
    void endpoints(Place place, RequestMeter meter, Consumer<List<Listed>> page);

    /** An endpoint with its configuration; empty where it is gone meanwhile. */
    Optional<MlEndpoint> endpoint(Place place, String name, RequestMeter meter);

    /** All inference components with what they reserve; those that are gone meanwhile are left out. */
    List<MlComponent> components(Place place, RequestMeter meter);

    /**
     * The least and most instances that Application Auto Scaling lets variants have.
     *
     * @return by resource id, such as {@code endpoint/fraud/variant/AllTraffic}
     */
    Map<String, Capacity> capacities(Place place, RequestMeter meter);

    /** @param least that scaling in leaves */
    record Capacity(int least, int most) {}

    List<MlNotebook> notebooks(Place place, RequestMeter meter);

    List<MlApp> apps(Place place, RequestMeter meter);

    /** The jobs of a kind that were created since then, page by page; an item may come twice. */
    void jobs(Place place, JobKind kind, Instant since, RequestMeter meter, Consumer<List<Listed>> page);

    /**
     * A run of a model monitor that found violations.
     *
     * @param kind as AWS writes it, such as DataQuality
     */
    record Violation(String endpoint, String kind, Instant at) {}

    /** Violations of endpoints that monitors found since then, in no order; one may come twice. */
    List<Violation> violations(Place place, Instant since, RequestMeter meter);

    /** A job in full; empty where it is gone meanwhile. */
    Optional<MlJob> job(Place place, JobKind kind, String name, RequestMeter meter);
}
