package dev.bursar.sync.run;

import dev.bursar.sync.Progress;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells monitoring how jobs run and what their requests cost. Labels are jobs, results and APIs, which the program knows:
 * never accounts, of which there may be thousands. Without a registry, in commands, nothing is kept.
 */
@Component
public class SyncMetrics {
    private final MeterRegistry registry;

    SyncMetrics(ObjectProvider<MeterRegistry> registry, List<SyncJob> jobs, RunQueries queries, Clock clock) {
        this.registry = registry.getIfAvailable(CompositeMeterRegistry::new);
        for (SyncJob job : jobs) {
            Gauge.builder("bursar.sync.last.success.age", queries, runs -> age(runs, job, clock))
                    .description("Time since the job's last run that was done, on whichever node; NaN before the first")
                    .baseUnit("seconds")
                    .tag("job", job.name())
                    .register(this.registry);
        }
    }

    private static double age(RunQueries queries, SyncJob job, Clock clock) {
        return queries.lastSuccess(job.name())
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    public void ended(String job, RunState state, Duration took) {
        registry.timer("bursar.sync.run", "job", job, "result", state.stored()).record(took);
    }

    public void progressed(String job, Progress before, Progress now) {
        count("bursar.sync.slices", before.slicesDone(), now.slicesDone(), "job", job, "result", "done");
        count("bursar.sync.slices", before.slicesFailed(), now.slicesFailed(), "job", job, "result", "failed");
        count("bursar.sync.rows.changed", before.rowsChanged(), now.rowsChanged(), "job", job);
    }

    /** A number that is lower than before has started again from zero. */
    private void count(String name, long before, long now, String... tags) {
        registry.counter(name, tags).increment(now < before ? now : now - before);
    }

    public void asked(String api, String outcome, BigDecimal paidUsd) {
        registry.counter("bursar.aws.requests", "api", api, "outcome", outcome).increment();
        registry.counter("bursar.aws.cost.usd", "api", api).increment(paidUsd.doubleValue());
    }
}
