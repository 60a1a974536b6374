package dev.bursar.causes.read;

import dev.bursar.causes.read.PlantedStory.Act;
import dev.bursar.causes.read.PlantedStory.Booking;
import dev.bursar.causes.read.PlantedStory.Use;
import dev.bursar.kernel.Sha256;
import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.read.EventStore;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a story into the database: charges as a charge file has them, and CloudTrail's records through the reader of events. */
final class StoryRows {
    private static final String EVENTS_FROM = "2026-06-20T00:00:00Z";

    private final ApplicationContext node;
    private final JdbcClient jdbc;
    private final Instant read;
    private final Map<String, Integer> terms = new HashMap<>();

    StoryRows(ApplicationContext node, JdbcClient jdbc, Instant read) {
        this.node = node;
        this.jdbc = jdbc;
        this.read = read;
        for (LocalDate month = PlantedStory.FIRST.withDayOfMonth(1);
                month.isBefore(PlantedStory.LAST);
                month = month.plusMonths(1)) {
            jdbc.sql("select ensure_charge_partition(:month)")
                    .param("month", month)
                    .query(String.class)
                    .single();
        }
    }

    void add(PlantedStory story) {
        node.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into account (id, name, payer, state, observed_at, seen_at, listed)
                            values (:id, :id, :id, 'ACTIVE', now(), now(), true)
                            """).param("id", story.account).update();
            for (int team : List.of(story.team, story.other)) {
                jdbc.sql("insert into team (id, name) overriding system value values (:id, :name)")
                        .param("id", team)
                        .param("name", name(team))
                        .update();
            }
            jdbc.sql("""
                            insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges)
                            select day::date, :account, 'test', 1, now(), 'settled', decode('00', 'hex'), 1
                              from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                            """)
                    .param("account", term(1, story.account))
                    .param("from", story.stored().from().toString())
                    .param("to", story.stored().to().toString())
                    .update();
            coverage(story);
            charges(story);
            story.inventory.forEach((arn, owner) -> resource(story, arn, owner));
            node.getBean(EventStore.class)
                    .store(story.acts.stream().map(act -> event(story, act)).toList(), EventStore.Way.LOOKUP);
        });
    }

    static String name(int team) {
        return "Team %d of stories".formatted(team);
    }

    private void coverage(PlantedStory story) {
        if (!story.eventsRead) {
            return;
        }
        jdbc.sql("""
                        insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                        values (:account, :region, cast(:to as timestamptz), cast(:to as timestamptz), 1, 1, 1, false)
                        """)
                .param("account", story.account)
                .param("region", PlantedStory.REGION)
                .param("to", read.toString())
                .update();
        jdbc.sql("""
                        insert into trail_window (account, region, reads, from_time, to_time)
                        values (:account, :region, false, cast(:from as timestamptz), cast(:to as timestamptz))
                        """)
                .param("account", story.account)
                .param("region", PlantedStory.REGION)
                .param("from", EVENTS_FROM)
                .param("to", read.toString())
                .update();
        if (story.oneRegionUnread) {
            jdbc.sql("""
                            insert into place_state (account, region, api, state, problem, what_to_do, checked_at)
                            values (:account, :region, 'cloudtrail', 'denied', 'AWS refused it.', 'Allow it.', now())
                            """)
                    .param("account", story.account)
                    .param("region", PlantedStory.OTHER_REGION)
                    .update();
        }
    }

    // --- charges

    private static final class Columns {
        final List<String> days = new ArrayList<>();
        final List<Integer> services = new ArrayList<>();
        final List<Integer> types = new ArrayList<>();
        final List<Integer> tags = new ArrayList<>();
        final List<Integer> teams = new ArrayList<>();
        final List<String> costs = new ArrayList<>();
        final List<@Nullable String> quantities = new ArrayList<>();
        final List<@Nullable String> units = new ArrayList<>();
        final List<@Nullable Integer> regions = new ArrayList<>();
        final List<@Nullable Integer> usageTypes = new ArrayList<>();
        final List<@Nullable Integer> resources = new ArrayList<>();
        final List<Integer> exports = new ArrayList<>();
    }

    private void charges(PlantedStory story) {
        var all = new Columns();
        for (Use use : story.uses) {
            for (LocalDate day :
                    story.stored().from().datesUntil(story.stored().to()).toList()) {
                double quantity = use.quantity(day);
                if (quantity > 1e-9) {
                    all.days.add(day.toString());
                    all.services.add(term(2, use.service));
                    all.types.add(term(3, "Usage"));
                    all.tags.add(term(
                            4,
                            use.tags.isEmpty() ? "" : use.tags.floorEntry(day).getValue()));
                    all.teams.add(use.owner(day));
                    all.costs.add(text(use.cost(day)));
                    all.quantities.add(use.exported ? text(quantity) : null);
                    all.units.add(use.exported ? use.unit : null);
                    all.regions.add(use.exported ? term(5, use.region) : null);
                    all.usageTypes.add(use.exported ? term(6, use.usageType) : null);
                    all.exports.add(use.exported ? 1 : 0);
                    all.resources.add(!use.exported || use.resource.isEmpty() ? null : term(10, use.resource));
                }
            }
        }
        for (Booking booking : story.bookings) {
            all.days.add(booking.day().toString());
            all.services.add(term(2, "AWS Support (Business)"));
            all.types.add(term(3, booking.recordType()));
            all.tags.add(term(4, ""));
            all.teams.add(story.team);
            all.costs.add(text(booking.cost()));
            all.quantities.add(null);
            all.units.add(null);
            all.regions.add(null);
            all.usageTypes.add(null);
            all.resources.add(null);
            all.exports.add(1);
        }
        jdbc.sql("""
                        insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                               billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit,
                               export_id, region_id, usage_type_id, resource_id)
                        select r.day, :account, r.service, r.type, r.tag, r.team, 0, 'USD', r.cost, r.cost, r.cost, r.cost, r.cost, r.quantity,
                               r.unit, r.export, r.region, r.usage, r.resource
                          from unnest(cast(:days as date[]), :services, :types, :tags, :teams, cast(:costs as numeric[]),
                                      cast(:quantities as numeric[]), :units, :regions, :usageTypes, :resources, :exports)
                               as r (day, service, type, tag, team, cost, quantity, unit, region, usage, resource, export)
                        """)
                .param("account", term(1, story.account))
                .param("days", all.days.toArray(String[]::new))
                .param("services", all.services.toArray(Integer[]::new))
                .param("types", all.types.toArray(Integer[]::new))
                .param("tags", all.tags.toArray(Integer[]::new))
                .param("teams", all.teams.toArray(Integer[]::new))
                .param("costs", all.costs.toArray(String[]::new))
                .param("quantities", all.quantities.toArray(String[]::new))
                .param("units", all.units.toArray(String[]::new))
                .param("regions", all.regions.toArray(Integer[]::new))
                .param("usageTypes", all.usageTypes.toArray(Integer[]::new))
                .param("resources", all.resources.toArray(Integer[]::new))
                .param("exports", all.exports.toArray(Integer[]::new))
                .update();
    }

    private static String text(double amount) {
        return BigDecimal.valueOf(amount).setScale(8, RoundingMode.HALF_EVEN).toPlainString();
    }

    private Integer term(int kind, String text) {
        return terms.computeIfAbsent(kind + text, any -> {
            jdbc.sql("""
                            insert into term (kind, value, hash) values (:kind, :text, sha256(convert_to(:text, 'UTF8')))
                            on conflict do nothing
                            """).param("kind", kind).param("text", text).update();
            return jdbc.sql("select id from term where kind = :kind and value = :text")
                    .param("kind", kind)
                    .param("text", text)
                    .query(Integer.class)
                    .single();
        });
    }

    // --- resources and events

    private void resource(PlantedStory story, String arn, int owner) {
        jdbc.sql("""
                        insert into resource (arn, arn_hash, account, region, type, name, tags, read_account, read_region, tagging_seen,
                               first_seen, last_seen, team_id, owner_by)
                        values (:arn, :hash, :account, :region, 'other', :name, '{}', :account, :region, now(), now(), now(), :team, 'rules')
                        """)
                .param("arn", arn)
                .param("hash", Sha256.of(arn))
                .param("account", story.account)
                .param(
                        "region",
                        arn.contains(PlantedStory.OTHER_REGION) ? PlantedStory.OTHER_REGION : PlantedStory.REGION)
                .param("name", arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1))
                .param("team", owner)
                .update();
    }

    private TrailEvent event(PlantedStory story, Act act) {
        String identity = act.byService() ? """
                {"type":"AWSService","invokedBy":"%s"}""".formatted(act.person()) : """
                {"type":"IAMUser","userName":"%s","accountId":"%s"}""".formatted(act.person(), story.account);
        String record = """
                {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"%s",
                 "recipientAccountId":"%s","sourceIPAddress":"10.0.0.7","userAgent":"aws-cli","eventType":"AwsApiCall",%s
                 "userIdentity":%s,"requestParameters":%s,"responseElements":%s}
                """.formatted(
                        act.event(),
                        act.time(),
                        act.service(),
                        act.name(),
                        act.region(),
                        story.account,
                        act.error() == null ? "" : "\"errorCode\":\"" + act.error() + "\",",
                        identity,
                        act.request(),
                        act.response());
        if (EventReader.ofLog(record, new Origin(story.account, act.region(), act.time(), read))
                instanceof Reading.Read(var event)) {
            Set<String> arns = Set.copyOf(
                    event.resources().stream().map(TrailEvent.ActedOn::arn).toList());
            if (arns.containsAll(act.arns())) {
                return act.cut() ? withRecord(event, event.json().substring(0, 60), List.of()) : event;
            }
            if (act.arns().size() == 1) {
                throw new IllegalStateException(act + " acted on " + arns);
            }
            // a call on resources of several owners, of which AWS's record names the second elsewhere
            return withRecord(
                    event,
                    event.json(),
                    act.arns().stream()
                            .map(arn -> new TrailEvent.ActedOn(arn, false))
                            .toList());
        }
        throw new IllegalStateException(record);
    }

    private static TrailEvent withRecord(TrailEvent event, String json, List<TrailEvent.ActedOn> resources) {
        return new TrailEvent(
                event.id(),
                event.time(),
                event.account(),
                event.region(),
                event.service(),
                event.name(),
                event.type(),
                event.readOnly(),
                event.identity(),
                event.errorCode(),
                event.errorMessage(),
                event.sourceAddress(),
                event.userAgent(),
                resources.isEmpty() ? event.resources() : resources,
                event.topics(),
                event.marks(),
                json);
    }
}
