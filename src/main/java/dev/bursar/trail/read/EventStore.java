package dev.bursar.trail.read;

import dev.bursar.inventory.Creation;
import dev.bursar.inventory.Creations;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Mark;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.event.TrailEvent.ActedOn;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores events, each once whatever way it came, with what it acted on and who was behind it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class EventStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int AT_ONCE = 500;
    private static final int LONGEST_CHAIN = 5;

    private final JdbcClient jdbc;
    private final Creations creations;

    EventStore(JdbcClient jdbc, Creations creations) {
        this.jdbc = jdbc;
        this.creations = creations;
    }

    /** By which way an event came. */
    public enum Way {
        LOOKUP,
        FILES
    }

    private record Key(UUID id, Instant time) {}

    /** @return how many of them were not there before */
    public int store(Collection<TrailEvent> events, Way way) {
        Map<Key, TrailEvent> once = new LinkedHashMap<>();
        events.forEach(event -> once.put(new Key(event.id(), event.time()), event));
        int added = 0;
        List<TrailEvent> all = List.copyOf(once.values());
        partitions(all);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<TrailEvent> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            int fresh = insert(some, way);
            if (fresh < some.size()) {
                cameBy(some, way);
            }
            added += fresh;
            resources(some);
            values(some);
            persons(some);
            creations.learn(some.stream().flatMap(EventStore::made).toList());
        }
        return added;
    }

    private void partitions(List<TrailEvent> events) {
        var months = new TreeSet<LocalDate>();
        events.forEach(event ->
                months.add(event.time().atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1)));
        months.forEach(month -> jdbc.sql("select ensure_trail_partition(:month)")
                .param("month", month)
                .query((row, number) -> 0)
                .list());
    }

    private int insert(List<TrailEvent> events, Way way) {
        var batch = Batch.of(events)
                .moment("event_time", TrailEvent::time)
                .id("event_id", TrailEvent::id)
                .text("account", TrailEvent::account)
                .text("region", TrailEvent::region)
                .text("service", TrailEvent::service)
                .text("name", TrailEvent::name)
                .text("type", TrailEvent::type)
                .flag("read_only", TrailEvent::readOnly)
                .text("person_kind", event -> event.identity().kind().stored())
                .text("person", event -> event.identity().person())
                .text("role", event -> event.identity().role())
                .text("identity_account", event -> event.identity().account())
                .text("via", event -> event.identity().via())
                .text("access_key", event -> event.identity().accessKey())
                .text("issued_key", event -> event.identity().issuedKey())
                .text("error_code", TrailEvent::errorCode)
                .text("error_message", TrailEvent::errorMessage)
                .text("source_address", TrailEvent::sourceAddress)
                .text("user_agent", TrailEvent::userAgent)
                .integer("topics", event -> Topic.stored(event.topics()))
                .integer("marks", event -> Mark.stored(event.marks()))
                .integer("resources", EventStore::count)
                .text("record", TrailEvent::json)
                .text("arns", EventStore::arns);
        String columns = batch.columns();
        return batch.statement(jdbc, """
                        insert into trail_event (%s, by_lookup, by_files)
                        select %s, :lookup, not :lookup from %s
                        on conflict (event_id, event_time) do nothing
                        """.formatted(
                                columns,
                                columns.replace("\"arns\"", "array(select jsonb_array_elements_text(arns::jsonb))"),
                                batch.rows()))
                .param("lookup", way == Way.LOOKUP)
                .update();
    }

    /** That events which were there already came this way too. */
    private void cameBy(List<TrailEvent> events, Way way) {
        String column = switch (way) {
            case LOOKUP -> "by_lookup";
            case FILES -> "by_files";
        };
        var batch = Batch.of(events).moment("t", TrailEvent::time).id("i", TrailEvent::id);
        batch.statement(jdbc, """
                        update trail_event e set %1$s = true from %2$s
                         where e.event_id = f.i and e.event_time = f.t and not e.%1$s
                        """.formatted(column, batch.rows())).update();
    }

    /** One more than is kept where there are more: such an event is never wholly somebody's. */
    private static int count(TrailEvent event) {
        return event.resources().size() + (event.marks().contains(Mark.MORE_RESOURCES) ? 1 : 0);
    }

    private static String arns(TrailEvent event) {
        // the database takes no array of arrays of different lengths
        return JSON.writeValueAsString(
                event.resources().stream().map(ActedOn::arn).toList());
    }

    private record OnResource(Instant time, UUID id, byte[] hash, boolean created) {}

    private void resources(List<TrailEvent> events) {
        List<OnResource> rows = events.stream()
                .flatMap(event -> event.resources().stream()
                        .map(one -> new OnResource(event.time(), event.id(), Sha256.of(one.arn()), one.created())))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        var batch = Batch.of(OnResource.class, rows);
        batch.statement(jdbc, """
                        insert into trail_event_resource (event_time, event_id, arn_hash, created)
                        select time, id, hash, created from %s
                        on conflict do nothing
                        """.formatted(batch.rows())).update();
    }

    private static Stream<Creation> made(TrailEvent event) {
        return event.resources().stream()
                .filter(ActedOn::created)
                .map(resource -> new Creation(
                        resource.arn(),
                        event.identity().person(),
                        event.identity().kind().stored(),
                        event.name(),
                        event.id(),
                        event.time()));
    }

    private record Value(String what, String value) {}

    private void values(List<TrailEvent> events) {
        Map<Value, Instant> seen = new LinkedHashMap<>();
        for (TrailEvent event : events) {
            Map.of(
                            "person", event.identity().person(),
                            "name", event.name(),
                            "service", event.service(),
                            "region", event.region(),
                            "account", event.account())
                    .forEach((what, value) -> {
                        if (!value.isEmpty()) {
                            seen.merge(new Value(what, value), event.time(), (a, b) -> a.isAfter(b) ? a : b);
                        }
                    });
        }
        // in one order, so that runs that store the same values wait for each other and not in a circle
        var sorted =
                new TreeMap<Value, Instant>(Comparator.comparing(Value::what).thenComparing(Value::value));
        sorted.putAll(seen);
        var batch = Batch.of(sorted.entrySet())
                .text("what", one -> one.getKey().what())
                .text("value", one -> one.getKey().value())
                .moment("time", Map.Entry::getValue);
        batch.statement(jdbc, """
                        insert into trail_value as v (what, value, last_time)
                        select what, value, time from %s
                        on conflict (what, value) do update set last_time = excluded.last_time
                         where v.last_time < excluded.last_time
                        """.formatted(batch.rows())).update();
    }

    /**
     * Whoever opened a session is behind what was done in it. Calls come before or after the one that opened their session, because
     * the newest are read first; what is found goes on to the sessions that these sessions opened.
     */
    private void persons(List<TrailEvent> events) {
        List<String> used = events.stream()
                .filter(event -> event.identity().kind() == Kind.ROLE_SESSION)
                .flatMap(event -> Stream.ofNullable(event.identity().accessKey()))
                .distinct()
                .toList();
        List<String> keys = new ArrayList<>(events.stream()
                .flatMap(event -> Stream.ofNullable(event.identity().issuedKey()))
                .toList());
        if (!used.isEmpty()) {
            keys.addAll(jdbc.sql("select distinct issued_key from trail_event where issued_key = any(:used)")
                    .param("used", used.toArray(String[]::new))
                    .query(String.class)
                    .list());
        }
        for (int i = 0; i < LONGEST_CHAIN && !keys.isEmpty(); i++) {
            List<Opened> changed = jdbc.sql("""
                            update trail_event e
                               set person = o.person, session = coalesce(e.session, e.person)
                              from (select distinct on (issued_key) issued_key, person from trail_event
                                     where issued_key = any(:keys)
                                       and person_kind not in ('service', 'service-role', 'account', 'unknown')
                                     order by issued_key, event_time desc) o
                             where e.access_key = o.issued_key and e.person_kind = 'role-session' and e.access_key is not null
                               and e.person <> o.person
                            returning e.issued_key as key, e.event_id as event
                            """)
                    .params(Params.of("keys", keys))
                    .query(RecordMapper.of(Opened.class))
                    .list();
            makers(changed.stream().map(Opened::event).toList());
            keys = changed.stream()
                    .flatMap(opened -> Stream.ofNullable(opened.key()))
                    .distinct()
                    .toList();
        }
    }

    /** An event of a session and the key that it gave out. */
    private record Opened(@Nullable String key, UUID event) {}

    private void makers(List<UUID> events) {
        if (!events.isEmpty()) {
            jdbc.sql("""
                            update resource_creation c set person = e.person from trail_event e
                             where c.event_id = any(:events) and e.event_id = c.event_id and e.event_time = c.created_at
                            """).param("events", events.toArray(UUID[]::new)).update();
        }
    }

    /** Counts a record that is not kept. */
    public void skipped(String account, String region, String reason, long records, Instant at) {
        jdbc.sql("""
                        insert into trail_skipped as s (account, region, reason, records, last_at)
                        values (:account, :region, :reason, :records, cast(:at as timestamptz))
                        on conflict (account, region, reason) do update
                           set records = s.records + excluded.records, last_at = greatest(s.last_at, excluded.last_at)
                        """)
                .param("account", account)
                .param("region", region)
                .param("reason", reason)
                .param("records", records)
                .param("at", at.toString())
                .update();
    }
}
