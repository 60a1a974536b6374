package dev.bursar.spend;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sums of charges by day and by month. A rollup always equals the sum of its charges; {@link #differences} proves it. */
@Component
class Rollups {
    private final JdbcClient jdbc;
    private final BinaryCopy copy;

    Rollups(JdbcClient jdbc, BinaryCopy copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /** Writers of one month take turns until their transactions end. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<LocalDate> days) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('rollup'), month) from unnest(:months) month")
                .param(
                        "months",
                        months(days).map(month -> (int) month.toEpochDay()).toArray(Integer[]::new))
                .query((row, number) -> 0)
                .list();
    }

    /** Makes the rollups of the days anew from their charges, and those of their months from the days. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recompute(Collection<LocalDate> days) {
        lock(days);
        clear(days);
        sum(days);
        months(days).forEach(this::month);
    }

    /**
     * Stores the sums of those days that were prepared as a whole and makes the others anew from their charges. Months lose
     * what their days were and gain what they are: decimals are exact, so that nothing is left of what is taken away.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(List<PreparedDay> days) {
        List<LocalDate> dates = days.stream().map(PreparedDay::day).toList();
        lock(dates);
        takeFromMonths(dates);
        clear(dates);
        List<PreparedDay> complete = days.stream().filter(PreparedDay::complete).toList();
        if (!complete.isEmpty()) {
            copy.into(
                    "spend_by_service (charge_day, team_id, service_id, record_type_id, currency, billed_cost, effective_cost)",
                    complete.stream().map(PreparedDay::byService));
            copy.into(
                    "spend_by_account (charge_day, team_id, account_id, record_type_id, currency, billed_cost, effective_cost)",
                    complete.stream().map(PreparedDay::byAccount));
        }
        List<LocalDate> others = days.stream()
                .filter(day -> !day.complete())
                .map(PreparedDay::day)
                .toList();
        if (!others.isEmpty()) {
            sum(others);
        }
        giveToMonths(dates);
    }

    private void takeFromMonths(Collection<LocalDate> days) {
        jdbc.sql("""
                        update spend_by_month m
                           set billed_cost = m.billed_cost - d.billed_cost,
                               effective_cost = m.effective_cost - d.effective_cost
                          from (select date_trunc('month', charge_day::timestamp)::date charge_month, team_id, account_id,
                                       currency, sum(billed_cost) billed_cost, sum(effective_cost) effective_cost
                                  from spend_by_account where charge_day = any(cast(:days as date[]))
                                 group by 1, 2, 3, 4) d
                         where m.charge_month = d.charge_month and m.team_id = d.team_id and m.account_id = d.account_id
                           and m.currency = d.currency
                        """).param("days", dates(days)).update();
    }

    private void giveToMonths(Collection<LocalDate> days) {
        jdbc.sql("""
                        insert into spend_by_month as m
                               (charge_month, team_id, account_id, currency, billed_cost, effective_cost)
                        select date_trunc('month', charge_day::timestamp)::date, team_id, account_id, currency,
                               sum(billed_cost), sum(effective_cost)
                          from spend_by_account where charge_day = any(cast(:days as date[]))
                         group by 1, 2, 3, 4
                            on conflict (charge_month, team_id, account_id, currency) do update
                           set billed_cost = m.billed_cost + excluded.billed_cost,
                               effective_cost = m.effective_cost + excluded.effective_cost
                        """).param("days", dates(days)).update();
        jdbc.sql("""
                        delete from spend_by_month m
                         where charge_month = any(cast(:months as date[])) and billed_cost = 0 and effective_cost = 0
                           and not exists (select from spend_by_account a
                                            where a.charge_day >= m.charge_month
                                              and a.charge_day < m.charge_month + interval '1 month'
                                              and a.team_id = m.team_id and a.account_id = m.account_id
                                              and a.currency = m.currency)
                        """).param("months", dates(months(days).toList())).update();
    }

    private void clear(Collection<LocalDate> days) {
        for (String statement : List.of(
                "delete from spend_by_service where charge_day = any(cast(:days as date[]))",
                "delete from spend_by_account where charge_day = any(cast(:days as date[]))")) {
            jdbc.sql(statement).param("days", dates(days)).update();
        }
    }

    private void sum(Collection<LocalDate> days) {
        for (String statement : List.of("""
                        insert into spend_by_service
                               (charge_day, team_id, service_id, record_type_id, currency, billed_cost, effective_cost)
                        select charge_day, team_id, service_id, record_type_id, currency, sum(billed_cost), sum(effective_cost)
                          from charge where charge_day = any(cast(:days as date[])) and charge_day between :first and :last
                         group by charge_day, team_id, service_id, record_type_id, currency
                        """, """
                        insert into spend_by_account
                               (charge_day, team_id, account_id, record_type_id, currency, billed_cost, effective_cost)
                        select charge_day, team_id, account_id, record_type_id, currency, sum(billed_cost), sum(effective_cost)
                          from charge where charge_day = any(cast(:days as date[])) and charge_day between :first and :last
                         group by charge_day, team_id, account_id, record_type_id, currency
                        """)) {
            jdbc.sql(statement)
                    .param("days", dates(days))
                    .param("first", Collections.min(days))
                    .param("last", Collections.max(days))
                    .update();
        }
    }

    private void month(LocalDate month) {
        jdbc.sql("delete from spend_by_month where charge_month = :month")
                .param("month", month)
                .update();
        jdbc.sql("""
                        insert into spend_by_month (charge_month, team_id, account_id, currency, billed_cost, effective_cost)
                        select :month, team_id, account_id, currency, sum(billed_cost), sum(effective_cost)
                          from spend_by_account where charge_day >= :month and charge_day < :next
                         group by team_id, account_id, currency order by team_id, account_id
                        """).param("month", month).param("next", month.plusMonths(1)).update();
    }

    private static Stream<LocalDate> months(Collection<LocalDate> days) {
        return days.stream().map(day -> day.withDayOfMonth(1)).distinct().sorted();
    }

    private static String[] dates(Collection<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toArray(String[]::new);
    }

    /** How many rollup rows differ from the sums of their charges in the range of days; 0 is proof that none does. */
    @Transactional(readOnly = true)
    public long differences(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        with service as (
                          select charge_day, team_id, service_id, record_type_id, currency, sum(billed_cost) b,
                                 sum(effective_cost) e
                            from charge where charge_day >= :from and charge_day < :to group by 1, 2, 3, 4, 5),
                        account as (
                          select charge_day, team_id, account_id, record_type_id, currency, sum(billed_cost) b,
                                 sum(effective_cost) e
                            from charge where charge_day >= :from and charge_day < :to group by 1, 2, 3, 4, 5),
                        month as (
                          select date_trunc('month', charge_day::timestamp)::date charge_month, team_id, account_id, currency,
                                 sum(billed_cost) b,
                                 sum(effective_cost) e
                            from charge
                           where charge_day >= :firstMonth and charge_day < :afterMonths group by 1, 2, 3, 4)
                        select (select count(*) from service s full join
                                  (select * from spend_by_service where charge_day >= :from and charge_day < :to) r
                                  using (charge_day, team_id, service_id, record_type_id, currency)
                                 where (s.b, s.e) is distinct from (r.billed_cost, r.effective_cost))
                             + (select count(*) from account a full join
                                  (select * from spend_by_account where charge_day >= :from and charge_day < :to) r
                                  using (charge_day, team_id, account_id, record_type_id, currency)
                                 where (a.b, a.e) is distinct from (r.billed_cost, r.effective_cost))
                             + (select count(*) from month m full join
                                  (select * from spend_by_month where charge_month >= :firstMonth
                                                                  and charge_month < :afterMonths) r
                                  using (charge_month, team_id, account_id, currency)
                                 where (m.b, m.e) is distinct from (r.billed_cost, r.effective_cost))
                        """)
                .param("from", from)
                .param("to", to)
                .param("firstMonth", from.withDayOfMonth(1))
                .param("afterMonths", to.minusDays(1).withDayOfMonth(1).plusMonths(1))
                .query(Long.class)
                .single();
    }
}
