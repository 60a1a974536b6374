package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.sizing.MeasuredRate;
import dev.bursar.efficiency.workload.MlWorkload.Component;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.kernel.Moments;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The stored workloads: whoever shows one has checked before who may see it. */
@org.springframework.stereotype.Component
@Transactional(readOnly = true)
public class Workloads {
    private static final String COLUMNS = """
            id, kind, arn, account, region, name, status, created_at created, modified_at modified, config, asynchronous async,
            publish_seconds, described_at described, gone_at gone""";

    private final JdbcClient jdbc;

    Workloads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, those that are gone too, by number. */
    public List<MlWorkload> all() {
        return read(null);
    }

    public Optional<MlWorkload> find(long id) {
        return read(new Long[] {id}).stream().findFirst();
    }

    /** The next ones after a number that are not gone, by number. */
    public List<MlWorkload> after(long id, int most) {
        return read(jdbc.sql("select id from ml_workload where id > :id and gone_at is null order by id limit :most")
                .param("id", id)
                .param("most", most)
                .query(Long.class)
                .list()
                .toArray(Long[]::new));
    }

    /** @param ids null for all */
    private List<MlWorkload> read(Long @Nullable [] ids) {
        boolean all = ids == null;
        Long[] some = ids == null ? new Long[0] : ids;
        Map<Long, List<MeasuredRate>> rates = rates(all, some);
        RecordMapper<Variant> variant = RecordMapper.of(Variant.class)
                .with("rates", (row, column) -> rates.getOrDefault(row.getLong("id"), List.of()));
        Map<Long, List<Variant>> variants = new HashMap<>();
        jdbc.sql("""
                        select id, workload_id, name, shadow, instance_type, instances, weight, serverless_mb, least_instances, reserved,
                               model_created_at model_created, gpu_metrics, gone_at is not null as gone
                          from ml_variant where :all or workload_id = any(:ids) order by workload_id, shadow, name
                        """).param("all", all).param("ids", some).query(row -> {
            variants.computeIfAbsent(row.getLong("workload_id"), any -> new ArrayList<>())
                    .add(variant.mapRow(row, 0));
        });
        Map<Long, List<Component>> components = new HashMap<>();
        jdbc.sql("""
                        select workload_id, name, variant, status, cores, accelerators, memory_mb, copies from ml_component
                         where :all or workload_id = any(:ids) order by workload_id, name
                        """).param("all", all).param("ids", some).query(row -> {
            components
                    .computeIfAbsent(row.getLong("workload_id"), any -> new ArrayList<>())
                    .add(RecordMapper.of(Component.class).mapRow(row, 0));
        });
        return jdbc.sql("select " + COLUMNS + " from ml_workload where :all or id = any(:ids) order by id")
                .param("all", all)
                .param("ids", some)
                .query(RecordMapper.of(MlWorkload.class)
                        .with("variants", (row, column) -> variants.getOrDefault(row.getLong("id"), List.of()))
                        .with("components", (row, column) -> components.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /**
     * What Inference Recommender's jobs measured, by variant, where AWS names what runs: the version of the model's package; the model,
     * or the only variant's endpoint, made before the job.
     */
    private Map<Long, List<MeasuredRate>> rates(boolean all, Long[] some) {
        Map<Long, List<MeasuredRate>> rates = new HashMap<>();
        jdbc.sql("""
                        select v.id as variant, j.name, j.completed_at, r.instance_type, r.instances, r.invocations, r.latency_ms, r.tuned
                          from ml_recommender_job j
                          join ml_recommended r on r.job_id = j.id
                          join ml_workload w on w.account = j.account and w.region = j.region and w.kind = 'endpoint'
                          join ml_variant v on v.workload_id = w.id and v.gone_at is null and not v.shadow
                         where (:all or w.id = any(:ids))
                           and (j.model_package = v.model_package
                                or v.model_created_at <= j.created_at
                                   and (j.model_name = v.model_name
                                        or w.name = any (j.endpoints) and w.created_at <= j.created_at
                                           and not exists (select from ml_variant other
                                                            where other.workload_id = w.id and other.id <> v.id
                                                              and other.gone_at is null and not other.shadow)))
                         order by v.id, j.completed_at desc, j.id, r.place
                        """).param("all", all).param("ids", some).query(row -> {
            rates.computeIfAbsent(row.getLong("variant"), any -> new ArrayList<>())
                    .add(new MeasuredRate(
                            row.getString("instance_type"),
                            row.getInt("invocations") / 60.0 / row.getInt("instances"),
                            row.getInt("latency_ms"),
                            row.getString("name"),
                            row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                            row.getBoolean("tuned")));
        });
        return rates;
    }

    /**
     * A job of a family.
     *
     * @param kind training, processing or transform
     * @param billableSeconds of each instance; null where AWS says none
     */
    public record Job(
            long family,
            String kind,
            String arn,
            String name,
            String status,
            @Nullable String instanceType,
            int instances,
            Instant created,
            @Nullable Instant ended,
            @Nullable Integer billableSeconds,
            @Nullable Integer trainingSeconds,
            boolean spot,
            boolean checkpoints,
            int retainedSeconds,
            int interruptions) {}

    /** Jobs of all families that were created since then, the newest first. */
    public List<Job> jobs(Instant since) {
        return jobs(true, List.of(), since);
    }

    /** Jobs of some families that were created since then, the newest first. */
    public List<Job> jobs(Collection<Long> families, Instant since) {
        return jobs(false, families, since);
    }

    private List<Job> jobs(boolean all, Collection<Long> families, Instant since) {
        return jdbc.sql("""
                        select workload_id family, kind, arn, name, status, instance_type, instances, created_at created, ended_at ended,
                               billable_seconds, training_seconds, spot, checkpoints, retained_seconds, interruptions
                          from ml_job
                         where created_at >= :since and (:all or workload_id = any(:families))
                         order by created_at desc, id
                        """)
                .param("since", since.atOffset(java.time.ZoneOffset.UTC))
                .param("all", all)
                .param("families", families.toArray(Long[]::new))
                .query(RecordMapper.of(Job.class))
                .list();
    }

    /**
     * A run of a model monitor that found violations.
     *
     * @param kind as AWS writes it, such as DataQuality
     */
    public record Violation(String kind, Instant at) {}

    /** What monitors found of an endpoint in the latest 30 days, the newest first. */
    public List<Violation> violations(long workload) {
        return jdbc.sql("select kind, at from ml_violation where workload_id = :id order by at desc, kind")
                .param("id", workload)
                .query(RecordMapper.of(Violation.class))
                .list();
    }

    /** When the commitments of some provisioned models end; without those that have none. */
    public Map<Long, Instant> commitmentEnds(Collection<Long> workloads) {
        Map<Long, Instant> ends = new HashMap<>();
        jdbc.sql("""
                        select workload_id, commitment_ends from ml_provisioned
                         where workload_id = any(:ids) and commitment_ends is not null
                        """).param("ids", workloads.toArray(Long[]::new)).query(row -> {
            ends.put(row.getLong("workload_id"), Moments.of(row, "commitment_ends"));
        });
        return ends;
    }

    /** When the last place was read; empty while none has been. */
    public Optional<Instant> readAt() {
        return jdbc.sql("select max(read_at) as at from ml_reading")
                .query((row, number) -> Optional.ofNullable(Moments.orNull(row, "at")))
                .single();
    }
}
