package dev.bursar.charges.store;

import dev.bursar.charges.store.DaySums.MonthKey;
import dev.bursar.charges.store.DaySums.Sum;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sums of charges by day and by month. A rollup always equals the sum of its charges; {@link #differences} proves it. */
@Component
public class Rollups {
    private final JdbcClient jdbc;
    private final BinaryCopy copy;

    public Rollups(JdbcClient jdbc, BinaryCopy copy) {
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
        recompute(days, List.of());
    }

    /**
     * The same where the sums of some of the days are known.
     *
     * @param known of all charges of their days
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recompute(Collection<LocalDate> days, List<DaySums.Ready> known) {
        lock(days);
        List.of("spend_by_service", "spend_by_account", "spend_by_team").forEach(table -> delete(table, days));
        copy(known);
        List<LocalDate> added = known.stream().map(DaySums.Ready::day).toList();
        List<LocalDate> others =
                days.stream().filter(day -> !added.contains(day)).toList();
        if (!others.isEmpty()) {
            sum(others);
        }
        sumTeams(days);
        months(days).forEach(this::month);
        stamp(days);
    }

    /** Gives the months new versions: whatever was derived from their charges elsewhere is outdated. */
    private void stamp(Collection<LocalDate> days) {
        jdbc.sql("""
                        insert into charge_month (charge_month, version)
                        select unnest(:months), gen_random_uuid()
                            on conflict (charge_month) do update set version = excluded.version
                        """).param("months", DayArray.of(months(days).toList())).update();
    }

    /**
     * Stores the sums of those days that were prepared as a whole and makes the others anew from their charges. The months'
     * sums lose the days' old sums and gain the new ones; decimals are exact, so nothing of the old ones remains.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(List<PreparedDay> days) {
        List<LocalDate> dates = days.stream().map(PreparedDay::day).toList();
        lock(dates);
        List<DaySums.Ready> complete = days.stream()
                .filter(PreparedDay::complete)
                .map(PreparedDay::sums)
                .toList();
        delete("spend_by_service", dates);
        delete("spend_by_team", dates);
        replaceInMonths(dates, monthsOf(complete));
        copy(complete);
        List<LocalDate> others = days.stream()
                .filter(day -> !day.complete())
                .map(PreparedDay::day)
                .toList();
        if (!others.isEmpty()) {
            sum(others);
            addToMonths(others);
        }
        sumTeams(dates);
        dropEmpty(months(dates).toList());
        stamp(dates);
    }

    private void copy(List<DaySums.Ready> days) {
        if (days.isEmpty()) {
            return;
        }
        copy.into(
                "spend_by_service (charge_day, team_id, service_id, record_type_id, currency, billed_cost, effective_cost)",
                days.stream().map(DaySums.Ready::byService));
        copy.into(
                "spend_by_account (charge_day, team_id, account_id, record_type_id, currency, billed_cost, effective_cost)",
                days.stream().map(DaySums.Ready::byAccount));
    }

    private static Map<MonthKey, Sum> monthsOf(List<DaySums.Ready> days) {
        var months = new HashMap<MonthKey, Sum>();
        days.forEach(day -> day.ofMonth()
                .forEach((key, sum) ->
                        months.computeIfAbsent(key, any -> new Sum()).add(sum.billed(), sum.effective())));
        return months;
    }

    /** Deletes the days' sums by account; in the same pass their months lose these and gain the new ones. */
    private void replaceInMonths(Collection<LocalDate> days, Map<MonthKey, Sum> gained) {
        List<MonthKey> keys = List.copyOf(gained.keySet());
        List<Sum> sums = keys.stream().map(gained::get).toList();
        jdbc.sql("""
                        with lost as (
                          delete from spend_by_account where charge_day = any(:days)
                          returning charge_day, team_id, account_id, currency, billed_cost, effective_cost),
                        moved as (
                          select date_trunc('month', charge_day::timestamp)::date charge_month, team_id, account_id, currency,
                                 -billed_cost billed_cost, -effective_cost effective_cost
                            from lost
                          union all
                          select * from unnest(:months, :teams, :accounts, :currencies, :billed, :effective))
                        insert into spend_by_month as m
                               (charge_month, team_id, account_id, currency, billed_cost, effective_cost)
                        select charge_month, team_id, account_id, currency, sum(billed_cost), sum(effective_cost)
                          from moved group by 1, 2, 3, 4 order by 1, 2, 3, 4
                            on conflict (charge_month, team_id, account_id, currency) do update
                           set billed_cost = m.billed_cost + excluded.billed_cost,
                               effective_cost = m.effective_cost + excluded.effective_cost
                        """)
                .param("days", DayArray.of(days))
                .param("months", DayArray.of(keys.stream().map(MonthKey::month).toList()))
                .param("teams", keys.stream().map(MonthKey::team).toArray(Integer[]::new))
                .param("accounts", keys.stream().map(MonthKey::account).toArray(Integer[]::new))
                .param("currencies", keys.stream().map(MonthKey::currency).toArray(String[]::new))
                .param("billed", sums.stream().map(Sum::billed).toArray(BigDecimal[]::new))
                .param("effective", sums.stream().map(Sum::effective).toArray(BigDecimal[]::new))
                .update();
    }

    private void addToMonths(Collection<LocalDate> days) {
        jdbc.sql("""
                        insert into spend_by_month as m
                               (charge_month, team_id, account_id, currency, billed_cost, effective_cost)
                        select date_trunc('month', charge_day::timestamp)::date, team_id, account_id, currency,
                               sum(billed_cost), sum(effective_cost)
                          from spend_by_account where charge_day = any(:days)
                         group by 1, 2, 3, 4
                            on conflict (charge_month, team_id, account_id, currency) do update
                           set billed_cost = m.billed_cost + excluded.billed_cost,
                               effective_cost = m.effective_cost + excluded.effective_cost
                        """).param("days", DayArray.of(days)).update();
    }

    private void dropEmpty(Collection<LocalDate> months) {
        jdbc.sql("""
                        delete from spend_by_month m
                         where charge_month = any(:months) and billed_cost = 0 and effective_cost = 0
                           and not exists (select from spend_by_account a
                                            where a.charge_day >= m.charge_month
                                              and a.charge_day < m.charge_month + interval '1 month'
                                              and a.team_id = m.team_id and a.account_id = m.account_id
                                              and a.currency = m.currency)
                        """).param("months", DayArray.of(months)).update();
    }

    private void delete(String table, Collection<LocalDate> days) {
        jdbc.sql("delete from " + table + " where charge_day = any(:days)")
                .param("days", DayArray.of(days))
                .update();
    }

    private void sum(Collection<LocalDate> days) {
        for (String statement : List.of("""
                        insert into spend_by_service
                               (charge_day, team_id, service_id, record_type_id, currency, billed_cost, effective_cost)
                        select charge_day, team_id, service_id, record_type_id, currency, sum(billed_cost), sum(effective_cost)
                          from charge where charge_day = any(:days) and charge_day between :first and :last
                         group by charge_day, team_id, service_id, record_type_id, currency
                        """, """
                        insert into spend_by_account
                               (charge_day, team_id, account_id, record_type_id, currency, billed_cost, effective_cost)
                        select charge_day, team_id, account_id, record_type_id, currency, sum(billed_cost), sum(effective_cost)
                          from charge where charge_day = any(:days) and charge_day between :first and :last
                         group by charge_day, team_id, account_id, record_type_id, currency
                        """)) {
            jdbc.sql(statement)
                    .param("days", DayArray.of(days))
                    .param("first", Collections.min(days))
                    .param("last", Collections.max(days))
                    .update();
        }
    }

    /** Computed from the days' sums by service, which are stored by now. */
    private void sumTeams(Collection<LocalDate> days) {
        jdbc.sql("""
                        insert into spend_by_team (charge_day, team_id, currency, billed_cost, effective_cost)
                        select charge_day, team_id, currency, sum(billed_cost), sum(effective_cost)
                          from spend_by_service where charge_day = any(:days)
                         group by 1, 2, 3 order by 1, 2, 3
                        """).param("days", DayArray.of(days)).update();
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
                        team as (
                          select charge_day, team_id, currency, sum(billed_cost) b, sum(effective_cost) e
                            from charge where charge_day >= :from and charge_day < :to group by 1, 2, 3),
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
                             + (select count(*) from team t full join
                                  (select * from spend_by_team where charge_day >= :from and charge_day < :to) r
                                  using (charge_day, team_id, currency)
                                 where (t.b, t.e) is distinct from (r.billed_cost, r.effective_cost))
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
