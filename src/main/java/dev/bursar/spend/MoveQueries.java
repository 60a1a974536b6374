package dev.bursar.spend;

import dev.bursar.kernel.Visibility;
import dev.bursar.spend.SpendAnswer.DayRange;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds what moved most between two ranges of days; reads the rollups of these days only, and sums and ranks in the database:
 * the teams first, then the parts of those that moved most.
 */
@Component
class MoveQueries {
    private final JdbcClient jdbc;

    MoveQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A sum of each range; {@code key} is a term's number. */
    record Sums(int key, BigDecimal now, BigDecimal before) {
        private static Sums of(ResultSet row, String key) throws SQLException {
            return new Sums(row.getInt(key), row.getBigDecimal("now"), row.getBigDecimal("before"));
        }

        private int direction() {
            return now.compareTo(before);
        }
    }

    /** A team's move, and the service and account that moved most in its direction. */
    record TeamMove(
            String currency,
            Sums team,
            @Nullable Sums service,
            @Nullable Sums account) {}

    /** The move of one service of one team. */
    record ServiceMove(String currency, int team, Sums service) {}

    /** What of a team moved up, or down. */
    private record Direction(String currency, int team, int direction) {}

    /** Days that count for one of the ranges; {@code less} takes their costs away. */
    private record Piece(String table, LocalDate from, LocalDate to, boolean now, boolean less) {}

    /** The teams whose costs moved most, at most {@code most} a currency, the largest move first. */
    List<TeamMove> ofTeams(DayRange now, DayRange before, CostMetric cost, Visibility visibility, int most) {
        apart(now, before);
        var teams = ranked("team_id", days("spend_by_team", now, before), cost, visibility, most)
                .query((row, number) -> new TeamMove(row.getString("currency"), Sums.of(row, "team_id"), null, null))
                .list();
        if (teams.isEmpty()) {
            return teams;
        }
        Integer[] numbers =
                teams.stream().map(move -> move.team().key()).distinct().toArray(Integer[]::new);
        var services = largest("service_id", days("spend_by_service", now, before), cost, visibility, numbers);
        var accounts = largest("account_id", accounts(now, before, visibility), cost, visibility, numbers);
        return teams.stream()
                .map(move -> {
                    var same = new Direction(
                            move.currency(), move.team().key(), move.team().direction());
                    return new TeamMove(move.currency(), move.team(), services.get(same), accounts.get(same));
                })
                .toList();
    }

    /** The services of teams whose costs moved most, at most {@code most} a currency, the largest move first. */
    List<ServiceMove> ofServices(DayRange now, DayRange before, CostMetric cost, Visibility visibility, int most) {
        apart(now, before);
        return ranked("team_id, service_id", days("spend_by_service", now, before), cost, visibility, most)
                .query((row, number) ->
                        new ServiceMove(row.getString("currency"), row.getInt("team_id"), Sums.of(row, "service_id")))
                .list();
    }

    private JdbcClient.StatementSpec ranked(
            String keys, List<Piece> pieces, CostMetric cost, Visibility visibility, int most) {
        return jdbc.sql(sums(keys, pieces, cost, visibility, "") + """
                        , ranked as (
                          select currency, %1$s, now, before, row_number() over (
                                   partition by currency order by abs(now - before) desc, %1$s) place
                            from sums where now <> before)
                        select currency, %1$s, now, before from ranked where place <= :most order by currency, place
                        """.formatted(keys))
                .params(parameters(pieces, visibility))
                .param("most", most);
    }

