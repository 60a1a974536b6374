package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.cost.WorkloadCosts;
import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.judge.Judge.Opened;
import dev.bursar.efficiency.measure.PointStore;
import dev.bursar.efficiency.measure.PointStore.Missed;
import dev.bursar.efficiency.price.Prices;
import dev.bursar.efficiency.proposal.ProposalStore;
import dev.bursar.efficiency.proposal.Target;
import dev.bursar.efficiency.proposal.Targets;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.efficiency.workload.Workloads.Job;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import dev.bursar.trail.Openings;
import dev.bursar.trail.Openings.Opening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges every workload by the latest metrics, charges and prices, and proposes what saves costs. Nothing is asked of AWS. */
@Component
public class EfficiencySync implements SyncJob {
    public static final String NAME = EfficiencyJobs.JUDGE;

    private static final int WORKLOADS_AT_A_TIME = 100;

    private final WorkloadCosts costs;
    private final PointStore points;
    private final Reading reading;
    private final FindingStore store;
    private final ProposalStore proposals;
    private final Clock clock;

    /** What is read of other rooms and modules, once a run. */
    @Component
    static class Reading {
        private final Workloads workloads;
        private final Prices prices;
        private final Targets targets;
        private final Inventory inventory;
        private final Openings openings;

        Reading(Workloads workloads, Prices prices, Targets targets, Inventory inventory, Openings openings) {
            this.workloads = workloads;
            this.prices = prices;
            this.targets = targets;
            this.inventory = inventory;
            this.openings = openings;
        }
    }

    EfficiencySync(
            WorkloadCosts costs,
            PointStore points,
            Reading reading,
            FindingStore store,
            ProposalStore proposals,
            Clock clock) {
        this.costs = costs;
        this.points = points;
        this.reading = reading;
        this.store = store;
        this.proposals = proposals;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Judge workloads";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public List<String> after() {
        return List.of(
                "resource-costs", EfficiencyJobs.PRICES, EfficiencyJobs.RESOURCE_COSTS, EfficiencyJobs.METRICS, "tag-check");
    }

    @Override
    public Optional<String> pending() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        String fingerprint = String.join(
                "/", store.fingerprint(), costs.fingerprint(), reading.openings.fingerprint(), today.toString());
        return store.judged().filter(fingerprint::equals).isPresent() ? Optional.empty() : Optional.of(fingerprint);
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Judging workloads"));
        int judged = run.commit(() -> {
            // taken first: what changes meanwhile is judged by the next run
            Optional<String> fingerprint = pending();
            if (fingerprint.isEmpty()) {
                return 0;
            }
            costs.refresh();
            return judge(fingerprint.get());
        });
        run.report(run.progress().rows(judged));
        return 0;
    }

    private int judge(String fingerprint) {
        Instant now = clock.instant();
        Window window = Window.of(costs.charged().orElse(null), now);
        List<MlWorkload> workloads = reading.workloads.all().stream()
                .filter(one -> one.gone() == null)
                .toList();
        Map<Long, List<DayCost>> cost = costs.since(window.firstDay().minusDays(WorkloadCosts.DAYS), null);
        Map<String, Prices.Table> prices = new HashMap<>();
        Map<Long, Target> targets = reading.targets.all();
        Map<Long, LocalDate> exempt = store.exempt();
        Map<Long, Missed> missed = missed(window);
        Map<Long, List<Job>> jobs = reading.workloads.jobs(null, now.minus(Duration.ofDays(30))).stream()
                .collect(Collectors.groupingBy(Job::family));
        var opened = new OpenedWorkloads(reading.openings.newest(), reading.openings.knownSince());
        Map<String, Integer> owners = owners(workloads);
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < workloads.size(); i += WORKLOADS_AT_A_TIME) {
            List<MlWorkload> some = workloads.subList(i, Math.min(workloads.size(), i + WORKLOADS_AT_A_TIME));
            Map<Long, List<HourPoint>> hours = points.points(
                    some.stream()
                            .flatMap(one -> one.variants().stream().map(Variant::id))
                            .toList(),
                    window.earliest(),
                    now);
            for (MlWorkload one : some) {
                var measures = new WorkloadMeasures(
                        one,
                        window,
                        prices.computeIfAbsent(one.region(), reading.prices::of),
                        hours,
                        cost.getOrDefault(one.id(), List.of()));
                var context = new Judge.Context(
                        targets.getOrDefault(one.id(), Target.USUAL),
                        exempt.get(one.id()),
                        jobs.getOrDefault(one.id(), List.of()),
                        opened.of(one),
                        owners.getOrDefault(one.arn(), 0),
                        measures.current().stream()
                                .map(variant -> missed.get(variant.id()))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        now);
                findings.add(new Judge(measures, context).judge());
            }
        }
        store.replace(findings, window, fingerprint, now);
        proposals.propose(
                findings.stream().flatMap(one -> one.proposals().stream()).toList());
        return findings.size();
    }

    /** Why variants lack hours of the window; without those that were read up to its end. */
    private Map<Long, Missed> missed(Window window) {
        Map<Long, Missed> missed = points.missed();
        points.measured().forEach((variant, measured) -> {
            if (!measured.to().isBefore(window.to())) {
                missed.remove(variant);
            }
        });
        return missed;
    }

    /** Teams that the inventory gives workloads to, by ARN. */
    private Map<String, Integer> owners(List<MlWorkload> workloads) {
        var wanted = workloads.stream().map(MlWorkload::arn).collect(Collectors.toSet());
        Map<String, Integer> owners = new HashMap<>();
        reading.inventory.each((Resource resource) -> {
            if (wanted.contains(resource.arn())) {
                owners.put(resource.arn(), resource.team().value());
            }
        });
        return owners;
    }

    /** Finds who opened a workload. */
    private static final class OpenedWorkloads {
        private final List<Opening> openings;
        private final Map<String, Instant> knownSince;

        OpenedWorkloads(List<Opening> openings, Map<String, Instant> knownSince) {
            this.openings = openings;
            this.knownSince = knownSince;
        }

        Opened of(MlWorkload workload) {
            @Nullable Instant since = knownSince.get(workload.account() + "/" + workload.region());
            @Nullable Opening newest = null;
            for (Opening one : openings) {
                if (matches(one, workload) && (newest == null || one.at().isAfter(newest.at()))) {
                    newest = one;
                }
            }
            return newest == null ? new Opened(null, "", since) : new Opened(newest.at(), newest.person(), since);
        }

        private static boolean matches(Opening opening, MlWorkload workload) {
            return opening.account().equals(workload.account())
                    && opening.region().equals(workload.region())
                    && switch (workload.kind()) {
                        case NOTEBOOK -> opening.notebook().equals(workload.name());
                        case APP ->
                            !opening.domain().isEmpty()
                                    && workload.arn()
                                            .contains(":app/" + opening.domain() + "/"
                                                    + (opening.owner().isEmpty() ? "" : opening.owner() + "/"));
                        case ENDPOINT, JOB_FAMILY, EC2 -> false;
                    };
        }
    }
}
