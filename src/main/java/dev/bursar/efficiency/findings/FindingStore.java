package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.NotKnown;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what was found of workloads. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FindingStore {
    /** Reasons as the columns {@code reason} and {@code reason_facts} hold them. */
    private static final FactCodec<FindingReason> REASONS = FactCodec.of(FindingReason.class);

    private final JdbcClient jdbc;

    FindingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes whenever something that findings rest on has changed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    String fingerprint() {
        return jdbc.sql("""
                        select concat_ws('/',
                                 (select max(read_at)::text || count(*) from ml_reading),
                                 (select max(read_at)::text || count(*) from ml_measured),
                                 (select max(unread_at)::text || count(*) from ml_variant where unread is not null),
                                 (select max(read_at)::text || count(*) from ml_recommender_job),
                                 (select max(id)::text from ml_price_version),
                                 (select max(greatest(typed_at, ended_at))::text || count(*) from ml_price_typed),
                                 (select max(set_at)::text || count(*) from ml_target),
                                 (select count(*)::text || max(decided_at)::text from ml_proposal
                                   where state in ('approved', 'dismissed', 'done')),
                                 (select max(joined_at::text || fingerprint) from resource_cost_state))
                        """).query(String.class).single();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<String> judged() {
        return jdbc.sql("select fingerprint from ml_judged").query(String.class).optional();
    }

    /** The last day on which nobody wants to be told that a workload idles, by workload. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Map<Long, LocalDate> exempt() {
        Map<Long, LocalDate> exempt = new HashMap<>();
        jdbc.sql("""
                        select workload_id, max(dismissed_to) as last from ml_proposal
                         where state = 'dismissed' and action = 'delete' group by 1
                        """).query(row -> {
            exempt.put(row.getLong("workload_id"), row.getObject("last", LocalDate.class));
        });
        return exempt;
    }

    /**
     * A run that judges.
     *
     * @param fingerprint of what it judges by
     * @param costsRead whether charges were joined to workloads
     * @param after the last workload that is judged
     * @param judged how many are
     */
    record Judging(String fingerprint, boolean costsRead, long after, int judged) {}

    /** How far a run is; empty where it has not begun. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Judging> judging(long run) {
        return jdbc.sql("select fingerprint, costs_read, after_id as after, judged from ml_judging where run_id = :run")
                .param("run", run)
                .query(RecordMapper.of(Judging.class))
                .optional();
    }

    Judging begin(long run, String fingerprint) {
        var judging = new Judging(fingerprint, false, 0, 0);
        reached(run, judging);
        return judging;
    }

    void reached(long run, Judging judging) {
        jdbc.sql("""
                        insert into ml_judging (run_id, fingerprint, costs_read, after_id, judged)
                        values (:run, :fingerprint, :costs, :after, :judged)
                        on conflict (single) do update
                           set run_id = excluded.run_id, fingerprint = excluded.fingerprint, costs_read = excluded.costs_read,
                               after_id = excluded.after_id, judged = excluded.judged
                        """)
                .param("run", run)
                .param("fingerprint", judging.fingerprint())
                .param("costs", judging.costsRead())
                .param("after", judging.after())
                .param("judged", judging.judged())
                .update();
    }

    /** What was found of some workloads replaces what was found of them before. */
    void save(List<Finding> findings, Window window, Instant now) {
        jdbc.sql("delete from ml_finding where workload_id = any(:ids)")
                .param("ids", findings.stream().map(Finding::workload).toArray(Long[]::new))
                .update();
        var batch = Batch.of(findings)
                .number("workload_id", Finding::workload)
                .integer("team_id", Finding::team)
                .flag("several_teams", Finding::severalTeams)
                .text("state", one -> one.state().stored())
                .text("reason", one -> REASONS.code(one.reason()))
                .json("reason_facts", one -> REASONS.figures(one.reason()))
                .flag("low_confidence", Finding::lowConfidence)
                .text("instance_type", Finding::instanceType)
                .measured("instances", Finding::instances)
                .text("currency", Finding::currency)
                .decimal("cost", Finding::cost)
                .text("cost_source", Finding::costSource)
                .integer("cost_days", Finding::costDays)
                .decimal("rate", Finding::rate)
                .decimal("unmeasured_usd", Finding::unmeasuredUsd)
                .decimal("idle_cost", one -> one.idleCost().money().orElse(null))
                .measured("invocations", Finding::invocations)
                .decimal("per_inference", one -> one.perInference().money().orElse(null))
                .text("per_inference_reason", one -> reason(one.perInference()))
                .decimal("saving", Finding::saving);
        measure(batch, "coverage", "coverage_reason", Finding::coverage);
        measure(batch, "cpu", "cpu_reason", Finding::cpu);
        measure(batch, "memory", "memory_reason", Finding::memory);
        measure(batch, "gpu", "gpu_reason", Finding::gpu);
        measure(batch, "gpu_memory", "gpu_memory_reason", Finding::gpuMemory);
        measure(batch, "idle_share", "idle_reason", Finding::idleShare);
        batch.statement(jdbc, """
            insert into ml_finding (%1$s, from_hour, to_hour, judged_at)
            select %1$s, :from, :to, :now from %2$s
            """.formatted(batch.columns(), batch.rows()))
                .param("from", window.from().atOffset(ZoneOffset.UTC))
                .param("to", window.to().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All are judged: what was found of workloads that are gone goes. */
    void finish(String fingerprint, Window window, Instant now) {
        jdbc.sql("""
                        delete from ml_finding f using ml_workload w where w.id = f.workload_id and w.gone_at is not null
                        """).update();
        jdbc.sql("delete from ml_judging").update();
        jdbc.sql("""
                        insert into ml_judged (fingerprint, first_day, last_day, cost_source, judged_at)
                        values (:fingerprint, :first, :last, :source, :now)
                        on conflict (single) do update
                           set fingerprint = excluded.fingerprint, first_day = excluded.first_day, last_day = excluded.last_day,
                               cost_source = excluded.cost_source, judged_at = excluded.judged_at
                        """)
                .param("fingerprint", fingerprint)
                .param("first", window.firstCostDay())
                .param("last", window.lastDay())
                .param("source", (window.fromCostExplorer() ? Origin.COST_EXPLORER : Origin.EXPORT).stored())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static void measure(
            Batch<Finding> batch, String column, String reason, Function<Finding, Measure> measure) {
        batch.measured(column, one -> measure.apply(one) instanceof Measure.Known(double value) ? value : null);
        batch.text(
                reason,
                one -> measure.apply(one) instanceof NotKnown unknown
                        ? unknown.reason().name()
                        : "");
    }

    private static String reason(Amount amount) {
        return amount instanceof NotKnown unknown ? unknown.reason().name() : "";
    }
}
