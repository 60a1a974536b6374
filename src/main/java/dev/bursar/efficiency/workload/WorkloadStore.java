package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.spi.MlComponent;
import dev.bursar.efficiency.spi.MlEndpoint;
import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlSource.Capacity;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Params;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores workloads as places are read. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class WorkloadStore {
    private final JdbcClient jdbc;
    private final JobRequests jobs;

    WorkloadStore(JdbcClient jdbc, JobRequests jobs) {
        this.jdbc = jdbc;
        this.jobs = jobs;
    }

    /** When each endpoint of the place was last changed, as far as it was described since, by ARN. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, Instant> described(Place place) {
        Map<String, Instant> known = new HashMap<>();
        jdbc.sql("""
                        select arn, modified_at from ml_workload
                         where account = :account and region = :region and kind = 'endpoint' and gone_at is null
                           and described_at is not null and modified_at is not null
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(row -> {
                    known.put(
                            row.getString("arn"),
                            row.getObject("modified_at", OffsetDateTime.class).toInstant());
                });
        return known;
    }

    /** The jobs of the place that had ended when they were described, by ARN. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<String> endedJobs(Place place, Instant since) {
        return List.copyOf(jdbc.sql("""
                        select j.arn from ml_job j join ml_workload w on w.id = j.workload_id
                         where w.account = :account and w.region = :region and j.ended_at is not null and j.created_at >= :since
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** A workload without its variants. */
    record Row(
            WorkloadKind kind,
            String arn,
            String account,
            String region,
            String name,
            String status,
            @Nullable Instant created,
            @Nullable Instant modified,
            String config,
            boolean async,
            int publishSeconds) {}

    /** Stores what AWS described in full; returns the workload's number. */
    long save(Row row, Instant now) {
        return jdbc.sql("""
                        insert into ml_workload as w (kind, arn, arn_hash, account, region, name, status, created_at, modified_at,
                               config, asynchronous, publish_seconds, described_at, seen_at)
                        values (:kind, :arn, :hash, :account, :region, :name, :status, :created, :modified, :config, :async,
                                :publish_seconds, :now, :now)
                        on conflict (arn_hash) do update
                           set status = excluded.status, created_at = excluded.created_at, modified_at = excluded.modified_at,
                               config = excluded.config, asynchronous = excluded.asynchronous,
                               publish_seconds = excluded.publish_seconds, described_at = excluded.described_at,
                               seen_at = excluded.seen_at, gone_at = null
                        returning id
                        """)
                .params(Params.of(row).and("hash", Sha256.of(row.arn())).and("now", now))
                .query(Long.class)
                .single();
    }

    /** An endpoint that AWS lists and whose description can't be read keeps what was known of it. */
    void listed(Row row, Instant now) {
        jdbc.sql("""
                        insert into ml_workload (kind, arn, arn_hash, account, region, name, status, created_at, seen_at)
                        values (:kind, :arn, :hash, :account, :region, :name, :status, :created, :now)
                        on conflict (arn_hash) do update
                           set status = excluded.status, seen_at = excluded.seen_at, gone_at = null
                        """)
                .params(Params.of(row).and("hash", Sha256.of(row.arn())).and("now", now))
                .update();
    }

    /** An endpoint that has not changed is still there. */
    void seen(String arn, String status, Instant now) {
        jdbc.sql("update ml_workload set status = :status, seen_at = :now, gone_at = null where arn_hash = :hash")
                .param("status", status)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("hash", Sha256.of(arn))
                .update();
    }

    /**
     * Replaces the variants of an endpoint; those that it had before keep their points.
     *
     * @param capacities null where they could not be read: variants keep what was known
     */
    void variants(long workload, MlEndpoint endpoint, @Nullable Map<String, Capacity> capacities, Instant now) {
        variantsGone(workload, now);
        for (MlEndpoint.Variant variant : endpoint.variants()) {
            @Nullable
            Capacity capacity = capacities == null
                    ? null
                    : capacities.get("endpoint/" + endpoint.name() + "/variant/" + variant.name());
            MlEndpoint.@Nullable Serverless serverless = variant.serverless();
            MlEndpoint.@Nullable Model model = variant.model();
            store(onDemand(workload, variant.name(), variant.instanceType(), variant.instances())
                    .and("shadow", variant.shadow())
                    .and("weight", variant.weight())
                    .and("serverless_mb", serverless == null ? null : serverless.memoryMb())
                    .and("provisioned", serverless == null ? null : serverless.provisioned())
                    .and("least", capacity == null ? variant.leastInstances() : Integer.valueOf(capacity.least()))
                    .and("keeps_least", capacities == null)
                    .and("reserved", variant.reserved())
                    .and("model_name", model == null ? null : model.name())
                    .and("model_package", model == null ? null : model.modelPackage())
                    .and("model_created", model == null ? null : model.created()));
        }
    }

    /** The one variant of a notebook, an app or an EC2 instance. */
    void only(long workload, @Nullable String instanceType, int instances) {
        store(onDemand(workload, "", instanceType, instances));
    }

    /** A family of jobs has a variant for each instance type that its jobs ran on, named after it. */
    void jobTypes(long family, Instant since, Instant now) {
        variantsGone(family, now);
        jdbc.sql("""
                        select distinct instance_type from ml_job
                         where workload_id = :family and created_at >= :since and instance_type is not null
                        """)
                .param("family", family)
                .param("since", at(since))
                .query(String.class)
                .list()
                .forEach(type -> store(onDemand(family, type, type, null)));
    }

    /** Those that are still there are stored again next. */
    private void variantsGone(long workload, Instant now) {
        jdbc.sql("update ml_variant set gone_at = :now where workload_id = :workload and gone_at is null")
                .param("workload", workload)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A variant of which nothing scales. */
    private static Params onDemand(
            long workload, String name, @Nullable String instanceType, @Nullable Integer instances) {
        return Params.of("workload", workload)
                .and("name", name)
                .and("shadow", false)
                .and("instance_type", instanceType)
                .and("instances", instances)
                .and("weight", 1)
                .and("serverless_mb", null)
                .and("provisioned", null)
                .and("least", null)
                .and("keeps_least", false)
                .and("reserved", false)
                .and("model_name", null)
                .and("model_package", null)
                .and("model_created", null);
    }

    /** @param variant with {@code :keeps_least}: whether the number that scaling in leaves stays as it was known */
    private void store(Params variant) {
        jdbc.sql("""
                        insert into ml_variant (workload_id, name, shadow, instance_type, instances, weight, serverless_mb, provisioned,
                               least_instances, reserved, model_name, model_package, model_created_at)
                        values (:workload, :name, :shadow, :instance_type, :instances, :weight, :serverless_mb, :provisioned, :least,
                                :reserved, :model_name, :model_package, :model_created)
                        on conflict (workload_id, name) do update
                           set shadow = excluded.shadow, instance_type = excluded.instance_type, instances = excluded.instances,
                               weight = excluded.weight, serverless_mb = excluded.serverless_mb,
                               provisioned = excluded.provisioned,
                               least_instances =
                                   case when :keeps_least then ml_variant.least_instances else excluded.least_instances end,
                               reserved = excluded.reserved, model_name = excluded.model_name,
                               model_package = excluded.model_package,
                               model_created_at = excluded.model_created_at, gone_at = null
                        """).params(variant).update();
    }

    /** Replaces the inference components of a place's endpoints. */
    void components(Place place, Collection<MlComponent> components) {
        jdbc.sql("""
                        delete from ml_component c using ml_workload w
                         where w.id = c.workload_id and w.account = :account and w.region = :region
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .update();
        for (MlComponent one : components) {
            jdbc.sql("""
                            insert into ml_component (workload_id, name, arn, variant, status, cores, accelerators, memory_mb, copies)
                            select id, :name, :arn, :variant, :status, :cores, :accelerators, :memory_mb, :copies from ml_workload
                             where account = :account and region = :region and kind = 'endpoint' and name = :endpoint
                               and gone_at is null
                            on conflict do nothing
                            """).params(Params.of(one).and(place)).update();
        }
    }

    /** Stores a job as one of a family. */
    void job(long family, MlJob job) {
        jdbc.sql("""
                        insert into ml_job as j (workload_id, kind, arn, arn_hash, name, status, instance_type, instances, created_at,
                               started_at, ended_at, billable_seconds, training_seconds, spot, checkpoints, retained_seconds,
                               interruptions)
                        values (:family, :kind, :arn, :hash, :name, :status, :instance_type, :instances, :created, :started, :ended,
                                :billable_seconds, :training_seconds, :spot, :checkpoints, :retained_billable_seconds, :interruptions)
                        on conflict (arn_hash) do update
                           set workload_id = excluded.workload_id, status = excluded.status, instance_type = excluded.instance_type,
                               instances = excluded.instances, created_at = excluded.created_at, started_at = excluded.started_at,
                               ended_at = excluded.ended_at, billable_seconds = excluded.billable_seconds,
                               training_seconds = excluded.training_seconds, spot = excluded.spot,
                               checkpoints = excluded.checkpoints, retained_seconds = excluded.retained_seconds,
                               interruptions = excluded.interruptions
                        """)
                .params(Params.of(job)
                        .and("family", family)
                        .and("kind", job.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .and("hash", Sha256.of(job.arn())))
                .update();
    }

    /**
     * A place was read: what it did not list any more is gone. Families of jobs stay, because jobs are listed for a while only.
     *
     * @param whole the kinds that were read whole
     */
    void complete(Place place, Set<WorkloadKind> whole, Instant began, long run, Instant now) {
        jdbc.sql("""
                        update ml_workload set gone_at = :now
                         where account = :account and region = :region and gone_at is null and seen_at < :began
                           and kind in ('endpoint', 'notebook', 'app') and kind = any (cast(:kinds as text[]))
                        """)
                .param("kinds", whole.stream().map(WorkloadKind::stored).toArray(String[]::new))
                .param("account", place.account())
                .param("region", place.region())
                .param("began", began.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into ml_reading (account, region, run_id, read_at, workloads)
                        select :account, :region, :run, :now,
                               (select count(*) from ml_workload
                                 where account = :account and region = :region and gone_at is null)
                        on conflict (account, region) do update
                           set run_id = excluded.run_id, read_at = excluded.read_at, workloads = excluded.workloads
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("run", run)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Has prices and metrics read at once where there is something that metrics were never asked of. */
    void readWhatIsNew() {
        boolean anyNew = jdbc.sql("""
                        select exists (select from ml_variant v join ml_workload w on w.id = v.workload_id
                                        where w.kind in ('endpoint', 'ec2', 'provisioned') and w.gone_at is null and v.gone_at is null
                                          and v.id not in (select variant_id from ml_measured))
                        """).query(Boolean.class).single();
        if (anyNew) {
            jobs.add(EfficiencyJobs.PRICES);
            jobs.add(EfficiencyJobs.METRICS);
        }
    }

    /** EC2 instances that charges no longer name are gone. */
    void goneInstances(Instant began, Instant now) {
        jdbc.sql("update ml_workload set gone_at = :now where kind = 'ec2' and gone_at is null and seen_at < :began")
                .param("began", began.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
