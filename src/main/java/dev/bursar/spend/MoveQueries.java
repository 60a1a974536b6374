package dev.bursar.spend;

import dev.bursar.kernel.Visibility;
import dev.bursar.spend.CostMove.Part;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.DayRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds what moved most between two ranges of days. The teams are ranked by what their answer says; the parts of those that
 * moved most are summed and ranked in the database, from the rollups of these teams and days only.
 */
@Component
class MoveQueries {
    private static final String SERVICES =
            "coalesce(term.value, '') key, coalesce(term.value, '') label from %s left join term on term.id = part";
    private static final String ACCOUNTS = """
            coalesce(term.value, '') key, coalesce(account.name, term.value, '') label
              from %s left join term on term.id = part left join account on account.id = term.value
            """;

    private final JdbcClient jdbc;

    MoveQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What of a team moved up, or down. */
    private record Direction(String currency, int team, int direction) {}

    /** A team and how it moved. */
    private record TeamMove(String currency, int team, Part moved) {
        private Direction direction() {
            return new Direction(currency, team, moved.moved().signum());
        }
    }

    /** Days that count for one of the ranges; {@code less} takes their costs away. */
    private record Piece(String table, LocalDate from, LocalDate to, boolean now, boolean less) {}

    /** A statement's rows of {@code currency, team_id, part, is_now, cost}, and its parameters. */
    private record Costs(String sql, Map<String, Object> parameters) {}

    /**
     * The teams whose costs moved most, at most {@code most} a currency, the largest move first, each with the service and the
     * account that moved most in its direction.
     */
    List<CostMove> ofTeams(SpendAnswer answer, DayRange before, DayRange stored, Visibility visibility, int most) {
        List<TeamMove> teams = answer.currencies().stream()
                .sorted(Comparator.comparing(CurrencySpend::currency))
                .flatMap(spend -> largest(spend, most))
                .toList();
        if (teams.isEmpty()) {
            return List.of();
        }
        SpendQuestion question = answer.question();
        Set<Integer> numbers = teams.stream().map(TeamMove::team).collect(Collectors.toCollection(TreeSet::new));
        Costs byService = days("spend_by_service", "service_id", question, before, visibility, numbers);
        Costs byAccount = visibility.everything()
                ? months(question, before, stored, numbers)
                : days("spend_by_account", "account_id", question, before, visibility, numbers); // spans may cut months
        Map<Direction, Part> services = largest(Dimension.SERVICE, SERVICES, byService);
        Map<Direction, Part> accounts = largest(Dimension.ACCOUNT, ACCOUNTS, byAccount);
        return teams.stream()
                .map(team -> new CostMove(
                        team.currency(),
                        team.moved(),
                        Stream.of(services, accounts)
                                .flatMap(parts -> Stream.ofNullable(parts.get(team.direction())))
                                .toList(),
                        true))
                .toList();
    }

    private static Stream<TeamMove> largest(CurrencySpend spend, int most) {
        return spend.rows().stream()
                .filter(row -> row.total().compareTo(row.before()) != 0)
                .map(row -> new TeamMove(
                        spend.currency(),
                        Integer.parseInt(row.key()),
                        new Part(Dimension.TEAM, row.key(), row.label(), row.total(), row.before())))
                .sorted(Comparator.comparing(
                                (TeamMove team) -> team.moved().moved().abs())
                        .reversed()
                        .thenComparing(TeamMove::team))
                .limit(most);
    }

