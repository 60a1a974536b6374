package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Anomaly.Restated;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores anomalies. The database decides each once: whoever inserts it first. */
@Component
public class AnomalyStore {
    private static final String COLUMNS = """
        select a.id, a.team_id, a.account, a.service, a.currency, a.kind, a.first_day, a.end_day, a.lasts, a.expected, a.actual,
               a.decided_at, a.gone, a.rating, a.planned_until, a.note, a.rated_at, a.reopened_at, a.version, p.display_name,
               a.names, a.restated_from, a.restated_to, a.restated_by, a.restated_at
          from anomaly a
          left join person p on p.id = a.rated_by
        """;

    private final JdbcClient jdbc;
    private final KeptDays days;

    AnomalyStore(JdbcClient jdbc, KeptDays days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /** Those with a day from then on, and all that are right as they are or planned for longer; the newest first. */
    public List<Anomaly> since(LocalDate day) {
        return jdbc.sql(COLUMNS + """
                where a.end_day > :day or a.rating = 'EXPECTED' or a.planned_until >= :day
                order by a.first_day desc, a.id desc
                """)
                .param("day", day)
                .query((row, number) -> anomaly(row))
                .list();
    }

    /** The same with their days. */
    List<Known> known(LocalDate since) {
        List<Anomaly> rows = since(since);
        Map<Long, List<KeptDay>> days = this.days.of(rows);
        return rows.stream()
                .map(row -> new Known(row, days.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** What of an anomaly decides whether it waits for somebody. */
    record OpenRow(
            long id, TeamId team, String account, LocalDate from, LocalDate to, String currency, BigDecimal excess) {}

    /** Those with a day from then on that nobody has rated, of these teams, the dearest first. Asked often. */
    List<OpenRow> open(Collection<TeamId> teams, LocalDate day) {
        return jdbc.sql("""
                select id, team_id, account, first_day, end_day, currency, actual - expected as excess
                  from anomaly
                 where team_id = any(:teams) and not gone and (rating is null or reopened_at is not null)
                   and (end_day > :day or planned_until >= :day)
                 order by excess desc, first_day desc, id desc
                """)
                .param("teams", teams.stream().map(TeamId::value).toArray(Integer[]::new))
                .param("day", day)
                .query((row, number) -> new OpenRow(
                        row.getLong("id"),
                        new TeamId(row.getInt("team_id")),
                        row.getString("account"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("end_day", LocalDate.class),
                        row.getString("currency"),
                        row.getBigDecimal("excess")))
                .list();
    }

    public Optional<Anomaly> find(long id) {
        return jdbc.sql(COLUMNS + " where a.id = :id")
                .param("id", id)
                .query((row, number) -> anomaly(row))
                .optional();
    }

    private static Anomaly anomaly(ResultSet row) throws SQLException {
        return new Anomaly(
                row.getLong("id"),
                new Series(
                        new TeamId(row.getInt("team_id")),
                        row.getString("account"),
                        row.getString("service"),
                        row.getString("currency")),
                AnomalyKind.valueOf(row.getString("kind")),
                new DayRange(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class)),
                row.getBoolean("lasts"),
                row.getBigDecimal("expected"),
                row.getBigDecimal("actual"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("gone"),
                rated(row),
                row.getObject("reopened_at") != null,
                row.getInt("version"),
                List.of((String[]) row.getArray("names").getArray()),
                restated(row));
    }

    private static @Nullable Restated restated(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("restated_at", OffsetDateTime.class);
        return at == null
                ? null
                : new Restated(
                        new DayRange(
                                row.getObject("restated_from", LocalDate.class),
                                row.getObject("restated_to", LocalDate.class)),
                        row.getBigDecimal("restated_by"),
                        at.toInstant());
    }

    private static @Nullable Rated rated(ResultSet row) throws SQLException {
        String rating = row.getString("rating");
        return rating == null
                ? null
                : new Rated(
                        Rating.valueOf(rating),
                        row.getObject("planned_until", LocalDate.class),
                        Objects.requireNonNullElse(row.getString("note"), ""),
                        Objects.requireNonNullElse(row.getString("display_name"), ""),
                        row.getObject("rated_at", OffsetDateTime.class).toInstant());
    }

    /** Stores what was decided; answers those fresh ones that nobody had stored before, with their numbers. */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<Long, Fresh> decide(Decisions decisions, Instant at) {
        Map<Long, Fresh> stored = new HashMap<>();
        decisions.fresh().forEach(one -> insert(one, at).ifPresent(id -> stored.put(id, one)));
        decisions.judged().forEach(this::update);
        stored.forEach((id, one) -> days.keep(id, one.seen().days(one.found())));
        decisions.judged().forEach(one -> days.keep(one.row().id(), one.days()));
        if (!decisions.reopened().isEmpty()) {
            jdbc.sql("update anomaly set reopened_at = :at, version = version + 1 where id = any(:ids)")
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("ids", decisions.reopened().stream().map(Anomaly::id).toArray(Long[]::new))
                    .update();
        }
        return stored;
    }

    private Optional<Long> insert(Fresh fresh, Instant at) {
        var found = fresh.found();
        return jdbc.sql("""
                insert into anomaly (team_id, account, service, currency, kind, first_day, end_day, lasts, expected, actual, decided_at,
                                     told, gone, rating, planned_until, note, rated_at, rated_by, names)
                select :team, :account, :service, :currency, :kind, :first, :end, :lasts, :expected, :actual, :at, :told, false,
                       r.rating, r.planned_until, r.note, r.rated_at, r.rated_by, :names
                  from (select 1) one left join anomaly r on r.id = :as
                    on conflict do nothing
                returning id
                """)
                .param("team", fresh.series().team().value())
                .param("account", fresh.series().account())
                .param("service", fresh.series().service())
                .param("currency", fresh.series().currency())
                .param("kind", found.kind().name())
                .param("first", found.from())
                .param("end", found.to())
                .param("lasts", found.lasts())
                .param("expected", found.expected())
                .param("actual", found.actual())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("told", fresh.told())
                .param("as", fresh.as().map(Anomaly::id).orElse(0L))
                .param("names", fresh.seen().names().stream().sorted().toArray(String[]::new))
                .query(Long.class)
                .optional();
    }

    /** Where another one of the service begins on the same day, it keeps its first day and its service's name. */
    private void update(Known judged) {
        Anomaly row = judged.row();
        Restated restated = row.restated();
        jdbc.sql("""
                update anomaly a
                   set service = case when taken then a.service else :service end,
                       first_day = case when taken then a.first_day else :first end,
                       end_day = :end, lasts = :lasts, expected = :expected, actual = :actual, gone = :gone, names = :names,
                       restated_from = :restatedFrom, restated_to = :restatedTo, restated_by = :restatedBy, restated_at = :restatedAt
                  from (select exists (
                          select from anomaly o
                           where o.team_id = :team and o.account = :account and o.service = :service and o.currency = :currency
                             and o.first_day = :first and (o.kind = 'FEE') = :fee and o.id <> :id) taken) others
                 where a.id = :id
                """)
                .param("team", row.series().team().value())
                .param("account", row.series().account())
                .param("service", row.series().service())
                .param("currency", row.series().currency())
                .param("fee", row.kind() == AnomalyKind.FEE)
                .param("first", row.days().from())
                .param("end", row.days().to())
                .param("lasts", row.lasts())
                .param("expected", row.expected())
                .param("actual", row.actual())
                .param("gone", row.gone())
                .param("names", row.names().toArray(String[]::new))
                .param("restatedFrom", restated == null ? null : restated.days().from())
                .param("restatedTo", restated == null ? null : restated.days().to())
                .param("restatedBy", restated == null ? null : restated.amount())
                .param("restatedAt", restated == null ? null : restated.at().atOffset(ZoneOffset.UTC))
                .param("id", row.id())
                .update();
    }

    /**
     * Says what an anomaly is.
     *
     * @param version of it that the person has seen
     * @return whether it was still that one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean rate(
            long id, int version, Rating rating, @Nullable LocalDate until, String note, PersonId person, Instant at) {
        return jdbc.sql("""
                update anomaly set rating = :rating, planned_until = :until, note = nullif(:note, ''), rated_at = :at, rated_by = :person,
                       reopened_at = null, version = version + 1
                 where id = :id and version = :version
                """)
                        .param("rating", rating.name())
                        .param("until", until)
                        .param("note", note)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("person", person.value())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Of teams that have bounds of their own. */
    public Map<TeamId, AnomalyBounds> bounds() {
        return jdbc
                .sql("select team_id, least_a_day, least_share from anomaly_bound")
                .query((row, number) -> Map.entry(
                        new TeamId(row.getInt("team_id")),
                        new AnomalyBounds(row.getBigDecimal("least_a_day"), row.getBigDecimal("least_share"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param bounds null where the team has those of all again */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bounds(TeamId team, @Nullable AnomalyBounds bounds) {
        if (bounds == null) {
            jdbc.sql("delete from anomaly_bound where team_id = :team")
                    .param("team", team.value())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into anomaly_bound (team_id, least_a_day, least_share) values (:team, :day, :share)
                    on conflict (team_id) do update set least_a_day = excluded.least_a_day, least_share = excluded.least_share
                """)
                .param("team", team.value())
                .param("day", bounds.leastADay())
                .param("share", bounds.leastShare())
                .update();
    }

    /**
     * What the last look saw.
     *
     * @param done whether anomalies were decided by it
     */
    public record Look(String seen, boolean done) {}

    /**
     * Whoever says it holds it until their transaction ends.
     *
     * @param until the day after the last whole one; kept where anomalies were decided
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void looked(Look look, LocalDate until, Instant now) {
        jdbc.sql("""
                insert into anomaly_look (seen, until, decided_at, done)
                values (:seen, case when :done then cast(:until as date) end, case when :done then cast(:now as timestamptz) end, :done)
                    on conflict (single) do update
                   set seen = excluded.seen, until = coalesce(excluded.until, anomaly_look.until),
                       decided_at = coalesce(excluded.decided_at, anomaly_look.decided_at), done = excluded.done
                """)
                .param("seen", look.seen())
                .param("until", until)
                .param("done", look.done())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Empty before the first one. */
    public Optional<Look> lastLook() {
        return jdbc.sql("select seen, done from anomaly_look")
                .query((row, number) -> new Look(row.getString("seen"), row.getBoolean("done")))
                .optional();
    }

    /** When anomalies were last decided, and the last whole day that was. */
    public record Decided(LocalDate until, Instant at) {}

    /** Empty before any were. */
    public Optional<Decided> decided() {
        return jdbc.sql("select until - 1 as last, decided_at from anomaly_look where decided_at is not null")
                .query((row, number) -> new Decided(
                        row.getObject("last", LocalDate.class),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Anomalies by team, service and first day: who may read the journal may see all of them. */
    @Bean
    static SubjectNames anomalyNames(AnomalyStore store, Organisation organisation) {
        return SubjectNames.of(
                "anomaly",
                ids -> {
                    Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
                    Map<String, String> names = new HashMap<>();
                    ids.stream()
                            .filter(AnomalyStore::isNumber)
                            .forEach(id -> store.find(Long.parseLong(id)).ifPresent(one -> {
                                var series = one.series();
                                String whose = teams.getOrDefault(series.team(), series.account());
                                names.put(
                                        id,
                                        whose + ", " + series.service() + ", "
                                                + one.days().from());
                            }));
                    return names;
                },
                id -> isNumber(id) ? Optional.of(CauseLinks.anomaly(Long.parseLong(id))) : Optional.empty());
    }

    private static boolean isNumber(String id) {
        return id.matches("[1-9]\\d{0,17}");
    }
}
