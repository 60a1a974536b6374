package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.questions.LogRefused.Why.NothingTraced;
import dev.bursar.efficiency.spi.TraceQuestions;
import dev.bursar.efficiency.spi.TraceQuestions.Found;
import dev.bursar.efficiency.spi.TraceQuestions.Search;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/**
 * Asks X-Ray where requests to an endpoint spend their time, at a price that is said before. X-Ray names SageMaker and not the endpoint,
 * so a lead may ask only where the whole account is their teams'. Answers are shown and not kept; who searched is recorded before.
 */
@Service
@PreAuthorize("hasAnyRole('LEAD', 'ADMIN')")
public class TraceService {
    /** How many hours back a question may look. */
    public static final List<Integer> HOURS = List.of(1, 3, 6);

    private final TraceQuestions traces;
    private final EfficiencyService workloads;
    private final TracedAccounts traced;
    private final AskedPlaces places;
    private final PaidQuestions paid;
    private final ManualRequests requests;
    private final Scope scope;
    private final Clock clock;

    TraceService(
            TraceQuestions traces,
            EfficiencyService workloads,
            TracedAccounts traced,
            AskedPlaces places,
            PaidQuestions paid,
            ManualRequests requests,
            Scope scope,
            Clock clock) {
        this.traces = traces;
        this.workloads = workloads;
        this.traced = traced;
        this.places = places;
        this.paid = paid;
        this.requests = requests;
        this.scope = scope;
        this.clock = clock;
    }

    /** Whether the person may ask about a workload: not where it isn't an endpoint, or where they may not see it. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public boolean offered(long workload) {
        return (scope.has(Role.LEAD) || scope.has(Role.ADMIN)) && seen(workload).isPresent();
    }

    /**
     * The calls that lead to the endpoint, which AWS tells free of charge.
     *
     * @param hours one of {@link #HOURS}
     * @return empty where there is no such endpoint, or the person may not see it
     * @throws LogRefused where no traced call leads to SageMaker, or its account isn't read
     * @throws dev.bursar.sync.SourceProblem where AWS refuses
     */
    public Optional<TracePath> path(long workload, int hours) {
        return seen(workload).map(one -> path(one, places.of(one), hours, clock.instant()));
    }

    /**
     * Searches for the slowest requests.
     *
     * @param hours one of {@link #HOURS}
     * @return empty where there is no such endpoint, or the person may not see it
     * @throws LogRefused where no traced call leads to SageMaker, its account isn't read, or the search would pass a limit
     * @throws CapReached where it would pass a cap of the Settings page
     * @throws dev.bursar.sync.SourceProblem where AWS refuses
     */
    public Optional<TraceAnswer> ask(long workload, int hours) {
        return seen(workload).map(one -> search(one, hours));
    }

    private TraceAnswer search(MlWorkload workload, int hours) {
        Place place = places.of(workload);
        Instant now = clock.instant();
        TracePath path = path(workload, place, hours, now);
        long id = paid.reserveTraces(workload.id(), hours, path);
        try {
            Found found = traces.search(
                    place,
                    new Search(path.target(), now.minus(Duration.ofHours(hours)), now, path.mostTraces()),
                    requests.meter());
            TraceAnswer answer = TraceAnswer.of(hours, found);
            paid.answered(id, answer);
            return answer;
        } catch (CapReached e) {
            paid.notSent(id);
            throw e;
        }
    }

    private TracePath path(MlWorkload workload, Place place, int hours, Instant now) {
        if (!HOURS.contains(hours)) {
            throw new IllegalArgumentException(hours + " hours");
        }
        return TracePath.of(
                        traces.graph(place, now.minus(Duration.ofHours(hours)), now, requests.meter()), workload.name())
                .orElseThrow(() -> new LogRefused(new NothingTraced()));
    }

    private Optional<MlWorkload> seen(long workload) {
        return workloads
                .workload(workload)
                .filter(one -> one.kind() == WorkloadKind.ENDPOINT)
                .filter(traced::seen);
    }
}
