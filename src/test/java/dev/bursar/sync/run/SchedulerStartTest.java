package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.bursar.sync.SyncJob;
import dev.bursar.testing.ProductClasses;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.Order;

/** First runs begin in the order in which a person needs what they read. */
class SchedulerStartTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void firstRunsAreDueAtOnceInTheOrderOfJobs() {
        assertThat(SchedulerStart.firstDue(List.of("costs", "accounts", "inventory"), NOW))
                .containsExactly(
                        entry("costs", NOW.minusMillis(3)),
                        entry("accounts", NOW.minusMillis(2)),
                        entry("inventory", NOW.minusMillis(1)));
        assertThat(SchedulerStart.firstDue(List.of(), NOW)).isEmpty();
    }

    @Test
    void costsComeFirstThenAccountsThenWhatIsReadInThem() {
        List<String> jobs = ProductClasses.all().stream()
                .filter(type -> type.isAssignableTo(SyncJob.class) && type.isAnnotatedWith(Order.class))
                .sorted(Comparator.comparing((JavaClass type) ->
                        type.getAnnotationOfType(Order.class).value()))
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(jobs)
                .startsWith("CostSync", "AccountSync", "ReachSync")
                .containsSubsequence(
                        "AccountSync",
                        "InventorySync",
                        "EventLookupSync",
                        "WorkloadSync",
                        "MetricSync",
                        "EfficiencySync");
    }
}
