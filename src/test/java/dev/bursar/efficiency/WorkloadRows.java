package dev.bursar.efficiency;

import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts workloads, what was found of them and proposals into the database, as the jobs would. */
public final class WorkloadRows {
    public static final String ACCOUNT = "111122223333";
    public static final LocalDate FIRST_DAY = LocalDate.parse("2026-10-25");
    public static final LocalDate LAST_DAY = LocalDate.parse("2026-11-23");

    private static final String FROM = "2026-11-10T00:00:00Z";
    private static final String TO = "2026-11-24T00:00:00Z";

    private final JdbcClient jdbc;

    public WorkloadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets all of them. */
    public static void clear(JdbcClient owner) {
        owner.sql("""
                        truncate ml_violation, ml_log_question, ml_recommender_job, ml_recommended, ml_provisioned, inference_profile, ml_workload, ml_variant, ml_component, ml_job, ml_aws_finding, ml_reading, ml_point, ml_measured,
                          ml_price_version, ml_price, ml_price_typed, ml_cost, ml_cost_elsewhere, ml_finding, ml_judged, ml_proposal,
                          ml_target, cluster_use, cluster_request, daily_reading, ml_resource_cost_day, ml_resource_cost, resource_creation
                        """).update();
    }

    /** Workloads were read and judged. */
    public void judged() {
        jdbc.sql("""
                        insert into ml_reading (account, region, run_id, read_at, workloads)
                        values (:account, 'eu-central-1', 1, '2026-11-24T06:00:00Z', 1) on conflict do nothing
                        """).param("account", ACCOUNT).update();
        jdbc.sql("""
                        insert into ml_judged (fingerprint, first_day, last_day, judged_at)
                        values ('test', :first, :last, '2026-11-24T06:10:00Z')
                        """).param("first", FIRST_DAY).param("last", LAST_DAY).update();
    }

    /** A namespace of the cluster {@code ml} that asks for four times what it uses; returns the number of what was found of it. */
    public long namespace(String name, int team) {
        jdbc.sql("""
                        insert into cluster_use (cluster, namespace, team_id, currency, first_day, last_day, cost, idle, requested, spare,
                               vcpu_hours, vcpu_spare, gb_hours, gb_spare)
                        values (:cluster, :name, :team, 'USD', :first, :last, 500, 100, 120, 90, 1000, 750, 4000, 3000)
                        """)
                .param("cluster", ACCOUNT + "/eu-central-1/ml")
                .param("name", name)
                .param("team", team)
                .param("first", FIRST_DAY)
                .param("last", LAST_DAY)
                .update();
        return jdbc.sql("""
                        insert into cluster_request (cluster, namespace, team_id, currency, state, proposed_at, checked_at)
                        values (:cluster, :name, :team, 'USD', 'open', '2026-11-24T06:10:00Z', '2026-11-24T06:10:00Z') returning id
                        """)
                .param("cluster", ACCOUNT + "/eu-central-1/ml")
                .param("name", name)
                .param("team", team)
                .query(Long.class)
                .single();
    }

    public static String arn(String name) {
        return arn(ACCOUNT, name);
    }

    private static String arn(String account, String name) {
        return "arn:aws:sagemaker:eu-central-1:" + account + ":endpoint/" + name;
    }

    /** An endpoint with one ml.m5.4xlarge, all of whose figures are known, until it is told otherwise. */
    public Endpoint endpoint(String name) {
        return new Endpoint(name);
    }

    /** An endpoint that is not stored yet. */
    public final class Endpoint {
        private final String name;
        private String account = ACCOUNT;
        private int team;
        private String state = "oversized";
        private String reason = "It uses 5.0% of its CPU.";
        private @Nullable String cost = "663.84";
        private @Nullable Double cpu = 0.05;
        private @Nullable String saving;
        private boolean severalTeams;

        private Endpoint(String name) {
            this.name = name;
        }

        public Endpoint in(String other) {
            account = other;
            return this;
        }

        public Endpoint ownedBy(int owner) {
            team = owner;
            return this;
        }

        public Endpoint found(String other, String why) {
            state = other;
            reason = why;
            return this;
        }

        public Endpoint costs(@Nullable String amount) {
            cost = amount;
            return this;
        }

        public Endpoint couldSave(String usd) {
            saving = usd;
            return this;
        }

        public Endpoint notMeasured() {
            state = "not-measured";
            reason = "CloudWatch has no metrics for these hours.";
            cpu = null;
            return this;
        }

        /** A part of its cost is another team's. */
        public Endpoint shared() {
            severalTeams = true;
            return this;
        }

