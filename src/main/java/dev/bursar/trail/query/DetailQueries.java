package dev.bursar.trail.query;

import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Inventory.MonthCost;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.trail.event.EnvironmentVariables;
import dev.bursar.trail.query.EventDetails.ActedOn;
import dev.bursar.trail.query.EventDetails.Link;
import dev.bursar.trail.query.EventRecords.EventRecord;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one event with what belongs to it. */
@Component
class DetailQueries {
    private static final Duration AROUND = Duration.ofMinutes(10);
    private static final int MOST_AROUND = 50;
    private static final int MOST_LINKS = 5;
    private static final int MOST_SHOWN = 20;

    private final JdbcClient jdbc;
    private final Inventory inventory;

    DetailQueries(JdbcClient jdbc, Inventory inventory) {
        this.jdbc = jdbc;
        this.inventory = inventory;
    }

    private record Found(
            EventRow row, String record, @Nullable String accessKey, boolean byLookup, boolean byFiles) {}

    Optional<EventDetails> of(UUID id, Visible visible) {
        return find(id).filter(found -> sees(found.row(), visible)).map(found -> {
            EventRow row = found.row();
            return new EventDetails(
                    row,
                    visible.everything() ? found.record() : EnvironmentVariables.hidden(found.record()),
                    chain(found, visible),
                    row.arns().stream()
                            .limit(MOST_SHOWN)
                            .map(arn -> acted(arn, row, visible))
                            .toList(),
                    around(row, visible),
                    found.byLookup(),
                    found.byFiles());
        });
    }

    /** An event, whoever may see it. */
    Optional<EventRecord> record(UUID id) {
        return find(id).map(found -> new EventRecord(found.row(), found.record()));
    }

    Optional<EventRow> row(UUID id, Visible visible) {
        return find(id).map(Found::row).filter(row -> sees(row, visible));
    }

    private Optional<Found> find(UUID id) {
        return jdbc.sql("""
                        select %s, e.record, e.access_key, e.by_lookup, e.by_files
                          from trail_event e left join account a on a.id = e.account where e.event_id = :id
                         order by e.event_time desc limit 1
                        """.formatted(EventQueries.COLUMNS))
                .param("id", id)
                .query(RecordMapper.of(Found.class).with("row", (row, column) -> EventQueries.EVENT.mapRow(row, 0)))
                .optional();
    }

    private boolean sees(EventRow row, Visible visible) {
        if (visible.everything()) {
            return true;
        }
        return !rows(row.time(), row.time().plusSeconds(1), row.id(), null, visible, 1)
                .isEmpty();
    }

    private List<EventRow> rows(
            Instant from, Instant to, @Nullable UUID only, @Nullable String person, Visible visible, int limit) {
        EventConditions conditions = EventConditions.ofFew(EventQuestion.everything(from, to), visible);
        if (only != null) {
            conditions.add("e.event_id = :only", "only", only);
        }
        if (person != null) {
            conditions.add("e.person = :person", "person", person);
        }
        return EventQueries.newest(jdbc, conditions, 0, limit)
                .query(EventQueries.EVENT)
                .list();
    }

    private List<EventRow> around(EventRow row, Visible visible) {
        return rows(
                        row.time().minus(AROUND),
                        row.time().plus(AROUND).plusSeconds(1),
                        null,
                        row.person(),
                        visible,
                        MOST_AROUND + 1)
                .stream()
                .filter(other -> !other.id().equals(row.id()))
                .limit(MOST_AROUND)
                .toList();
    }

    /** Whose call gave out the key that signed this one, and so on. */
    private List<Link> chain(Found found, Visible visible) {
        var links = new ArrayList<Link>();
        Set<String> seen = new HashSet<>();
        @Nullable String key = found.accessKey();
        while (key != null && seen.add(key) && links.size() < MOST_LINKS) {
            record Opening(EventRow row, @Nullable String accessKey) {}
            Optional<Opening> opening = jdbc.sql("""
                            select %s, e.access_key from trail_event e left join account a on a.id = e.account
                             where e.issued_key = :key and e.event_time <= cast(:time as timestamptz)
                             order by e.event_time desc limit 1
                            """.formatted(EventQueries.COLUMNS))
                    .param("key", key)
                    .param("time", EventQueries.at(found.row().time()))
                    .query((row, number) ->
                            new Opening(EventQueries.EVENT.mapRow(row, number), row.getString("access_key")))
                    .optional();
            if (opening.isEmpty()) {
                break;
            }
            EventRow row = opening.get().row();
            links.add(new Link(row.person(), row.role(), sees(row, visible) ? row.id() : null));
            key = opening.get().accessKey();
        }
        return links;
    }

    private ActedOn acted(String arn, EventRow event, Visible visible) {
        int others = others(Sha256.of(arn), event, visible);
        return inventory
                .find(arn)
                .map(resource -> new ActedOn(
                        arn,
                        resource.id(),
                        resource.type(),
                        team(resource.team()),
                        resource.tags(),
                        resource.costKnown(),
                        cost(resource, visible),
                        resource.goneAt() != null,
                        others))
                .orElseGet(() -> new ActedOn(arn, null, null, null, Map.of(), false, Map.of(), false, others));
    }

    private @Nullable String team(TeamId team) {
        return jdbc.sql("select name from team where id = :id")
                .param("id", team.value())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private Map<String, BigDecimal> cost(Resource resource, Visible visible) {
        Map<String, BigDecimal> costs = new HashMap<>();
        for (MonthCost cost : inventory.windowCosts(resource.id())) {
            if (visible.showsCost(cost.team(), resource.account())) {
                costs.merge(cost.currency(), cost.effectiveCost(), BigDecimal::add);
            }
        }
        return costs;
    }

    private int others(byte[] hash, EventRow event, Visible visible) {
        EventConditions conditions = EventConditions.ofFew(
                EventQuestion.everything(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z")),
                visible);
        conditions.add("""
                (e.event_time, e.event_id) in (select l.event_time, l.event_id from trail_event_resource l where l.arn_hash = :hash)
                """);
        conditions.add("e.event_id <> :this");
        conditions.put("hash", hash);
        conditions.put("this", event.id());
        return conditions
                .statement(
                        jdbc,
                        "select count(*) from (select from trail_event e " + conditions.where() + " limit 1000) found")
                .query((row, number) -> row.getInt(1))
                .single();
    }
}
