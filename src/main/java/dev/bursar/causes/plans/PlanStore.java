package dev.bursar.causes.plans;

import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.kernel.Moments;
import dev.bursar.sync.SourceProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps Savings Plans as they were read last. */
@Component
public class PlanStore {
    private final JdbcClient jdbc;

    PlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How the last runs went.
     *
     * @param readAt when plans were read last; null before
     * @param refusedAt when the last run was refused; null where it read them
     */
    public record Reading(
            @Nullable Instant readAt, @Nullable Instant refusedAt) {}

    @Transactional(readOnly = true)
    public Reading reading() {
        return jdbc.sql("select read_at, refused_at from savings_plan_reading")
                .query((row, number) -> new Reading(Moments.orNull(row, "read_at"), Moments.orNull(row, "refused_at")))
                .optional()
                .orElse(new Reading(null, null));
    }

    /** Another text as soon as one begins or ends at another time, or one more is known. */
    @Transactional(readOnly = true)
    public String fingerprint() {
        return jdbc.sql("""
                        select md5(coalesce(string_agg(arn || ' ' || extract(epoch from starts_at) || ' ' || extract(epoch from ends_at), ','
                                                       order by arn), ''))
                          from savings_plan
                        """).query(String.class).single();
    }

    /** Those of these ARNs that are known, by ARN. */
    @Transactional(readOnly = true)
    public Map<String, SavingsPlan> of(Collection<String> arns) {
        Map<String, SavingsPlan> plans = new HashMap<>();
        jdbc.sql("select arn, plan_type, state, starts_at, ends_at from savings_plan where arn = any(:arns)")
                .param("arns", arns.toArray(String[]::new))
                .query(row -> {
                    plans.put(
                            row.getString("arn"),
                            new SavingsPlan(
                                    row.getString("arn"),
                                    row.getString("plan_type"),
                                    row.getString("state"),
                                    Objects.requireNonNull(Moments.orNull(row, "starts_at")),
                                    Objects.requireNonNull(Moments.orNull(row, "ends_at"))));
                });
        return plans;
    }

    /** Older answers never win. */
    @Transactional(propagation = Propagation.MANDATORY)
    void read(List<SavingsPlan> plans, Instant at) {
        jdbc.sql("""
            insert into savings_plan as p (arn, plan_type, state, starts_at, ends_at, seen_at)
            select arn, plan_type, state, starts_at, ends_at, :at
              from unnest(:arns, :types, :states, cast(:starts as timestamptz[]), cast(:ends as timestamptz[]))
                   as read (arn, plan_type, state, starts_at, ends_at)
            on conflict (arn) do update
               set plan_type = excluded.plan_type, state = excluded.state, starts_at = excluded.starts_at,
                   ends_at = excluded.ends_at, seen_at = excluded.seen_at
             where p.seen_at <= excluded.seen_at
            """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("arns", plans.stream().map(SavingsPlan::arn).toArray(String[]::new))
                .param("types", plans.stream().map(SavingsPlan::type).toArray(String[]::new))
                .param("states", plans.stream().map(SavingsPlan::state).toArray(String[]::new))
                .param(
                        "starts",
                        plans.stream().map(plan -> plan.start().toString()).toArray(String[]::new))
                .param("ends", plans.stream().map(plan -> plan.end().toString()).toArray(String[]::new))
                .update();
        jdbc.sql("""
            insert into savings_plan_reading (read_at) values (:at)
            on conflict (single) do update
               set read_at = excluded.read_at, refused_at = null, problem = null, what_to_do = null
            """).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** Says why they could not be read; those of an earlier run are kept. */
    @Transactional(propagation = Propagation.MANDATORY)
    void refused(SourceProblem problem, Instant at) {
        jdbc.sql("""
            insert into savings_plan_reading (refused_at, problem, what_to_do) values (:at, :problem, :whatToDo)
            on conflict (single) do update
               set refused_at = excluded.refused_at, problem = excluded.problem, what_to_do = excluded.what_to_do
            """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("problem", problem.said().what())
                .param("whatToDo", problem.said().whatToDo())
                .update();
    }
}
