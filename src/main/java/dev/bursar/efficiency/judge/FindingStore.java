package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.NotKnown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what was found of workloads. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FindingStore {
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
                                 (select count(*)::text || max(decided_at)::text from ml_proposal where state in ('approved', 'dismissed')),
                                 (select max(joined_at)::text from resource_cost_state))
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

    void replace(List<Finding> findings, Window window, String fingerprint, Instant now) {
        jdbc.sql("delete from ml_finding").update();
        jdbc.sql("""
                        insert into ml_finding (workload_id, team_id, several_teams, state, reason, low_confidence, instance_type, instances,
                               currency, cost, cost_source, cost_days, rate, unmeasured_usd, coverage, coverage_reason, cpu, cpu_reason,
                               memory, memory_reason, gpu,
                               gpu_reason, gpu_memory, gpu_memory_reason, idle_share, idle_cost, idle_reason, invocations,
                               per_inference, per_inference_reason, saving, from_hour, to_hour, judged_at)
                        select *, :from, :to, :now
                          from unnest(:workloads, :teams, :several, :states, :reasons, :low, :types, cast(:instances as double precision[]),
                                      :currencies, cast(:costs as numeric[]), :sources, cast(:days as int[]), cast(:rates as numeric[]),
                                      cast(:unmeasured as numeric[]), cast(:coverage as double precision[]), :coverageReasons,
                                      cast(:cpu as double precision[]), :cpuReasons, cast(:memory as double precision[]), :memoryReasons,
                                      cast(:gpu as double precision[]), :gpuReasons, cast(:gpuMemory as double precision[]),
                                      :gpuMemoryReasons, cast(:idle as double precision[]), cast(:idleCosts as numeric[]), :idleReasons,
                                      cast(:invocations as double precision[]), cast(:each as numeric[]), :eachReasons,
                                      cast(:savings as numeric[]))
                        """)
                .param("workloads", findings.stream().map(Finding::workload).toArray(Long[]::new))
                .param("teams", findings.stream().map(Finding::team).toArray(Integer[]::new))
                .param("several", findings.stream().map(Finding::severalTeams).toArray(Boolean[]::new))
                .param("states", texts(findings, one -> one.state().stored()))
                .param("reasons", texts(findings, Finding::reason))
                .param("low", findings.stream().map(Finding::lowConfidence).toArray(Boolean[]::new))
                .param("types", texts(findings, Finding::instanceType))
                .param("instances", findings.stream().map(Finding::instances).toArray(Double[]::new))
                .param("currencies", texts(findings, Finding::currency))
                .param("costs", findings.stream().map(Finding::cost).toArray(BigDecimal[]::new))
                .param("sources", texts(findings, Finding::costSource))
                .param("days", findings.stream().map(Finding::costDays).toArray(Integer[]::new))
                .param("rates", findings.stream().map(Finding::rate).toArray(BigDecimal[]::new))
                .param(
                        "unmeasured",
                        findings.stream().map(Finding::unmeasuredUsd).toArray(BigDecimal[]::new))
                .param("coverage", values(findings, Finding::coverage))
                .param("coverageReasons", reasons(findings, Finding::coverage))
                .param("cpu", values(findings, Finding::cpu))
                .param("cpuReasons", reasons(findings, Finding::cpu))
                .param("memory", values(findings, Finding::memory))
                .param("memoryReasons", reasons(findings, Finding::memory))
                .param("gpu", values(findings, Finding::gpu))
                .param("gpuReasons", reasons(findings, Finding::gpu))
                .param("gpuMemory", values(findings, Finding::gpuMemory))
                .param("gpuMemoryReasons", reasons(findings, Finding::gpuMemory))
                .param("idle", values(findings, Finding::idleShare))
                .param("idleReasons", reasons(findings, Finding::idleShare))
                .param("idleCosts", amounts(findings, Finding::idleCost))
                .param(
                        "invocations",
                        findings.stream().map(Finding::invocations).toArray(Double[]::new))
                .param("each", amounts(findings, Finding::perInference))
                .param("eachReasons", texts(findings, one -> reason(one.perInference())))
                .param("savings", findings.stream().map(Finding::saving).toArray(BigDecimal[]::new))
                .param("from", window.from().atOffset(ZoneOffset.UTC))
                .param("to", window.to().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
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

    private static @Nullable String[] texts(List<Finding> findings, Function<Finding, @Nullable String> text) {
        return findings.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable Double[] values(List<Finding> findings, Function<Finding, Measure> measure) {
        return findings.stream()
                .map(one -> measure.apply(one) instanceof Measure.Known(double value) ? Double.valueOf(value) : null)
                .toArray(Double[]::new);
    }

    private static @Nullable BigDecimal[] amounts(List<Finding> findings, Function<Finding, Amount> amount) {
        return findings.stream()
                .map(one -> amount.apply(one).money().orElse(null))
                .toArray(BigDecimal[]::new);
    }

    private static @Nullable String[] reasons(List<Finding> findings, Function<Finding, Measure> measure) {
        return texts(
                findings,
                one -> measure.apply(one) instanceof NotKnown unknown
                        ? unknown.reason().sentence()
                        : "");
    }

    private static String reason(Amount amount) {
        return amount instanceof NotKnown unknown ? unknown.reason().sentence() : "";
    }
}
