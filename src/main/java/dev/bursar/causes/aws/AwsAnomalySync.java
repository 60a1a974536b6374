package dev.bursar.causes.aws;

import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomalySource;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads AWS's own anomalies of the last 90 days once a day, where an admin has turned it on: each page is paid for. */
@Component
class AwsAnomalySync implements SyncJob {
    static final String NAME = "aws-anomalies";

    private final AwsAnomalySource source;
    private final AwsAnomalyStore store;
    private final AwsPrerequisite prerequisite;
    private final Clock clock;

    AwsAnomalySync(AwsAnomalySource source, AwsAnomalyStore store, AwsPrerequisite prerequisite, Clock clock) {
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
        return "Read AWS\u2019s own anomalies";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of("savings-plans");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public BigDecimal leastCostUsd() {
        return store.reading().enabled() ? AwsAnomalySource.USD_A_PAGE : BigDecimal.ZERO;
    }

    @Override
    public Optional<Estimate> estimate() {
        return store.reading().enabled()
                ? Optional.of(new Estimate(
                        1,
                        AwsAnomalySource.USD_A_PAGE,
                        "Cost Explorer bills $0.01 a page of up to 100 anomalies. Each run reads the last "
                                + AwsAnomalySource.DAYS + " days."))
                : Optional.empty();
    }

    @Override
    public int run(Run run) {
        if (!store.reading().enabled()) {
            run.report(run.progress().doing("AWS\u2019s own anomalies are not turned on"));
            return 0;
        }
        LocalDate today = LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(AwsAnomalySource.DAYS - 1L);
        run.report(run.progress().doing("Reading AWS\u2019s own anomalies").slices(0, 0, 1));
        List<AwsAnomaly> found;
        try {
            found = source.all(first, today, run.meter());
        } catch (SourceProblem e) {
            run.commit(() -> {
                store.failed(e, clock.instant());
                return true;
            });
            run.problem(e);
            run.report(run.progress().doing("").slices(0, 1, 1));
            return 1;
        }
        run.commit(() -> {
            store.read(found, first, clock.instant());
            return true;
        });
        run.report(run.progress().doing("").slices(1, 0, 1).rows(found.size()));
        return 0;
    }
}
