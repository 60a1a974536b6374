package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.spi.PriceSource;
import dev.bursar.efficiency.spi.PriceSource.ListedPrice;
import dev.bursar.efficiency.spi.PriceSource.PlanRate;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Progress;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.text.StepText;
import module java.base;
import org.springframework.stereotype.Component;

/** Reads AWS's prices of the Regions in which there are workloads. A Region whose prices can't be read keeps those that it has. */
@Component
public class PriceSync implements SyncJob {
    public static final String NAME = EfficiencyJobs.PRICES;

    private final PriceSource source;
    private final PriceStore store;
    private final AwsPrerequisite prerequisite;

    PriceSync(PriceSource source, PriceStore store, AwsPrerequisite prerequisite) {
        this.source = source;
        this.store = store;
        this.prerequisite = prerequisite;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read prices of ML instances";
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
    public int run(Run run) {
        List<String> regions = store.regions();
        run.report(run.progress().doing("Reading prices").slices(0, 0, regions.size()));
        for (String region : regions) {
            Progress now = run.progress();
            try {
                var prices = new ArrayList<ListedPrice>();
                source.prices(region, run.meter(), prices::addAll);
                List<PlanRate> rates = source.planRates(region, run.meter());
                int changed = run.commit(() -> store.replace(region, prices, rates));
                run.report(now.doing(StepText.done("prices", region))
                        .slices(now.slicesDone() + 1, now.slicesFailed(), regions.size())
                        .rows(now.rowsChanged() + changed));
            } catch (SourceProblem e) {
                run.problem(e);
                run.report(now.slices(now.slicesDone(), now.slicesFailed() + 1, regions.size()));
            }
        }
        return run.progress().slicesFailed();
    }
}