        public long add() {
            long id = jdbc.sql("""
                            insert into ml_workload (kind, arn, arn_hash, account, region, name, status, created_at, modified_at, config,
                                   described_at, seen_at)
                            values ('endpoint', :arn, :hash, :account, 'eu-central-1', :name, 'InService', '2026-06-01T00:00:00Z',
                                   '2026-06-01T00:00:00Z', 'config', '2026-11-24T06:00:00Z', '2026-11-24T06:00:00Z')
                            returning id
                            """)
                    .param("arn", arn(account, name))
                    .param("hash", Sha256.of(arn(account, name)))
                    .param("account", account)
                    .param("name", name)
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into ml_variant (workload_id, name, shadow, instance_type, instances, weight, reserved)
                            values (:id, 'main', false, 'ml.m5.4xlarge', 1, 1, false)
                            """).param("id", id).update();
            String unknown = cpu == null ? "NO_METRICS" : "";
            jdbc.sql("""
                            insert into ml_finding (workload_id, team_id, several_teams, state, reason, low_confidence, instance_type,
                                   instances, currency, cost, cost_source, coverage, coverage_reason, cpu, cpu_reason, memory,
                                   memory_reason, gpu, gpu_reason, gpu_memory, gpu_memory_reason, idle_share, idle_cost, idle_reason,
                                   invocations, per_inference, per_inference_reason, saving, from_hour, to_hour, judged_at)
                            values (:id, :team, :several, :state, :reason, false, 'ml.m5.4xlarge', 1, 'USD', cast(:cost as numeric),
                                   'export', :coverage, :unknown, :cpu, :unknown, :cpu, :unknown, null,
                                   'NO_GPU', null, 'NO_GPU',
                                   0.25, cast(:cost as numeric) / 4, '', 1000, cast(:cost as numeric) / 1000, '',
                                   cast(:saving as numeric), cast(:from as timestamptz), cast(:to as timestamptz),
                                   '2026-11-24T06:10:00Z')
                            """)
                    .param("id", id)
                    .param("team", team)
                    .param("several", severalTeams)
                    .param("state", state)
                    .param("reason", reason)
                    .param("cost", cost)
                    .param("coverage", cpu == null ? null : Double.valueOf(0.98))
                    .param("unknown", unknown)
                    .param("cpu", cpu)
                    .param("saving", saving)
                    .param("from", FROM)
                    .param("to", TO)
                    .update();
            return id;
        }
    }

    /** One whose figures lack their reasons in words, as they were stored before facts were. */
    public long oldEndpoint(String name) {
        long id = endpoint(name).add();
        jdbc.sql("""
                        update ml_finding
                           set cpu_reason = 'CloudWatch has no metrics for these hours.',
                               memory_reason = 'CloudWatch has no metrics of the endpoint’s queue for these hours.',
                               gpu_reason = 'This instance type has no accelerator.', gpu_memory_reason = 'No longer said.'
                         where workload_id = :id
                        """).param("id", id).update();
        return id;
    }

    /** Hours of the endpoint's variant from one time on, each with so many requests. */
    public void hours(long workload, String from, int count, double requests) {
        for (int i = 0; i < count; i++) {
            jdbc.sql("""
                            insert into ml_point (variant_id, hour, cpu_average, cpu_maximum, cpu_samples, memory_average, memory_maximum,
                                   invocations, errors_4xx, errors_5xx, latency_average, latency_p99)
                            select id, :hour, 80, 160, 60, 10, 12, :requests, 0, 0, 20000, 45000 from ml_variant
                             where workload_id = :id
                            """)
                    .param("hour", Instant.parse(from).plusSeconds(3600L * i).atOffset(java.time.ZoneOffset.UTC))
                    .param("requests", requests)
                    .param("id", workload)
                    .update();
        }
    }

    /** What a day cost nobody, billed for 24 hours. */
    public void cost(long workload, LocalDate day, String amount) {
        cost(workload, day, 0, amount);
    }

    /** What a day cost a team, billed for 24 hours. */
    public void cost(long workload, LocalDate day, int team, String amount) {
        jdbc.sql("""
                        insert into ml_cost (workload_id, day, team_id, currency, instance_type, component, effective_cost, hours)
                        values (:id, :day, :team, 'USD', 'ml.m5.4xlarge', 'Host', :amount, 24)
                        """)
                .param("id", workload)
                .param("day", day)
                .param("team", team)
                .param("amount", new BigDecimal(amount))
                .update();
    }

    /** Proposes one ml.m5.large instead. */
    public long proposal(long workload, String usd) {
        return jdbc.sql("""
                        insert into ml_proposal (workload_id, variant, action, from_type, from_count, to_type, to_count, rate_by,
                               low_confidence, list_saving, bill_saving, currency, price_version, evidence, assumptions, state,
                               proposed_at, checked_at)
                        values (:id, 'main', 'rightsize', 'ml.m5.4xlarge', 1, 'ml.m5.large', 1, 'estimated', false,
                               cast(:usd as numeric), cast(:usd as numeric) / 2, 'USD', 7, 'It uses 0.8 of 16 vCPUs.'
                               || chr(10) || 'It uses 6.4 of 64 GiB.', '20% are kept free.', 'open', '2026-11-24T06:10:00Z',
                               '2026-11-24T06:10:00Z')
                        returning id
                        """)
                .param("id", workload)
                .param("usd", usd)
                .query(Long.class)
                .single();
    }

    /** Version 7 of AWS's prices: what the endpoint runs on, and what is proposed. */
    public void prices() {
        jdbc.sql("""
                        insert into ml_price_version (id, region, content_hash, read_at, checked_at) overriding system value
                        values (7, 'eu-central-1', sha256('test'), '2026-11-20T06:00:00Z', '2026-11-24T06:00:00Z')
                        """).update();
        jdbc.sql("""
                        insert into ml_price (version_id, component, instance_type, usd_per_hour, vcpus, memory_gib, gpus, gpu_memory_gib,
                               architecture)
                        values (7, 'Hosting', 'ml.m5.4xlarge', 0.922, 16, 64, 0, 0, 'x86_64'),
                               (7, 'Hosting', 'ml.m5.large', 0.115, 2, 8, 0, 0, 'x86_64')
                        """).update();
    }

    /** A charge for what is no known workload. */
    public void elsewhere(String resource, int team, String amount) {
        jdbc.sql("""
                        insert into ml_cost_elsewhere (account, resource, team_id, currency, effective_cost)
                        values (:account, :resource, :team, 'USD', cast(:amount as numeric))
                        """)
                .param("account", ACCOUNT)
                .param("resource", resource)
                .param("team", team)
                .param("amount", amount)
                .update();
    }
}
