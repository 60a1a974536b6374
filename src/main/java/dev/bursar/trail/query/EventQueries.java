package dev.bursar.trail.query;

import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Moments;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Mark;
import dev.bursar.trail.query.EventRow.Place;
import dev.bursar.trail.query.EventService.Choices;
import dev.bursar.trail.query.EventService.Counts;
import dev.bursar.trail.query.EventService.Offered;
import dev.bursar.trail.query.EventService.PersonCount;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads events: rows, counts and files go by the same conditions. */
@Component
class EventQueries {
    private static final int MOST_PERSONS = 100;
    private static final Duration OFFERED = Duration.ofDays(90);

    static final RecordMapper<EventRow> EVENT =
            RecordMapper.of(EventRow.class).with("marks", (row, column) -> Mark.of(row.getInt(column)));

    static final String COLUMNS = EVENT.columns("e");

    private final JdbcClient jdbc;
    private final Clock clock;

    EventQueries(CancellableJdbc jdbc, Clock clock) {
        this.jdbc = jdbc.client();
        this.clock = clock;
    }

    List<EventRow> page(EventQuestion question, Visible visible, @Nullable Place after, int skip, int limit) {
        EventConditions conditions = EventConditions.of(question, visible);
        if (after != null) {
            conditions.add("(e.event_time, e.event_id) < (cast(:afterTime as timestamptz), cast(:afterId as uuid))");
            conditions.put("afterTime", at(after.time()));
            conditions.put("afterId", after.id());
        }
        return newest(jdbc, conditions, skip, limit).query(EVENT).list();
    }

    void each(EventQuestion question, Visible visible, int most, Consumer<EventRow> consumer) {
        newest(jdbc, EventConditions.of(question, visible), 0, most)
                .withFetchSize(2_000)
                .query(row -> {
                    consumer.accept(EVENT.mapRow(row, 0));
                });
    }

    static StatementSpec newest(JdbcClient jdbc, EventConditions conditions, int skip, int limit) {
        return conditions
                .statement(jdbc, """
                        select %s from trail_event e left join account a on a.id = e.account
                         %s order by e.event_time desc, e.event_id desc offset :skip limit :limit
                        """.formatted(COLUMNS, conditions.where()))
                .param("skip", skip)
                .param("limit", limit);
    }

    /** In one pass: what is hidden is counted beside what is shown. */
    Counts counts(EventQuestion question, Visible visible) {
        EventConditions conditions = EventConditions.withHidden(question, visible);
        var days = new ArrayList<Counts.Day>();
        long[] sums = new long[4];
        conditions
                .statement(jdbc, """
                        select (e.event_time at time zone 'UTC')::date as day,
                               count(*) filter (where %1$s) as events,
                               count(*) filter (where %1$s and e.error_code is not null) as failed,
                               count(*) filter (where not %2$s and %3$s) as services,
                               count(*) filter (where not %3$s) as reads
                          from trail_event e %4$s group by 1 order by 1
                        """.formatted(
                                "(" + shown(question.withServices(), EventConditions.noServices(question)) + " and "
                                        + shown(question.withReads(), EventConditions.NO_READS) + ")",
                                shown(question.withServices(), EventConditions.noServices(question)),
                                shown(question.withReads(), EventConditions.NO_READS),
                                conditions.where()))
                .query(row -> {
                    long events = row.getLong("events");
                    if (events > 0) {
                        days.add(new Counts.Day(row.getObject("day", LocalDate.class), events, row.getLong("failed")));
                    }
                    sums[0] += events;
                    sums[1] += row.getLong("failed");
                    sums[2] += row.getLong("services");
                    sums[3] += row.getLong("reads");
                });
        return new Counts(sums[0], sums[1], days, sums[2], sums[3]);
    }

    private static String shown(boolean with, String condition) {
        return with ? "true" : condition;
    }

