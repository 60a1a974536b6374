package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.WorkloadCosts;
import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.findings.Judge.Opened;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.prices.Prices;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.proposals.Targets;
import dev.bursar.efficiency.reading.PointStore;
import dev.bursar.efficiency.reading.PointStore.Missed;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.efficiency.workload.Workloads.Job;
import dev.bursar.inventory.Inventory;
import dev.bursar.kernel.TeamId;
import dev.bursar.trail.Openings;
import dev.bursar.trail.Openings.Opening;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges some workloads at a time by all that is known of them. */
@Component
class Evaluation {
    private static final Duration JOBS = Duration.ofDays(30);

    private final WorkloadCosts costs;
    private final PointStore points;
    private final Workloads workloads;
    private final Prices prices;
    private final Targets targets;
    private final Inventory inventory;
    private final Openings openings;
    private final FindingStore store;

    Evaluation(
            WorkloadCosts costs,
            PointStore points,
            Workloads workloads,
            Prices prices,
            Targets targets,
            Inventory inventory,
            Openings openings,
            FindingStore store) {
        this.costs = costs;
        this.points = points;
        this.workloads = workloads;
        this.prices = prices;
        this.targets = targets;
        this.inventory = inventory;
        this.openings = openings;
        this.store = store;
    }

    /** What one run judges all workloads by. */
    record Basis(
            Window window,
            Instant now,
            Map<Long, Target> targets,
            Map<Long, LocalDate> exempt,
            OpenedWorkloads opened,
            Map<String, Prices.Table> prices) {}

    Basis basis(Instant now) {
        return new Basis(
                Window.of(costs.charged().orElse(null), now),
                now,
                targets.all(),
                store.exempt(),
                new OpenedWorkloads(openings.newest(), openings.knownSince()),
                new HashMap<>());
    }

    List<Finding> judge(Basis basis, List<MlWorkload> some) {
        Window window = basis.window();
        List<Long> ids = some.stream().map(MlWorkload::id).toList();
        List<Long> variants = some.stream()
                .flatMap(one -> one.variants().stream().map(Variant::id))
                .toList();
        Map<Long, List<HourPoint>> hours = points.points(variants, window.earliest(), basis.now());
        Map<Long, Judge.Provisioned> provisioned = provisioned(some);
        Map<Long, Missed> missed = points.missed(variants, window.to());
        Map<Long, List<DayCost>> cost = costs.since(window.firstDay().minusDays(WorkloadCosts.DAYS), ids);
        Map<Long, List<Job>> jobs =
                workloads.jobs(ids, basis.now().minus(JOBS)).stream().collect(Collectors.groupingBy(Job::family));
        Map<String, TeamId> owners =
                inventory.teams(some.stream().map(MlWorkload::arn).toList());
        return some.stream()
                .map(one -> {
                    var measures = new WorkloadMeasures(
                            one,
                            window,
                            basis.prices().computeIfAbsent(one.region(), prices::of),
                            hours,
                            cost.getOrDefault(one.id(), List.of()));
                    var context = new Judge.Context(
                            basis.targets().getOrDefault(one.id(), Target.USUAL),
                            basis.exempt().get(one.id()),
                            jobs.getOrDefault(one.id(), List.of()),
                            basis.opened().of(one),
                            owners.getOrDefault(one.arn(), TeamId.UNALLOCATED).value(),
                            provisioned.get(one.id()),
                            measures.current().stream()
                                    .map(variant -> missed.get(variant.id()))
                                    .filter(Objects::nonNull)
                                    .findFirst()
                                    .orElse(null),
                            basis.now());
                    return new Judge(measures, context).judge();
                })
                .toList();
    }

    /** What else is known of those that are provisioned models. */
    private Map<Long, Judge.Provisioned> provisioned(List<MlWorkload> some) {
        List<MlWorkload> models = some.stream()
                .filter(one -> one.kind() == WorkloadKind.PROVISIONED)
                .toList();
        if (models.isEmpty()) {
            return Map.of();
        }
        Map<Long, PointStore.Measured> asked = points.measured();
        Map<Long, Instant> ends =
                workloads.commitmentEnds(models.stream().map(MlWorkload::id).toList());
        Map<Long, Judge.Provisioned> provisioned = new HashMap<>();
        models.forEach(one -> provisioned.put(
                one.id(),
                new Judge.Provisioned(
                        ends.get(one.id()),
                        one.variants().stream()
                                .map(variant -> asked.get(variant.id()))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null))));
        return provisioned;
    }

    /** Finds who opened a workload. */
    static final class OpenedWorkloads {
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
                        case ENDPOINT, JOB_FAMILY, EC2, PROVISIONED -> false;
                    };
        }
    }
}
