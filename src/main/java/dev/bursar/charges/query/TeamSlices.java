package dev.bursar.charges.query;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells what each team's charges are made of, day by day: what was worked out of them holds for as long as that is the same. */
@Component
public class TeamSlices {
    private final JdbcClient jdbc;

    TeamSlices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A team's charges of a day in an account.
     *
     * @param made another text as soon as one of the account's charges of the day, or what of them is the team's, is another
     */
    public record TeamSlice(int team, String account, LocalDate day, String made) {}

    /**
     * Hands them over team by team.
     *
     * @param team 0 for all
     */
    public void each(int team, LocalDate from, LocalDate to, Consumer<TeamSlice> consumer) {
        jdbc.sql("""
                select s.team_id as team, a.value as account, s.charge_day as day,
                       md5(string_agg(s.currency || ' ' || s.record_type_id || ' ' || trim_scale(s.effective_cost), ','
                                      order by s.currency, s.record_type_id, s.effective_cost)
                           || coalesce((select string_agg(l.export_id || ' ' || encode(l.content_hash, 'hex'), ',' order by l.export_id)
                                          from charge_slice l
                                         where l.charge_day = s.charge_day and l.account_id = s.account_id), '')) as made
                  from spend_by_account s join term a on a.id = s.account_id
                 where s.charge_day >= :from and s.charge_day < :to and s.team_id <> 0 and (:team = 0 or s.team_id = :team)
                 group by s.team_id, a.value, s.charge_day, s.account_id
                 order by 1, 3, 2
                """)
                .param("team", team)
                .param("from", from)
                .param("to", to)
                .withFetchSize(5_000)
                .query(row -> {
                    consumer.accept(new TeamSlice(
                            row.getInt("team"),
                            row.getString("account"),
                            row.getObject("day", LocalDate.class),
                            row.getString("made")));
                });
    }
}
