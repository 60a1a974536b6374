package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolSelection;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each team's corrections of a month come to in all, computed by PostgreSQL of the lines of two cuts, independently of the product:
 * for charges without other names or tag values and without unused parts of fees, of one kind for each record type.
 */
public final class CorrectionSql {
    private static final String BY_TEAM = """
        with parts as (
          select account_id, service_id, record_type_id, tag_value_id, team_id, charge_kind, bool_or(cut_id = :kept) as was,
                 sum(case when cut_id = :kept then billed_cost else 0 end) as kept,
                 sum(case when cut_id = :newest then billed_cost else -billed_cost end) as change
            from chargeback_cut_line
           where cut_id in (:kept, :newest) and currency = :currency
           group by 1, 2, 3, 4, 5, 6),
        owners as (
          select distinct on (account_id, service_id, record_type_id, tag_value_id)
                 account_id, service_id, record_type_id, tag_value_id, team_id as most
            from parts where was
           order by account_id, service_id, record_type_id, tag_value_id, abs(kept) desc, team_id),
        signs as (
          select account_id, service_id, record_type_id, tag_value_id, min(change) < 0 and max(change) > 0 as mixed
            from parts group by 1, 2, 3, 4),
        given as (
          select p.service_id, p.charge_kind, p.change,
                 case when o.most is null or p.was and not s.mixed then p.team_id else o.most end as team
            from parts p
            join signs s using (account_id, service_id, record_type_id, tag_value_id)
            left join owners o using (account_id, service_id, record_type_id, tag_value_id)),
        pooled as (
          select g.team, g.change,
                 coalesce((select i.pool from issued_pool i
                            where (i.kind = 'ANY' or i.kind = g.charge_kind) and (i.service is null or i.service = t.value)
                              and (not i.unallocated or g.team = 0)
                            order by i.position, i.pool limit 1), 0) as pool
            from given g join term t on t.id = g.service_id),
        shares as (
          select coalesce(f.ends, p.pool) as pool, case when p.pool = 0 then p.team else 0 end as team,
                 sum(p.change * coalesce(f.part, 1)) as change
            from pooled p left join issued_part f on f.pool = p.pool group by 1, 2),
        whole as (
          select round(coalesce(sum(case when cut_id = :newest then billed_cost end), 0), :decimals)
                 - round(coalesce(sum(case when cut_id = :kept then billed_cost end), 0), :decimals) as amount
            from chargeback_cut_line where cut_id in (:kept, :newest) and currency = :currency),
        down as (
          select pool, team, change, floor(change * 10 ^ :decimals::numeric) as units from shares
           where pool > 0 or change <> 0),
        ranked as (
          select d.*, row_number() over (order by d.change * 10 ^ :decimals::numeric - d.units desc, d.pool, d.team) as rank,
                 w.amount * 10 ^ :decimals::numeric - sum(d.units) over () as more
            from down d cross join whole w),
        rounded as (
          select pool, team, units + case when rank <= more then 1 else 0 end as units from ranked),
        weighted as (
          select r.pool, w.team, r.units, w.weight, sum(w.weight) over (partition by r.pool) as weights
            from rounded r join issued_weight w on w.pool = r.pool),
        divided as (
          select *, floor(round(units * weight, 20) / weights) as whole from weighted),
        raised as (
          select *, row_number() over (partition by pool order by units * weight - whole * weights desc, team) as rank,
                 units - sum(whole) over (partition by pool) as more
            from divided),
        teams as (
          select team, units from rounded where pool = 0
          union all
          select 0, units from rounded where pool > 0 and pool not in (select pool from issued_weight)
          union all
          select team, whole + case when rank <= more then 1 else 0 end from raised)
        select team, sum(units) / 10 ^ :decimals::numeric as amount from teams group by 1 having sum(units) <> 0 order by 1
        """;

    private final JdbcClient jdbc;

    /** On one connection, whose temporary tables say what was issued. */
    public CorrectionSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
        forget();
    }

    public void forget() {
        jdbc.sql("""
            create temp table if not exists issued_pool (
              pool int primary key, position numeric not null, kind text not null, service text, unallocated boolean not null);
            create temp table if not exists issued_weight (pool int not null, team int not null, weight numeric not null);
            create temp table if not exists issued_part (pool int not null, ends int not null, part numeric not null);
            truncate issued_pool, issued_weight, issued_part
            """).update();
    }

    /** @param weights that were issued, by team; empty if it was not split */
    public void pool(Pool pool, Map<Integer, BigDecimal> weights) {
        jdbc.sql("insert into issued_pool values (:pool, :position, :kind, :service, :unallocated)")
                .param("pool", pool.id())
                .param("position", pool.position())
                .param(
                        "kind",
                        pool.selection().kind() == PoolSelection.Kind.COMMITMENT_FEES
                                ? ChargeKind.COMMITMENT_FEE.name()
                                : pool.selection().kind().name())
                .param(
                        "service",
                        pool.selection().services().stream().findFirst().orElse(null))
                .param("unallocated", pool.selection().unallocated())
                .update();
        weights.forEach((team, weight) -> jdbc.sql("insert into issued_weight values (:pool, :team, :weight)")
                .param("pool", pool.id())
                .param("team", team)
                .param("weight", weight)
                .update());
    }

    /** @param part of what a pool takes, as far as it ends in this one */
    void part(int pool, int ends, BigDecimal part) {
        jdbc.sql("insert into issued_part values (:pool, :ends, :part)")
                .param("pool", pool)
                .param("ends", ends)
                .param("part", part)
                .update();
    }

    public Map<Integer, BigDecimal> byTeam(long kept, long newest, String currency, int decimals) {
        Map<Integer, BigDecimal> amounts = new TreeMap<>();
        jdbc.sql(BY_TEAM)
                .param("kept", kept)
                .param("newest", newest)
                .param("currency", currency)
                .param("decimals", decimals)
                .query(row -> {
                    amounts.put(row.getInt("team"), row.getBigDecimal("amount").setScale(decimals));
                });
        return amounts;
    }

    /** The same of the product's lines. */
    static Map<Integer, BigDecimal> byTeam(List<CorrectionLine> lines, String currency) {
        Map<Integer, BigDecimal> amounts = lines.stream()
                .filter(line -> line.currency().equals(currency))
                .collect(Collectors.toMap(
                        CorrectionLine::originTeam, CorrectionLine::amount, BigDecimal::add, TreeMap::new));
        amounts.values().removeIf(amount -> amount.signum() == 0);
        return amounts;
    }
}
