package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.spi.MlSource;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and keeps what SageMaker's model monitors found of endpoints in the latest 30 days. */
@Component
class Violations {
    /** How far back violations are read. */
    static final Duration KEPT = Duration.ofDays(30);

    private final MlSource source;
    private final Reach reach;
    private final JdbcClient jdbc;
    private final Clock clock;

    Violations(MlSource source, Reach reach, JdbcClient jdbc, Clock clock) {
        this.source = source;
        this.reach = reach;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A place that refuses keeps what it had; that fails no run, because roles from before may lack the permission. */
    void read(Run run, Place place) {
        Instant since = clock.instant().minus(KEPT);
        try {
            List<MlSource.Violation> found = source.violations(place, since, run.meter());
            run.commit(() -> {
                replace(place, found);
                reach.answered(place, PlaceState.MODEL_MONITOR);
                return true;
            });
        } catch (SourceProblem e) {
            run.commit(() -> {
                reach.problem(place, PlaceState.MODEL_MONITOR, e);
                return true;
            });
        }
    }

    /** What was found of an endpoint of the same name that was deleted since is not this one's. */
    private void replace(Place place, List<MlSource.Violation> found) {
        jdbc.sql("""
                        delete from ml_violation v using ml_workload w
                         where w.id = v.workload_id and w.account = :account and w.region = :region
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .update();
        for (MlSource.Violation one : found) {
            jdbc.sql("""
                            insert into ml_violation (workload_id, kind, at)
                            select id, :kind, :at from ml_workload
                             where account = :account and region = :region and kind = 'endpoint' and name = :endpoint
                               and gone_at is null and (created_at is null or created_at <= :at)
                            on conflict do nothing
                            """)
                    .param("account", place.account())
                    .param("region", place.region())
                    .param("endpoint", one.endpoint())
                    .param("kind", one.kind())
                    .param("at", one.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