    /** The services of teams whose costs moved most, at most {@code most} a currency, the largest move first. */
    List<CostMove> ofServices(SpendAnswer answer, DayRange before, Visibility visibility, int most) {
        Costs costs = days("spend_by_service", "service_id", answer.question(), before, visibility, Set.of());
        return jdbc
                .sql(sums(costs) + """
                        , ranked as (
                          select currency, team_id, part, now, before, row_number() over (
                                   partition by currency order by abs(now - before) desc, team_id, part) place
                            from sums where now <> before)
                        select currency, team_id, now, before,
                        """ + SERVICES.formatted("ranked")
                        + " where place <= :most order by currency, place")
                .params(costs.parameters())
                .param("most", most)
                .query((row, number) -> ofService(answer, row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty in a currency in which nothing was spent in the answer's days. */
    private static Optional<CostMove> ofService(SpendAnswer answer, ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String team = row.getString("team_id");
        Part service = part(Dimension.SERVICE, row);
        return answer.currencies().stream()
                .filter(spend -> spend.currency().equals(currency))
                .flatMap(spend -> spend.rows().stream())
                .filter(found -> found.key().equals(team))
                .findFirst()
                .map(found -> new CostMove(
                        currency,
                        new Part(Dimension.TEAM, team, found.label(), service.now(), service.before()),
                        List.of(service),
                        false));
    }

    private static Part part(Dimension dimension, ResultSet row) throws SQLException {
        return new Part(
                dimension,
                row.getString("key"),
                row.getString("label"),
                row.getBigDecimal("now"),
                row.getBigDecimal("before"));
    }

    /** The part of each team that moved most, up and down. */
    private Map<Direction, Part> largest(Dimension dimension, String named, Costs costs) {
        Map<Direction, Part> largest = new HashMap<>();
        jdbc.sql(sums(costs) + """
                        , largest as (
                          select distinct on (currency, team_id, sign(now - before)) currency, team_id, part, now, before
                            from sums where now <> before
                           order by currency, team_id, sign(now - before), abs(now - before) desc, part)
                        select currency, team_id, now, before,
                        """ + named.formatted("largest"))
                .params(costs.parameters())
                .query(row -> {
                    Part part = part(dimension, row);
                    largest.put(
                            new Direction(
                                    row.getString("currency"),
                                    row.getInt("team_id"),
                                    part.moved().signum()),
                            part);
                });
        return largest;
    }

    private static String sums(Costs costs) {
        return "with cost as (" + costs.sql() + """
                ), sums as (
                  select currency, team_id, part, coalesce(sum(cost) filter (where is_now), 0) now,
                         coalesce(sum(cost) filter (where not is_now), 0) before
                    from cost group by currency, team_id, part)
                """;
    }

    /** Both ranges at once, each a range of an index; of all teams where none are named. */
    private static Costs days(
            String table,
            String part,
            SpendQuestion question,
            DayRange before,
            Visibility visibility,
            Set<Integer> teams) {
        Map<String, Object> parameters = new HashMap<>(SpendQueries.spans(visibility));
        parameters.put("from", question.from());
        parameters.put("to", question.to());
        parameters.put("beforeFrom", before.from());
        parameters.put("beforeTo", before.to());
        parameters.put("teams", teams);
        return new Costs(
                """
                select currency, team_id, %s part, c.charge_day >= :from is_now, c.%s cost from %s c
                 where (c.charge_day >= :from and c.charge_day < :to
                        or c.charge_day >= :beforeFrom and c.charge_day < :beforeTo)
                """.formatted(part, question.cost().column(), table)
                        + (teams.isEmpty() ? "" : " and c.team_id in (:teams)")
                        + (visibility.everything() ? "" : SpendQueries.VISIBLE),
                parameters);
    }

    /** A day has hundreds of rows by account, and a month not many more: whole months less some days are fewer rows than many days. */
    private static Costs months(SpendQuestion question, DayRange before, DayRange stored, Set<Integer> teams) {
        var pieces = new ArrayList<>(pieces(new DayRange(question.from(), question.to()), true, stored));
        pieces.addAll(pieces(before, false, stored));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("teams", teams);
        var selects = new ArrayList<String>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            parameters.put("from" + i, piece.from());
            parameters.put("to" + i, piece.to());
            selects.add("select currency, team_id, account_id part, " + piece.now() + " is_now, "
                    + (piece.less() ? "-" : "") + "c." + question.cost().column() + " cost from " + piece.table()
                    + " c where c.charge_day >= :from" + i + " and c.charge_day < :to" + i
                    + " and c.team_id in (:teams)");
        }
        return new Costs(String.join(" union all ", selects), parameters);
    }

    /** Days that came to be stored meanwhile make it slower, never wrong. */
    private static List<Piece> pieces(DayRange range, boolean now, DayRange stored) {
        LocalDate first = range.from().withDayOfMonth(1);
        LocalDate end = range.to().minusDays(1).withDayOfMonth(1).plusMonths(1);
        LocalDate last = end.isBefore(stored.to()) ? end : stored.to();
        long less =
                ChronoUnit.DAYS.between(first, range.from()) + Math.max(0, ChronoUnit.DAYS.between(range.to(), last));
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
}
