package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the budgets that exist in AWS, and which tags are active there: whether a budget watches anything depends on that. */
@Component
class AwsBudgetSync implements SyncJob {
    private static final Logger log = LoggerFactory.getLogger(AwsBudgetSync.class);

    private final AwsBudgets source;
    private final AwsBudgetStore store;
    private final AwsConnection aws;
    private final CostAllocationTags tags;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    AwsBudgetSync(
            AwsBudgets source,
            AwsBudgetStore store,
            AwsConnection aws,
            CostAllocationTags tags,
            AwsPrerequisite prerequisite,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.aws = aws;
        this.tags = tags;
        this.prerequisite = prerequisite;
        this.clock = clock;
    }

    @Override
    public String name() {
        return AwsBudgetStore.JOB;
    }

    @Override
    public String title() {
        return "Read AWS budgets";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public List<String> after() {
        return List.of("breakdowns");
    }

    /** A portal that lives on files asks AWS nothing, neither for accounts nor for budgets. */
    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Listing AWS budgets"));
        List<AwsBudget> budgets;
        try {
            budgets = source.all(run.meter());
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
        Optional<List<TagKey>> keys = tagKeys(run);
        run.commit(() -> {
            store.replace(budgets, clock.instant());
            keys.ifPresent(tags::listed);
            return budgets.size();
        });
        return 0;
    }

    /** Empty where AWS doesn't say: what was known before is still the best there is. */
    private Optional<List<TagKey>> tagKeys(Run run) {
        try {
            return Optional.of(aws.tagKeys(run.meter()));
        } catch (SourceProblem e) {
            log.info("Which cost allocation tags are active is not known: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
