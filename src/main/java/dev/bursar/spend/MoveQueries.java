package dev.bursar.spend;

import dev.bursar.kernel.Visibility;
import dev.bursar.spend.SpendAnswer.DayRange;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what moved most between two ranges of days; reads the rollups of these days only, and sums and ranks in the database. */
@Component
class MoveQueries {
    private final JdbcClient jdbc;

    MoveQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A sum of each range; {@code key} is a term's number. */
    record Sums(int key, BigDecimal now, BigDecimal before) {}

    /** A team's move, and the service and account that moved most in its direction. */
    record TeamMove(
            String currency,
            Sums team,
            @Nullable Sums service,
            @Nullable Sums account) {}

    /** The move of one service of one team. */
    record ServiceMove(String currency, int team, Sums service) {}

    /** The teams whose costs moved most, at most {@code most} a currency, the largest move first. */
    List<TeamMove> ofTeams(DayRange now, DayRange before, CostMetric cost, Visibility visibility, int most) {
        return jdbc.sql(byService(cost, visibility) + """
                        , team as (
                          select team_id, currency, sum(now) now, sum(before) before,
                                 row_number() over (partition by currency order by abs(sum(now - before)) desc, team_id) place
                            from part group by team_id, currency having sum(now) <> sum(before)),
                        account as (
                        """ + sums("c.team_id, c.account_id", cost) + """
                            from spend_by_account c
                            join team t on t.team_id = c.team_id and t.currency = c.currency and t.place <= :most
                        """
                        + days(visibility) + """
                           group by c.team_id, c.account_id, c.currency)
                        select t.currency, t.team_id, t.now, t.before, s.service_id, s.now service_now,
                               s.before service_before, a.account_id, a.now account_now, a.before account_before
                          from team t
                          left join lateral (select p.service_id, p.now, p.before from part p
                                              where p.team_id = t.team_id and p.currency = t.currency
                                                and sign(p.now - p.before) = sign(t.now - t.before)
                                              order by abs(p.now - p.before) desc, p.service_id limit 1) s on true
                          left join lateral (select p.account_id, p.now, p.before from account p
                                              where p.team_id = t.team_id and p.currency = t.currency
                                                and sign(p.now - p.before) = sign(t.now - t.before)
                                              order by abs(p.now - p.before) desc, p.account_id limit 1) a on true
                         where t.place <= :most
                         order by t.currency, t.place
                        """)
                .params(parameters(now, before, visibility))
                .param("most", most)
                .query((row, number) -> new TeamMove(
                        row.getString("currency"),
                        new Sums(row.getInt("team_id"), row.getBigDecimal("now"), row.getBigDecimal("before")),
                        part(
                                row.getObject("service_id", Integer.class),
                                row.getBigDecimal("service_now"),
                                row.getBigDecimal("service_before")),
                        part(
                                row.getObject("account_id", Integer.class),
                                row.getBigDecimal("account_now"),
                                row.getBigDecimal("account_before"))))
                .list();
    }

    /** The services of teams whose costs moved most, at most {@code most} a currency, the largest move first. */
    List<ServiceMove> ofServices(DayRange now, DayRange before, CostMetric cost, Visibility visibility, int most) {
        return jdbc.sql(byService(cost, visibility) + """
                        , ranked as (
                          select team_id, service_id, currency, now, before, row_number() over (
                                   partition by currency order by abs(now - before) desc, team_id, service_id) place
                            from part where now <> before)
                        select currency, team_id, service_id, now, before from ranked
                         where place <= :most order by currency, place
                        """)
                .params(parameters(now, before, visibility))
                .param("most", most)
                .query((row, number) -> new ServiceMove(
                        row.getString("currency"),
                        row.getInt("team_id"),
                        new Sums(row.getInt("service_id"), row.getBigDecimal("now"), row.getBigDecimal("before"))))
                .list();
    }

    private static @Nullable Sums part(@Nullable Integer key, @Nullable BigDecimal now, @Nullable BigDecimal before) {
        return key == null || now == null || before == null ? null : new Sums(key, now, before);
    }

    private static String byService(CostMetric cost, Visibility visibility) {
        return "with part as (" + sums("c.team_id, c.service_id", cost) + " from spend_by_service c " + days(visibility)
                + " group by c.team_id, c.service_id, c.currency)";
    }

    private static String sums(String keys, CostMetric cost) {
        return "select " + keys + ", c.currency, coalesce(sum(c." + cost.column()
                + ") filter (where c.charge_day >= :from), 0) now, coalesce(sum(c." + cost.column()
                + ") filter (where c.charge_day < :from), 0) before";
    }

    /** The ranges don't meet, and the one before ends first. */
    private static String days(Visibility visibility) {
        return """
                 where (c.charge_day >= :from and c.charge_day < :to
                        or c.charge_day >= :beforeFrom and c.charge_day < :beforeTo)
                """ + (visibility.everything() ? "" : SpendQueries.VISIBLE);
    }

    private static Map<String, Object> parameters(DayRange now, DayRange before, Visibility visibility) {
        if (before.to().isAfter(now.from())) {
            throw new IllegalArgumentException("The range before ends after the other begins");
        }
        Map<String, Object> parameters = new HashMap<>(SpendQueries.spans(visibility));
        parameters.put("from", now.from());
        parameters.put("to", now.to());
        parameters.put("beforeFrom", before.from());
        parameters.put("beforeTo", before.to());
        return parameters;
    }
}
