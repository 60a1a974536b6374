package dev.bursar.causes.plans;

import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.causes.spi.SavingsPlanSource;
import dev.bursar.kernel.Moments;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.daily.DailyReading;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps when Savings Plans begin and end, as they were read last. */
@Component
public class PlanStore {
    public static final String READING = "savings-plans";

    private final JdbcClient jdbc;

    PlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads when Savings Plans begin and end. A portal that lives on files asks AWS nothing. */
    @Bean
    static DailyReading savingsPlanReading(
            SavingsPlanSource source,
            PlanStore store,
            AwsPrerequisite prerequisite,
            DailyReadings readings,
            Clock clock) {
        return DailyReading.named(READING, "Read Savings Plans", readings, clock)
                .after("documents")
                .waitsFor(prerequisite::missing)
                .reads("Listing Savings Plans", (today, meter) -> source.all(meter), store::read);
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
    int read(List<SavingsPlan> plans, Instant at) {
        return jdbc.sql("""
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
    }
}
