package dev.bursar.trail.query;

import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.kernel.rows.RecordMapper.Sql;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Events on given resources, for modules that tell causes: whoever shows one has asked {@link #shown} whether the person may see it. */
@Component
@Transactional(readOnly = true)
public class ResourceEvents {
    private static final int ARNS_AT_ONCE = 5_000;
    private static final int MOST_OF_ONE = 100;
    private static final int MOST_MADE = 3;
    private static final int MOST_OF_A_WINDOW = 2_000;
    private static final int MOST = 20_000;

    private static final RecordMapper<ResourceEvent> EVENT = RecordMapper.of(ResourceEvent.class);

    private final JdbcClient jdbc;
    private final CoverageQueries coverage;

    ResourceEvents(JdbcClient jdbc, CoverageQueries coverage) {
        this.jdbc = jdbc;
        this.coverage = coverage;
    }

    /**
     * A change that AWS did not refuse.
     *
     * @param arn of the resource that was asked for
     * @param made whether the event made it
     * @param byService whether an AWS service did it
     * @param via the AWS service that called in the person's name
     * @param record the whole record as JSON, masked
     */
    public record ResourceEvent(
            @Sql("a.arn") String arn,
            @Sql("l.created") boolean made,
            @Sql("e.event_id") UUID id,
            @Sql("e.event_time") Instant time,
            @Sql("e.account") String account,
            @Sql("e.region") String region,
            @Sql("e.service") String service,
            @Sql("e.name") String name,

            @Sql("e.person_kind in ('service', 'service-role')")
            boolean byService,

            @Sql("e.person") String person,
            @Sql("e.role") @Nullable String role,
            @Sql("e.via") @Nullable String via,
            @Sql("e.record") String record) {}

    /**
     * What changed one of the resources in the time, the newest first: of each the latest 100 and, however many came after, the latest three
     * that made it; 20,000 in all.
     */
    public List<ResourceEvent> on(Collection<String> arns, Instant from, Instant to) {
        List<String> all = arns.stream().distinct().sorted().toList();
        var events = new ArrayList<ResourceEvent>();
        for (int i = 0; i < all.size() && events.size() < MOST; i += ARNS_AT_ONCE) {
            List<String> some = all.subList(i, Math.min(all.size(), i + ARNS_AT_ONCE));
            var batch = Batch.of(some).add("hash", byte[].class, Sha256::of).text("arn", arn -> arn);
            events.addAll(batch.statement(jdbc, """
                            select %s
                              from (select * from %s) a
                             cross join lateral (
                                   (select l.event_time, l.event_id, l.created from trail_event_resource l
                                      join trail_event c on c.event_time = l.event_time and c.event_id = l.event_id
                                     where l.arn_hash = a.hash and l.event_time >= :from and l.event_time < :to
                                       and c.error_code is null and not c.read_only
                                     order by l.event_time desc, l.event_id limit :mostOfOne)
                                   union
                                   (select l.event_time, l.event_id, l.created from trail_event_resource l
                                      join trail_event c on c.event_time = l.event_time and c.event_id = l.event_id
                                     where l.arn_hash = a.hash and l.event_time >= :from and l.event_time < :to and l.created
                                       and c.error_code is null
                                     order by l.event_time desc, l.event_id limit :mostMade)) l
                              join trail_event e on e.event_time = l.event_time and e.event_id = l.event_id
                             order by e.event_time desc, e.event_id, a.arn limit :most
                            """.formatted(EVENT.columns("e"), batch.rows()))
                    .param("from", EventQueries.at(from))
                    .param("to", EventQueries.at(to))
                    .param("mostOfOne", MOST_OF_ONE)
                    .param("mostMade", MOST_MADE)
                    .param("most", MOST - events.size())
                    .query(EVENT)
                    .list());
        }
        return events;
    }

    /** Some time in which a service of an account is looked at. */
    public record Window(String account, String service, Instant from, Instant to) {}

    /**
     * What changed resources of services within windows, the newest first: at most 2,000 events of each, and 20,000 resources in all.
     *
     * @param names what events' names match, as a regular expression
     */
    public List<ResourceEvent> within(Collection<Window> windows, String names) {
        List<Window> all = windows.stream().distinct().toList();
        if (all.isEmpty()) {
            return List.of();
        }
        var batch = Batch.of(Window.class, all);
        return batch.statement(jdbc, """
                        select %s
                          from (select distinct e.event_time, e.event_id
                                  from (select * from %s) w
                                 cross join lateral (
                                       select c.event_time, c.event_id from trail_event c
                                        where c.account = w.account and c.event_time >= w.from and c.event_time < w.to
                                          and c.service = w.service and c.error_code is null and not c.read_only and c.resources > 0
                                          and c.name ~ :names
                                        order by c.event_time desc, c.event_id limit :mostOfOne) e) found
                          join trail_event e on e.event_time = found.event_time and e.event_id = found.event_id
                         cross join lateral unnest(e.arns) as a (arn)
                          join trail_event_resource l on l.arn_hash = sha256(convert_to(a.arn, 'UTF8'))
                               and l.event_time = e.event_time and l.event_id = e.event_id
                         order by e.event_time desc, e.event_id, a.arn limit :most
                        """.formatted(EVENT.columns("e"), batch.rows()))
                .params(Params.of("names", names)
                        .and("mostOfOne", MOST_OF_A_WINDOW)
                        .and("most", MOST))
                .query(EVENT)
                .list();
    }

    /**
     * A resource that AWS scaled by itself.
     *
     * @param resource as events have it: an ARN, or the name of an Auto Scaling group
     * @param at when
     */
    public record Scaled(String account, String region, String resource, Instant at) {}

    /** Whoever last said how the resources scale, within 400 days before: at most one event for each. */
    public Map<Scaled, ResourceEvent> scaledBy(Collection<Scaled> scaled) {
        List<Scaled> all = scaled.stream().distinct().limit(ARNS_AT_ONCE).toList();
        Map<Scaled, ResourceEvent> found = new HashMap<>();
        if (!all.isEmpty()) {
            var batch = Batch.of(all)
                    .add("hash", byte[].class, one -> Sha256.of(one.resource()))
                    .text("account", Scaled::account)
                    .text("region", Scaled::region)
                    .text("arn", Scaled::resource)
                    .moment("at", Scaled::at);
            batch.statement(jdbc, """
                            select a.number, %s
                              from (select * from %s) a
                             cross join lateral (
                                   select l.event_time, l.event_id, l.created from trail_event_resource l
                                     join trail_event c on c.event_time = l.event_time and c.event_id = l.event_id
                                    where l.arn_hash = a.hash and l.event_time >= a.at - interval '400 days' and l.event_time <= a.at
                                      and c.account = a.account and c.region = a.region
                                      and c.name in ('PutScalingPolicy', 'RegisterScalableTarget', 'CreateAutoScalingGroup',
                                                     'UpdateAutoScalingGroup')
                                      and c.error_code is null and c.person_kind not in ('service', 'service-role')
                                    order by l.event_time desc, l.event_id limit 1) l
                              join trail_event e on e.event_time = l.event_time and e.event_id = l.event_id
                            """.formatted(EVENT.columns("e"), batch.numbered()))
                    .query(row -> {
                        found.put(all.get(row.getInt("number") - 1), EVENT.mapRow(row, 0));
                    });
        }
        return found;
    }

    /** Those of the events that may be shown whole. */
    public Set<UUID> shown(Collection<UUID> events, Instant from, Instant to, Visible visible) {
        if (visible.everything() || events.isEmpty()) {
            return Set.copyOf(events);
        }
        EventConditions conditions = EventConditions.ofFew(EventQuestion.everything(from, to), visible);
        conditions.add("e.event_id = any(:ids)", "ids", events.toArray(UUID[]::new));
        return new HashSet<>(conditions
                .statement(jdbc, "select e.event_id from trail_event e " + conditions.where())
                .query(UUID.class)
                .list());
    }

    /** Where all events of the time are read, up to the day before its end. */
    public ReadPlaces read(Instant from, Instant to) {
        return coverage.read(from, to);
    }
}
