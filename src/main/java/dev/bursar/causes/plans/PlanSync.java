package dev.bursar.causes.plans;

import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.causes.spi.SavingsPlanSource;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads when Savings Plans begin and end. Where AWS refuses, the run says so and the plans of earlier runs stay. */
@Component
class PlanSync implements SyncJob {
    static final String NAME = "savings-plans";

    private final SavingsPlanSource source;
    private final PlanStore store;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    PlanSync(SavingsPlanSource source, PlanStore store, AwsPrerequisite prerequisite, Clock clock) {
        this.source = source;
        this.store = store;
        this.prerequisite = prerequisite;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read Savings Plans";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of("documents");
    }

    /** A portal that lives on files asks AWS nothing. */
    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Listing Savings Plans"));
        List<SavingsPlan> plans;
        try {
            plans = source.all(run.meter());
        } catch (SourceProblem e) {
            if (e.kind() != SourceProblem.Kind.ACCESS_DENIED) {
                throw e;
            }
            run.commit(() -> {
                store.refused(e, clock.instant());
                return 0;
            });
            run.problem(e);
            return 1;
        }
        run.longCommit(() -> {
            store.read(plans, clock.instant());
            return plans.size();
        });
        return 0;
    }
}
