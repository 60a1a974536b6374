package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.daily.DailyReading;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Reads the budgets that exist in AWS, and which tags are active there: whether a budget watches anything depends on that. */
@Component
class AwsBudgetReading {
    private static final Logger log = LoggerFactory.getLogger(AwsBudgetReading.class);

    /** @param keys empty where AWS doesn't say: what was known before is still the best there is */
    private record Listed(List<AwsBudget> budgets, Optional<List<TagKey>> keys) {}

    @Bean
    static DailyReading ofAwsBudgets(
            AwsBudgets source,
            AwsBudgetStore store,
            AwsConnection aws,
            CostAllocationTags tags,
            AwsPrerequisite prerequisite,
            DailyReadings readings,
            Clock clock) {
        return DailyReading.named(AwsBudgetStore.JOB, "Read AWS budgets", readings, clock)
                .everyHours(8)
                .after("breakdowns")
                .waitsFor(prerequisite::missing)
                .reads(
                        "Listing AWS budgets",
                        (today, meter) -> new Listed(source.all(meter), tagKeys(aws, meter)),
                        (listed, at) -> {
                            store.replace(listed.budgets());
                            listed.keys().ifPresent(tags::listed);
                            return listed.budgets().size();
                        });
    }

    private static Optional<List<TagKey>> tagKeys(AwsConnection aws, RequestMeter meter) {
        try {
            return Optional.of(aws.tagKeys(meter));
        } catch (SourceProblem e) {
            log.info("Which cost allocation tags are active is not known: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