    List<PersonCount> persons(EventQuestion question, Visible visible) {
        EventConditions conditions = EventConditions.of(question, visible);
        return conditions
                .statement(jdbc, """
                        select e.person, e.person_kind, count(*) as events, max(e.event_time) as last_time from trail_event e %s
                         group by 1, 2 order by 3 desc, 1, 2 limit :most
                        """.formatted(conditions.where()))
                .param("most", MOST_PERSONS)
                .query((row, number) -> new PersonCount(
                        row.getString("person"),
                        Kind.of(row.getString("person_kind")),
                        row.getLong("events"),
                        Moments.of(row, "last_time")))
                .list();
    }

    /** Only a name that some event has is looked for, in its own spelling. */
    List<EventRow> named(String name, Visible visible, int most) {
        Instant now = clock.instant();
        return jdbc.sql(
                        "select value from trail_value where what = 'name' and lower(value) = :name order by value limit 1")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(spelled -> {
                    EventConditions conditions = EventConditions.ofFew(
                            EventQuestion.everything(now.minus(OFFERED), now.plus(Duration.ofDays(1))), visible);
                    conditions.add("e.name = :spelled", "spelled", spelled);
                    return newest(jdbc, conditions, 0, most).query(EVENT).list();
                })
                .orElse(List.of());
    }

    List<String> values(Offered what, String text, Visible visible, int offset, int limit) {
        if (visible.everything()) {
            return List.copyOf(jdbc.sql("""
                            select value from trail_value where what = :what and strpos(lower(value), lower(:text)) > 0
                             order by last_time desc, value offset :offset limit :limit
                            """)
                    .param("what", what.name().toLowerCase(Locale.ROOT))
                    .param("text", text)
                    .param("offset", offset)
                    .param("limit", limit)
                    .query(String.class)
                    .list());
        }
        String column = switch (what) {
            case PERSON -> "e.person";
            case NAME -> "e.name";
            case SERVICE -> "e.service";
            case REGION -> "e.region";
        };
        Instant now = clock.instant();
        EventConditions conditions =
                EventConditions.of(EventQuestion.of(now.minus(OFFERED), now.plus(Duration.ofDays(1))), visible);
        conditions.add("strpos(lower(" + column + "), lower(:text)) > 0", "text", text);
        return List.copyOf(conditions
                .statement(jdbc, """
                        select %1$s as value from trail_event e %2$s
                         group by 1 order by max(e.event_time) desc, 1 offset :offset limit :limit
                        """.formatted(column, conditions.where()))
                .param("offset", offset)
                .param("limit", limit)
                .query(String.class)
                .list());
    }

    Choices choices(Visible visible) {
        Map<String, String> accounts = new LinkedHashMap<>();
        jdbc.sql("""
                        select v.value, coalesce(a.name, v.value) as name from trail_value v left join account a on a.id = v.value
                         where v.what = 'account' and (:everything or v.value = any(:wholly)
                               or exists (select from resource r where r.account = v.value and r.team_id = any(:own)))
                         order by lower(coalesce(a.name, v.value)), v.value
                        """)
                .param("everything", visible.everything())
                .param("wholly", visible.accountIds())
                .param("own", visible.teamNumbers())
                .query(row -> {
                    accounts.put(row.getString("value"), row.getString("name"));
                });
        Map<Integer, String> teams = new LinkedHashMap<>();
        jdbc.sql("""
                        select t.id, t.name from team t
                         where (:everything or t.id = any(:own)) and exists (select from resource r where r.team_id = t.id)
                         order by lower(t.name), t.id
                        """)
                .param("everything", visible.everything())
                .param("own", visible.teamNumbers())
                .query(row -> {
                    teams.put(row.getInt("id"), row.getString("name"));
                });
        if (visible.everything()) {
            teams.put(0, "nobody");
        }
        return new Choices(accounts, teams);
    }

    Optional<Instant> oldest(Visible visible) {
        EventConditions conditions = EventConditions.of(
                EventQuestion.of(Instant.EPOCH, clock.instant().plus(OFFERED)), visible);
        return conditions
                .statement(jdbc, "select min(e.event_time) as oldest from trail_event e " + conditions.where())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