    /** The part of each team that moved most, up and down. */
    private Map<Direction, Sums> largest(
            String key, List<Piece> pieces, CostMetric cost, Visibility visibility, Integer[] teams) {
        Map<Direction, Sums> largest = new HashMap<>();
        jdbc.sql(sums("team_id, " + key, pieces, cost, visibility, " and c.team_id = any(:teams)") + """
                        select distinct on (currency, team_id, sign(now - before)) currency, team_id, %1$s, now, before
                          from sums where now <> before
                         order by currency, team_id, sign(now - before), abs(now - before) desc, %1$s
                        """.formatted(key))
                .params(parameters(pieces, visibility))
                .param("teams", teams)
                .query(row -> {
                    Sums sums = Sums.of(row, key);
                    largest.put(
                            new Direction(row.getString("currency"), row.getInt("team_id"), sums.direction()), sums);
                });
        return largest;
    }

    /** Each piece is a range of an index. */
    private static String sums(
            String keys, List<Piece> pieces, CostMetric cost, Visibility visibility, String condition) {
        var sql = new StringBuilder("with cost as (");
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            sql.append(i == 0 ? "" : " union all ")
                    .append("select currency, ")
                    .append(keys)
                    .append(piece.now() ? ", true" : ", false")
                    .append(" is_now, ")
                    .append(piece.less() ? "-" : "")
                    .append("c.")
                    .append(cost.column())
                    .append(" cost from ")
                    .append(piece.table())
                    .append(" c where c.charge_day >= :from")
                    .append(i)
                    .append(" and c.charge_day < :to")
                    .append(i)
                    .append(condition)
                    .append(visibility.everything() ? "" : SpendQueries.VISIBLE);
        }
        return sql.append("""
                        ), sums as (
                          select currency, %1$s, coalesce(sum(cost) filter (where is_now), 0) now,
                                 coalesce(sum(cost) filter (where not is_now), 0) before
                            from cost group by currency, %1$s)
                        """.formatted(keys)).toString();
    }

    private static Map<String, Object> parameters(List<Piece> pieces, Visibility visibility) {
        Map<String, Object> parameters = new HashMap<>(SpendQueries.spans(visibility));
        for (int i = 0; i < pieces.size(); i++) {
            parameters.put("from" + i, pieces.get(i).from());
            parameters.put("to" + i, pieces.get(i).to());
        }
        return parameters;
    }

    private static List<Piece> days(String table, DayRange now, DayRange before) {
        return List.of(
                new Piece(table, now.from(), now.to(), true, false),
                new Piece(table, before.from(), before.to(), false, false));
    }

    /** A day has hundreds of rows by account, and a month not many more: whole months less some days are fewer rows than many days. */
    private List<Piece> accounts(DayRange now, DayRange before, Visibility visibility) {
        if (!visibility.everything()) {
            return days("spend_by_account", now, before); // spans may cut months
        }
        LocalDate last = jdbc.sql("select coalesce(max(charge_day), date '2000-01-01') from charge_slice")
                .query(LocalDate.class)
                .single();
        var pieces = new ArrayList<>(accounts(now, true, last));
        pieces.addAll(accounts(before, false, last));
        return pieces;
    }

    private static List<Piece> accounts(DayRange range, boolean now, LocalDate last) {
        LocalDate first = range.from().withDayOfMonth(1);
        LocalDate end = range.to().minusDays(1).withDayOfMonth(1).plusMonths(1);
        LocalDate stored = end.isAfter(last) ? last.plusDays(1) : end;
        long less =
                ChronoUnit.DAYS.between(first, range.from()) + Math.max(0, ChronoUnit.DAYS.between(range.to(), stored));
        if (less >= PreviousPeriod.length(range)) {
            return List.of(new Piece("spend_by_account", range.from(), range.to(), now, false));
        }
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(SpendQueries.BY_MONTH, first, end, now, false));
        if (first.isBefore(range.from())) {
            pieces.add(new Piece("spend_by_account", first, range.from(), now, true));
        }
        if (range.to().isBefore(end)) {
            pieces.add(new Piece("spend_by_account", range.to(), end, now, true));
        }
        return pieces;
    }

    private static void apart(DayRange now, DayRange before) {
        if (before.to().isAfter(now.from())) {
            throw new IllegalArgumentException("The range before ends after the other begins");
        }
    }
}
