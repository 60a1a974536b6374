package dev.bursar.efficiency.findings;

import dev.bursar.charges.FirstCostRead;
import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.clusters.ClusterUses;
import dev.bursar.efficiency.cost.WorkloadCosts;
import dev.bursar.efficiency.findings.Evaluation.Basis;
import dev.bursar.efficiency.findings.FindingStore.Judging;
import dev.bursar.efficiency.proposals.ProposalStore;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import dev.bursar.trail.Openings;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Judges every workload by the latest metrics, charges and prices, and proposes what saves costs. Nothing is asked of AWS. It works by
 * some workloads at a time: each step is a commit of its own, and a run that was killed goes on after the last one.
 */
@Component
public class EfficiencySync implements SyncJob {
    public static final String NAME = EfficiencyJobs.JUDGE;

    static final int WORKLOADS_AT_A_TIME = 50;

    private final Evaluation evaluation;
    private final Workloads workloads;
    private final WorkloadCosts costs;
    private final Openings openings;
    private final FindingStore store;
    private final ProposalStore proposals;
    private final ClusterUses clusters;
    private final FirstCostRead firstRead;
    private final Clock clock;

    EfficiencySync(
            Evaluation evaluation,
            Workloads workloads,
            WorkloadCosts costs,
            Openings openings,
            FindingStore store,
            ProposalStore proposals,
            ClusterUses clusters,
            FirstCostRead firstRead,
            Clock clock) {
        this.firstRead = firstRead;
        this.evaluation = evaluation;
        this.workloads = workloads;
        this.costs = costs;
        this.openings = openings;
        this.store = store;
        this.proposals = proposals;
        this.clusters = clusters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Evaluate workloads";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public List<String> after() {
        return List.of(
                "resource-costs",
                EfficiencyJobs.PRICES,
                EfficiencyJobs.RESOURCE_COSTS,
                EfficiencyJobs.METRICS,
                "tag-check");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return firstRead.waitsFor("inventory", EfficiencyJobs.WORKLOADS);
    }

    @Override
    public Optional<String> pending() {
        return waitsFor().isPresent() ? Optional.empty() : changed();
    }

    private Optional<String> changed() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String fingerprint =
                String.join("/", store.fingerprint(), costs.fingerprint(), openings.fingerprint(), today.toString());
        return store.judged().filter(fingerprint::equals).isPresent() ? Optional.empty() : Optional.of(fingerprint);
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Judging workloads"));
        // taken first: what changes meanwhile is judged by the next run
        run.commit(() -> store.judging(run.id()).or(() -> changed().map(now -> store.begin(run.id(), now))))
                .ifPresent(begun -> judge(run, begun));
        return 0;
    }

    private void judge(Run run, Judging begun) {
        Judging judging = begun.costsRead() ? begun : readCosts(run, begun);
        Basis basis = evaluation.basis(run.startedAt());
        List<MlWorkload> some = next(judging);
        while (!some.isEmpty()) {
            List<MlWorkload> these = some;
            List<Finding> findings = evaluation.judge(basis, these);
            var reached =
                    new Judging(judging.fingerprint(), true, these.getLast().id(), judging.judged() + these.size());
            run.commit(() -> {
                store.save(findings, basis.window(), clock.instant());
                proposals.propose(
                        these.stream().map(MlWorkload::id).toList(),
                        findings.stream()
                                .flatMap(one -> one.proposals().stream())
                                .toList());
                store.reached(run.id(), reached);
                return true;
            });
            judging = reached;
            run.report(run.progress().rows(judging.judged()));
            some = next(judging);
        }
        String fingerprint = judging.fingerprint();
        run.commit(() -> {
            proposals.gone();
            clusters.refresh();
            store.finish(fingerprint, basis.window(), clock.instant());
            return true;
        });
    }

    private List<MlWorkload> next(Judging judging) {
        return workloads.after(judging.after(), WORKLOADS_AT_A_TIME);
    }

    private Judging readCosts(Run run, Judging begun) {
        costs.refresh(step -> {
            run.commit(() -> {
                step.run();
                return true;
            });
            run.report(run.progress());
        });
        var read = new Judging(begun.fingerprint(), true, begun.after(), begun.judged());
        run.commit(() -> {
            store.reached(run.id(), read);
            return true;
        });
        return read;
    }
}
