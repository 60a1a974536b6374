package dev.bursar.efficiency;

import dev.bursar.sync.RetainedData;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hours, jobs, questions to logs, what was proposed and withdrawn, and prices that nothing names any more. Costs of workloads are joined
 * anew from the charges of the latest days, so they end by themselves; what people decided on stays.
 */
@Component
@Order(50)
class EfficiencyRetention implements RetainedData {
    /** Rows that have a moment of their own, and go with its month. */
    private record Dated(String table, String moment, String condition) {
        static final List<Dated> ALL = List.of(
                new Dated("ml_job", "created_at", "true"),
                new Dated("ml_violation", "at", "true"),
                new Dated("ml_log_question", "asked_at", "true"),
                new Dated("ml_reading", "read_at", "true"),
                new Dated("ml_price_typed", "ended_at", "true"),
                new Dated("ml_resource_cost_day", "(cast(day as timestamp) at time zone 'UTC')", "true"),
                new Dated("ml_proposal", "checked_at", "state = 'withdrawn'"),
                new Dated("cluster_request", "checked_at", "state = 'withdrawn'"),
                // after the proposals that name them: AWS's prices when it had them last, unless they are the newest of
                // their Region
                new Dated("ml_price_version", "checked_at", """
                        exists (select from ml_price_version later
                                 where later.region = ml_price_version.region and later.id > ml_price_version.id)
                        and not exists (select from ml_proposal p where p.price_version = ml_price_version.id)"""));

        String moments() {
            return "select " + moment + " from " + table + " where " + moment + " < :first and " + condition;
        }

        String delete() {
            return "delete from " + table + " where " + moment + " >= :from and " + moment + " < :to and " + condition;
        }
    }

    private static final String MONTHS =
            """
            with hours as (
              select date_trunc('month', min(p.hour) at time zone 'UTC') as first
                from ml_variant v
               cross join lateral (select hour from ml_point where variant_id = v.id order by hour limit 1) p
            ), months as (
              select m at time zone 'UTC' as starts, (m + interval '1 month') at time zone 'UTC' as ends
                from hours, generate_series(first, cast(:day as timestamp) - interval '1 month', interval '1 month') m
            ), moments (at) as (
              select starts from months
               where exists (select from ml_variant v join ml_point p on p.variant_id = v.id
                              where p.hour >= starts and p.hour < ends)
               union all %s
            )
            select distinct cast(date_trunc('month', at at time zone 'UTC') as date) as month from moments order by 1
            """.formatted(Dated.ALL.stream().map(Dated::moments).collect(Collectors.joining(" union all ")));

    private final JdbcClient jdbc;

    EfficiencyRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "efficiency";
    }

    @Override
    public String title() {
        return "Metrics of workloads";
    }

    @Override
    public String note() {
        return "Hourly metrics, jobs and withdrawn proposals. Decisions stay. CloudWatch keeps 455 days.";
    }

    /** Trends show 93 days, which begin in the fourth month before. */
    @Override
    public int leastMonths() {
        return 4;
    }

    /** Of hours it looks at each variant's oldest one, because there are many. */
    @Override
    public List<YearMonth> monthsBefore(YearMonth first) {
        return jdbc.sql(MONTHS)
                .param("first", start(first))
                .param("day", first.atDay(1))
                .query((row, number) -> YearMonth.from(row.getObject("month", LocalDate.class)))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long delete(YearMonth month) {
        long rows = update("delete from ml_point where hour >= :from and hour < :to", month);
        update("delete from ml_measured where to_hour >= :from and to_hour <= :to", month);
        update(
                "update ml_measured set from_hour = :to where from_hour >= :from and from_hour < :to and to_hour > :to",
                month);
        for (Dated one : Dated.ALL) {
            rows += update(one.delete(), month);
        }
        return rows;
    }

    private int update(String statement, YearMonth month) {
        return jdbc.sql(statement)
                .param("from", start(month))
                .param("to", start(month.plusMonths(1)))
                .update();
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
