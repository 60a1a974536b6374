package dev.bursar.charges.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostMove.Part;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.cache.ChargeVersions;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds what moved most between two ranges of days. The teams are ranked by what their answer says; the parts of those that
 * moved most are summed and ranked in the database, from the rollups of these teams and days only. What came of it is
 * remembered for as long as none of the months has changed; while costs are being stored, a month changes with each step, and
 * the parts are up to five seconds old.
 */
@Component
public class MoveQueries {
    private static final int MOST_REMEMBERED = 500;
    /** While months change, the same parts are computed once in this time. */
    private static final Duration RESTLESS = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final ChargeVersions versions;
    private final Clock clock;
    private final Cache<Asked, Found> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    MoveQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.versions = new ChargeVersions(jdbc);
    }

    /** Everything that the moves of parts depend on, except the months' charges. */
    private record Asked(
            CostMetric cost, DayRange now, DayRange before, Visibility visibility, Set<Integer> teams, int most) {}

    /**
     * What was found and when; the versions were read before any sum.
     *
     * @param again whether the months had changed shortly before, too
     */
    private record Found(List<PartMove> parts, Map<LocalDate, UUID> versions, Instant at, boolean again) {
        boolean lately(Instant now) {
            return Duration.between(at, now).abs().compareTo(RESTLESS) < 0;
        }
    }

    /** A service or an account of a team, and how it moved; names are not remembered. */
    private record PartMove(Plain dimension, String currency, int team, String key, BigDecimal now, BigDecimal before) {
        private static final RowMapper<PartMove> ROW = (row, number) -> new PartMove(
                Plain.valueOf(row.getString("dimension")),
                row.getString("currency"),
                row.getInt("team_id"),
                row.getString("key"),
                row.getBigDecimal("now"),
                row.getBigDecimal("before"));

        private Direction direction() {
            return new Direction(currency, team, now.subtract(before).signum());
        }

        private boolean isAllOf(TeamMove whole) {
            return dimension == Plain.ACCOUNT
                    && direction().equals(whole.direction())
                    && now.compareTo(whole.moved().now()) == 0
                    && before.compareTo(whole.moved().before()) == 0;
        }

        private Part named(Map<String, String> names) {
            String label = dimension == Plain.ACCOUNT ? names.getOrDefault(key, key) : key;
            return new Part(dimension, key, label, now, before);
        }
    }

    /** A team, and whether its parts moved up or down. */
    private record Direction(String currency, int team, int direction) {}

    /** A team and how it moved. */
    private record TeamMove(String currency, int team, Part moved) {
        private Direction direction() {
            return new Direction(currency, team, moved.moved().signum());
        }
    }

    /** Days that count for one of the ranges; {@code less} takes their costs away. */
    private record Piece(String table, LocalDate from, LocalDate to, boolean now, boolean less) {}

    /** A statement's rows of {@code dimension, currency, team_id, part, is_now, cost}, and its parameters. */
    private record Costs(String sql, Map<String, Object> parameters) {}

    /**
     * The teams whose costs moved most, at most {@code most} a currency, the largest move first, each with the service and the
     * account that moved most in its direction.
     *
     * @param resources whether charges name resources
     */
    public List<CostMove> ofTeams(
            CostResult answer, DayRange before, DayRange stored, Visibility visibility, int most, boolean resources) {
        List<TeamMove> teams = answer.currencies().stream()
                .sorted(Comparator.comparing(CurrencySpend::currency))
                .flatMap(spend -> largest(spend, most))
                .toList();
        if (teams.isEmpty()) {
            return List.of();
        }
        CostQuery question = answer.question();
        Set<Integer> numbers = teams.stream().map(TeamMove::team).collect(Collectors.toCollection(TreeSet::new));
        List<PartMove> parts = remembered(
                question,
                before,
                visibility,
                numbers,
                most,
                () -> parts(question, before, stored, visibility, numbers));
        Map<String, String> names = accountNames(parts);
        return teams.stream()
                .map(team -> new CostMove(
                        team.currency(),
                        team.moved(),
                        Stream.of(Plain.SERVICE, Plain.ACCOUNT)
                                .flatMap(dimension -> parts.stream()
                                        .filter(part -> part.dimension() == dimension
                                                && part.direction().equals(team.direction())))
                                .map(part -> part.named(names))
                                .toList(),
                        true,
                        within(resources, parts.stream().noneMatch(part -> part.isAllOf(team)))))
                .toList();
    }

    /**
     * What was found before, where the months of both ranges are unchanged. A change meanwhile does no harm, because nobody
     * asks for the former versions any more. A month without a version is not remembered.
     */
    private List<PartMove> remembered(
            CostQuery question,
            DayRange before,
            Visibility visibility,
            Set<Integer> teams,
            int most,
            Supplier<List<PartMove>> ask) {
        Instant now = clock.instant();
        var asked = new Asked(
                question.cost(), new DayRange(question.from(), question.to()), before, visibility, teams, most);
        Found last = remembered.getIfPresent(asked);
        if (last != null && last.again() && last.lately(now)) {
            return last.parts();
        }
        LocalDate first = before.from().withDayOfMonth(1);
        Map<LocalDate, UUID> stored = versions.of(first, question.to());
        if (last != null && last.versions().equals(stored)) {
            return last.parts();
        }
        List<PartMove> parts = ask.get();
        if (stored.size() > ChronoUnit.MONTHS.between(first, question.to().minusDays(1))) {
            remembered.put(asked, new Found(parts, stored, now, last != null && last.lately(now)));
        }
        return parts;
    }

    private Map<String, String> accountNames(List<PartMove> parts) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select id, name from account where id = any(:ids)")
                .param(
                        "ids",
                        parts.stream()
                                .filter(part -> part.dimension() == Plain.ACCOUNT)
                                .map(PartMove::key)
                                .toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString("id"), row.getString("name"));
                });
        return names;
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
    public List<CostMove> ofServices(
            CostResult answer, DayRange before, Visibility visibility, int most, boolean resources) {
        CostQuery question = answer.question();
        List<PartMove> services = remembered(
                question, before, visibility, Set.of(), most, () -> services(question, before, visibility, most));
        Set<Integer> several =
                resources || services.isEmpty() ? Set.of() : ofSeveralAccounts(question, before, visibility);
        return services.stream()
                .flatMap(service ->
                        ofService(answer, service, within(resources, several.contains(service.team()))).stream())
                .toList();
    }

    private static Dimension within(boolean resources, boolean several) {
        return resources ? Dimension.RESOURCE : several ? Dimension.ACCOUNT : Dimension.RECORD_TYPE;
    }

    private Set<Integer> ofSeveralAccounts(CostQuery question, DayRange before, Visibility visibility) {
        Costs costs = days(Plain.ACCOUNT, question, before, visibility, Set.of());
        return jdbc.sql("select team_id from (" + costs.sql() + ") c group by team_id having count(distinct part) > 1")
                .params(costs.parameters())
                .query((row, number) -> row.getInt(1))
                .set();
    }

    private List<PartMove> services(CostQuery question, DayRange before, Visibility visibility, int most) {
        Costs costs = days(Plain.SERVICE, question, before, visibility, Set.of());
        return jdbc.sql(sums(costs.sql()) + """
                        , ranked as (
                          select dimension, currency, team_id, part, now, before, row_number() over (
                                   partition by currency order by abs(now - before) desc, team_id, part) place
                            from sums where now <> before)
                        select dimension, currency, team_id, now, before, coalesce(term.value, '') key
                          from ranked left join term on term.id = part
                         where place <= :most order by currency, place
                        """)
                .params(costs.parameters())
                .param("most", most)
                .query(PartMove.ROW)
                .list();
    }

    /** Empty in a currency in which nothing was spent in the answer's days. */
    private static Optional<CostMove> ofService(CostResult answer, PartMove service, Dimension within) {
        String team = String.valueOf(service.team());
        return answer.currencies().stream()
                .filter(spend -> spend.currency().equals(service.currency()))
                .flatMap(spend -> spend.rows().stream())
                .filter(found -> found.key().equals(team))
                .findFirst()
                .map(found -> new CostMove(
                        service.currency(),
                        new Part(Dimension.TEAM, team, found.label(), service.now(), service.before()),
                        List.of(service.named(Map.of())),
                        false,
                        within));
    }

    /** The service and the account of each team that moved most, up and down. */
    private List<PartMove> parts(
            CostQuery question, DayRange before, DayRange stored, Visibility visibility, Set<Integer> teams) {
        Costs services = days(Plain.SERVICE, question, before, visibility, teams);
        Costs accounts = visibility.everything()
                ? months(question, before, stored, teams)
                : days(Plain.ACCOUNT, question, before, visibility, teams); // spans may cut months
        return jdbc.sql(sums(services.sql() + " union all " + accounts.sql()) + """
                        , largest as (
                          select distinct on (dimension, currency, team_id, sign(now - before))
                                 dimension, currency, team_id, part, now, before
                            from sums where now <> before
                           order by dimension, currency, team_id, sign(now - before), abs(now - before) desc, part)
                        select dimension, currency, team_id, now, before, coalesce(term.value, '') key
                          from largest left join term on term.id = part
                        """)
                .params(services.parameters())
                .params(accounts.parameters())
                .query(PartMove.ROW)
                .list();
    }

    private static String sums(String costs) {
        return "with cost as (" + costs + """
                ), sums as (
                  select dimension, currency, team_id, part, coalesce(sum(cost) filter (where is_now), 0) now,
                         coalesce(sum(cost) filter (where not is_now), 0) before
                    from cost group by dimension, currency, team_id, part)
                """;
    }

    /** Both ranges at once, each a range of an index; of all teams where none are named. */
    private static Costs days(
            Plain dimension, CostQuery question, DayRange before, Visibility visibility, Set<Integer> teams) {
        Map<String, Object> parameters = new HashMap<>(CostQueries.spans(visibility));
        parameters.put("from", question.from());
        parameters.put("to", question.to());
        parameters.put("beforeFrom", before.from());
        parameters.put("beforeTo", before.to());
        parameters.put("teams", teams);
        return new Costs(
                """
                select '%s' dimension, currency, team_id, %s part, c.charge_day >= :from is_now, c.%s cost from %s c
                 where (c.charge_day >= :from and c.charge_day < :to
                        or c.charge_day >= :beforeFrom and c.charge_day < :beforeTo)
                """.formatted(
                                        dimension,
                                        DimensionColumn.name(dimension),
                                        question.cost().column(),
                                        dimension == Plain.SERVICE ? "spend_by_service" : "spend_by_account")
                        + (teams.isEmpty() ? "" : " and c.team_id in (:teams)")
                        + (visibility.everything() ? "" : CostQueries.VISIBLE),
                parameters);
    }

    /** A day has hundreds of rows by account, and a month not many more: whole months less some days are fewer rows than many days. */
    private static Costs months(CostQuery question, DayRange before, DayRange stored, Set<Integer> teams) {
        var pieces = new ArrayList<>(pieces(new DayRange(question.from(), question.to()), true, stored));
        pieces.addAll(pieces(before, false, stored));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("teams", teams);
        var selects = new ArrayList<String>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            parameters.put("from" + i, piece.from());
            parameters.put("to" + i, piece.to());
            selects.add("select 'ACCOUNT' dimension, currency, team_id, account_id part, " + piece.now() + " is_now, "
                    + (piece.less() ? "-" : "") + "c." + question.cost().column() + " cost from " + piece.table()
                    + " c where c.charge_day >= :from" + i + " and c.charge_day < :to" + i
                    + " and c.team_id in (:teams)");
        }
        return new Costs(String.join(" union all ", selects), parameters);
    }

    /** Days that are stored meanwhile make the query slower, but not wrong. */
    private static List<Piece> pieces(DayRange range, boolean now, DayRange stored) {
        LocalDate first = range.from().withDayOfMonth(1);
        LocalDate end = range.to().minusDays(1).withDayOfMonth(1).plusMonths(1);
        LocalDate last = end.isBefore(stored.to()) ? end : stored.to();
        long less =
                ChronoUnit.DAYS.between(first, range.from()) + Math.max(0, ChronoUnit.DAYS.between(range.to(), last));
        if (less >= Comparison.length(range)) {
            return List.of(new Piece("spend_by_account", range.from(), range.to(), now, false));
        }
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(CostQueries.BY_MONTH, first, end, now, false));
        if (first.isBefore(range.from())) {
            pieces.add(new Piece("spend_by_account", first, range.from(), now, true));
        }
        if (range.to().isBefore(end)) {
            pieces.add(new Piece("spend_by_account", range.to(), end, now, true));
        }
        return pieces;
    }
}
