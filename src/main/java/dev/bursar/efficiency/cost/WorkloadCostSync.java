package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.spi.ResourceCostSource;
import dev.bursar.efficiency.spi.ResourceCostSource.Answer;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads what resources cost from Cost Explorer once a day, where an admin has turned it on and no export names resources: what was never
 * read of the last 14 days, and the latest days again, because AWS still changes them.
 */
@Component
public class WorkloadCostSync implements SyncJob {
    public static final String NAME = EfficiencyJobs.RESOURCE_COSTS;

    /** How many of the latest days are read again. */
    static final int AGAIN = 4;

    private final ResourceCostStore store;
    private final WorkloadCosts costs;
    private final ResourceCostSource source;
    private final AwsPrerequisite prerequisite;
    private final JobRequests jobs;
    private final Clock clock;

    WorkloadCostSync(
            ResourceCostStore store,
            WorkloadCosts costs,
            ResourceCostSource source,
            AwsPrerequisite prerequisite,
            JobRequests jobs,
            Clock clock) {
        this.store = store;
        this.costs = costs;
        this.source = source;
        this.prerequisite = prerequisite;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read costs by resource from Cost Explorer";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of(EfficiencyJobs.WORKLOADS);
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public BigDecimal leastCostUsd() {
        return asks(today(clock.instant())) ? ResourceCostSource.USD_A_PAGE : BigDecimal.ZERO;
    }

    @Override
    public Optional<Estimate> estimate() {
        if (!asks(today(clock.instant()))) {
            return Optional.empty();
        }
        ResourceCostPrice price = ResourceCostPrice.of(store.expectedResources());
        return Optional.of(new Estimate(
                price.firstPages(),
                price.firstUsd(),
                "Cost Explorer bills $0.01 a page. The first run reads 14 days, each later one the latest " + AGAIN
                        + "."));
    }

    private boolean asks(LocalDate today) {
        return store.state().enabled() && !costs.exportNamesResources(today);
    }

    @Override
    public int run(Run run) {
        LocalDate today = today(run.startedAt());
        if (!store.state().enabled()) {
            run.report(run.progress().doing("Costs by resource are not turned on"));
            return 0;
        }
        if (costs.exportNamesResources(today)) {
            run.report(run.progress().doing("Charges of an export name resources, so Cost Explorer was not asked"));
            return 0;
        }
        LocalDate from = from(today);
        run.report(run.progress().doing("Reading costs by resource").slices(0, 0, 1));
        try {
            Answer answer = source.read(from, today, run.meter());
            run.commit(() -> {
                Instant now = clock.instant();
                store.replace(from, today, answer.costs(), now);
                store.tried(null, now);
                jobs.add(EfficiencyJobs.JUDGE);
                return true;
            });
            run.report(
                    run.progress().doing("").slices(1, 0, 1).rows(answer.costs().size()));
            return 0;
        } catch (SourceProblem e) {
            run.commit(() -> {
                store.tried(e, clock.instant());
                return true;
            });
            run.problem(e);
            run.report(run.progress().doing("").slices(0, 1, 1));
            return 1;
        }
    }

    /** The first of the last 14 days that was never read, or that AWS may still change. */
    private LocalDate from(LocalDate today) {
        Map<LocalDate, Instant> read = store.days();
        LocalDate again = today.minusDays(AGAIN);
        return today.minusDays(ResourceCostSource.DAYS)
                .datesUntil(again)
                .filter(day -> !read.containsKey(day))
                .findFirst()
                .orElse(again);
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
