package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.spi.RecommenderSource;
import dev.bursar.efficiency.spi.RecommenderSource.Job;
import dev.bursar.efficiency.spi.RecommenderSource.Rate;
import dev.bursar.kernel.Sha256;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads and keeps what Inference Recommender's jobs of the latest year measured. A job that has completed never changes, so it is described
 * once; one that AWS no longer lists, or that is older, is forgotten.
 */
@Component
class RecommenderJobs {
    private static final Duration KEPT = Duration.ofDays(365);

    private final RecommenderSource source;
    private final Reach reach;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecommenderJobs(RecommenderSource source, Reach reach, JdbcClient jdbc, Clock clock) {
        this.source = source;
        this.reach = reach;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A place that refuses keeps what it had; that fails no run, because only estimates are better with it. */
    void read(Run run, Place place) {
        List<Job> described = new ArrayList<>();
        @Nullable List<Listed> listed = null;
        @Nullable SourceProblem problem = null;
        try {
            listed = source.completed(place, clock.instant().minus(KEPT), run.meter());
            Set<String> known = new HashSet<>(known(place));
            for (Listed one : listed) {
                if (!known.contains(one.arn())) {
                    try {
                        source.job(place, one.name(), run.meter()).ifPresent(described::add);
                    } catch (SourceProblem e) {
                        if (e.kind() != Kind.BAD_ANSWER) {
                            throw e;
                        }
                        problem = e; // one answer that can't be read doesn't hide the others
                    }
                }
            }
        } catch (SourceProblem e) {
            problem = e;
        }
        save(run, place, listed, described, problem);
    }

    /** @param listed null where AWS didn't say which jobs there are */
    private void save(
            Run run, Place place, @Nullable List<Listed> listed, List<Job> described, @Nullable SourceProblem problem) {
        Instant now = clock.instant();
        run.commit(() -> {
            if (listed != null) {
                forget(place, listed);
            }
            described.forEach(job -> save(place, job, now));
            if (problem == null) {
                reach.answered(place, PlaceState.INFERENCE_RECOMMENDER);
            } else {
                reach.problem(place, PlaceState.INFERENCE_RECOMMENDER, problem);
            }
            return true;
        });
    }

    private List<String> known(Place place) {
        return List.copyOf(jdbc.sql("select arn from ml_recommender_job where account = :account and region = :region")
                .param("account", place.account())
                .param("region", place.region())
                .query(String.class)
                .list());
    }

    private void forget(Place place, List<Listed> listed) {
        jdbc.sql("""
                        delete from ml_recommender_job
                         where account = :account and region = :region and not arn = any(:listed)
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("listed", listed.stream().map(Listed::arn).toArray(String[]::new))
                .update();
    }

    private void save(Place place, Job job, Instant now) {
        long id = jdbc.sql("""
                        insert into ml_recommender_job (arn, arn_hash, account, region, name, type, created_at, completed_at, model_name,
                               model_package, endpoints, read_at)
                        values (:arn, :hash, :account, :region, :name, :type, :created, :completed, :model, :package, :endpoints, :now)
                        on conflict (arn_hash) do update set completed_at = excluded.completed_at, read_at = excluded.read_at
                        returning id
                        """)
                .param("arn", job.arn())
                .param("hash", Sha256.of(job.arn()))
                .param("account", place.account())
                .param("region", place.region())
                .param("name", job.name())
                .param("type", job.type())
                .param("created", job.created() == null ? null : job.created().atOffset(ZoneOffset.UTC))
                .param("completed", job.completed().atOffset(ZoneOffset.UTC))
                .param("model", job.model())
                .param("package", job.modelPackage())
                .param("endpoints", job.endpoints().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        for (int i = 0; i < job.rates().size(); i++) {
            Rate rate = job.rates().get(i);
            jdbc.sql("""
                            insert into ml_recommended (job_id, place, instance_type, instances, invocations, latency_ms, tuned)
                            values (:job, :place, :type, :instances, :invocations, :latency, :tuned)
                            on conflict do nothing
                            """)
                    .param("job", id)
                    .param("place", i)
                    .param("type", rate.instanceType())
                    .param("instances", rate.instances())
                    .param("invocations", rate.invocationsPerMinute())
                    .param("latency", rate.latencyMs())
                    .param("tuned", rate.tuned())
                    .update();
        }
    }
}
