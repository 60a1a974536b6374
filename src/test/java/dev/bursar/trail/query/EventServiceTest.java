package dev.bursar.trail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.org.Organisation;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventQuestion.Outcome;
import dev.bursar.trail.query.EventService.Counts;
import dev.bursar.trail.query.EventService.Offered;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** Events as each role sees them, and what a question finds. */
@BursarTest
class EventServiceTest {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-01T00:00:00Z");
    private static final EventQuestion ALL = EventQuestion.of(FROM, TO);

    @Autowired
    ApplicationContext portal;

    @Autowired
    EventService service;

    @Autowired
    TestDatabase database;

    private TrailRows events;
    private ResourceRows resources;
    private int research;
    private int fraud;

    @BeforeEach
    void clear() {
        try (var owner = database.owner()) {
            TrailRows.clear(JdbcClient.create(owner));
            ResourceRows.clear(JdbcClient.create(owner));
            JdbcClient.create(owner).sql("truncate spend_by_month").update();
        }
        events = new TrailRows(portal, database.jdbc());
        resources = new ResourceRows(database.jdbc());
        research = portal.getBean(Organisation.class).teamNamed("Research").value();
        fraud = portal.getBean(Organisation.class).teamNamed("Fraud").value();
    }

    private String instance(String name, int team) {
        var row = resources.instance(name).ownedBy(team);
        row.add();
        return row.arn();
    }

    private List<UUID> found(EventQuestion question) {
        return service.page(question, null, 0, 500).stream().map(EventRow::id).toList();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesAnEventWholeOrNotAtAll() {
        String own = instance("i-own", research);
        String other = instance("i-other", fraud);
        String nobodys = instance("i-nobody", 0);
        UUID mine =
                events.event("StopInstances", "2026-11-10T10:00:00Z").on(own).add();
        UUID theirs =
                events.event("StopInstances", "2026-11-10T10:01:00Z").on(other).add();
        UUID both = events.event("StopInstances", "2026-11-10T10:02:00Z")
                .on(own, other)
                .add();
        UUID unknown = events.event("StopInstances", "2026-11-10T10:03:00Z")
                .on(own, "arn:aws:ec2:eu-central-1:111122223333:instance/i-unknown")
                .add();
        UUID none = events.event("PutAccountSetting", "2026-11-10T10:04:00Z").add();
        UUID noOwner = events.event("StopInstances", "2026-11-10T10:05:00Z")
                .on(nobodys)
                .add();
        UUID more =
                events.event("StopInstances", "2026-11-10T10:06:00Z").on(own).add();
        database.jdbc()
                .sql("update trail_event set resources = 2 where event_id = :id")
                .param("id", more)
                .update();

        assertThat(found(ALL)).containsExactly(mine);
        assertThat(service.counts(ALL).events()).isEqualTo(1);
        assertThat(service.details(mine)).isPresent();
        for (UUID hidden : List.of(theirs, both, unknown, none, noOwner, more)) {
            assertThat(service.details(hidden)).isEmpty();
        }
        assertThat(service.details(mine).orElseThrow().acted().getFirst().otherEvents())
                .isZero();
        assertThat(service.details(mine).orElseThrow().around()).isEmpty();
        var file = new ArrayList<UUID>();
        service.each(ALL, row -> file.add(row.id()));
        assertThat(file).containsExactly(mine);
        assertThat(service.values(Offered.NAME, "", 0, 100)).containsExactly("StopInstances");
        assertThat(found(with(question -> question.resources(List.of(other))))).isEmpty();
        assertThat(found(with(question -> question.teams(List.of(fraud))))).isEmpty();
        assertThat(found(with(question -> question.search("i-other")))).isEmpty();
        assertThat(service.oldest()).contains(Instant.parse("2026-11-10T10:00:00Z"));

        // once all charges of the account are theirs, so is what has no resource or no owner
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("""
                            insert into term (kind, value, hash) values (1, :id, sha256(convert_to(:id, 'UTF8'))) on conflict do nothing
                            """).param("id", TrailRows.ACCOUNT).update();
        }
        spent(research);
        assertThat(found(ALL)).containsExactly(noOwner, none, mine);
        spent(fraud);
        assertThat(found(ALL)).containsExactly(mine);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void aTimeEndsBeforeItsEnd() {
        UUID first = events.event("StopInstances", "2026-11-10T00:00:00Z").add();
        UUID last = events.event("StopInstances", "2026-11-10T23:59:59Z").add();
        events.event("StopInstances", "2026-11-09T23:59:59Z").add();
        events.event("StopInstances", "2026-11-11T00:00:00Z").add();
        var day = EventQuestion.of(Instant.parse("2026-11-10T00:00:00Z"), Instant.parse("2026-11-11T00:00:00Z"));
        assertThat(found(day)).containsExactly(last, first);
        assertThat(service.counts(day).events()).isEqualTo(2);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesNoEnvironmentVariablesAndFindsNothingByThem() {
        String own = instance("i-own", research);
        UUID mine = events.event("UpdateFunctionConfiguration20150331v2", "2026-11-10T10:00:00Z")
                .record(
                        "{\"requestParameters\":{\"environment\":{\"variables\":{\"DB\":\"hush-hush\"}},\"functionName\":\"rank\"}}")
                .on(own)
                .add();
        assertThat(service.details(mine).orElseThrow().record())
                .contains("rank", "not shown to team leads")
                .doesNotContain("hush-hush");
        assertThat(found(with(question -> question.search("hush-hush")))).isEmpty();
        assertThat(found(with(question -> question.search("i-own")))).containsExactly(mine);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesThem() {
        UUID one = events.event("UpdateFunctionConfiguration20150331v2", "2026-11-10T10:00:00Z")
                .record("{\"requestParameters\":{\"environment\":{\"variables\":{\"DB\":\"hush-hush\"}}}}")
                .add();
        assertThat(service.details(one).orElseThrow().record()).contains("hush-hush");
        assertThat(found(with(question -> question.search("hush-hush")))).containsExactly(one);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatServicesDeleteForThemselvesIsNoDeletedResourceUntilAskedFor() {
        UUID endpoint = deleted("DeleteEndpoint", "sagemaker", null, "10:00");
        UUID own = deleted("DeleteNetworkInterface", "ec2", null, "10:01");
        UUID stack = deleted("DeleteNetworkInterface", "ec2", "cloudformation.amazonaws.com", "10:02");
        UUID services = deleted("DeleteNetworkInterface", "ec2", "sagemaker.amazonaws.com", "10:03");
        EventQuestion question = with(asked -> asked.topic(Topic.DELETED));
        assertThat(found(question)).containsExactly(stack, own, endpoint);
        assertThat(service.counts(question))
                .extracting(Counts::events, Counts::hiddenServices)
                .containsExactly(3L, 1L);
        assertThat(found(with(asked -> asked.topic(Topic.DELETED).services(true))))
                .contains(services);
        assertThat(found(ALL)).contains(services);
    }

    private UUID deleted(String name, String of, @Nullable String via, String time) {
        return events.event(name, "2026-11-10T" + time + ":00Z")
                .of(of)
                .via(via)
                .topic(Topic.DELETED)
                .add();
    }

    /** Says that the account has costs of the team in November. */
    private void spent(int team) {
        database.jdbc()
                .sql("""
                        insert into spend_by_month (charge_month, team_id, account_id, currency, billed_cost, effective_cost)
                        select '2026-11-01', :team, id, 'USD', 1, 1 from term where value = :account
                        """)
                .param("team", team)
                .param("account", TrailRows.ACCOUNT)
                .update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesNone() {
        assertThatThrownBy(() -> service.page(ALL, null, 0, 10)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.counts(ALL)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.details(UUID.randomUUID())).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void questionsAreAnsweredByEachOfTheirParts() {
        String one = instance("i-one", research);
        UUID deleted = events.event("TerminateInstances", "2026-11-10T10:00:00Z")
                .by(Kind.IAM_USER, "ben")
                .topic(Topic.DELETED)
                .on(one)
                .add();
        UUID denied = events.event("DescribeInstances", "2026-11-11T10:00:00Z")
                .by(Kind.IAM_USER, "anna")
                .topic(Topic.DENIED)
                .reads()
                .failed("Client.UnauthorizedOperation")
                .add();
        UUID service1 = events.event("TerminateInstances", "2026-11-11T11:00:00Z")
                .by(Kind.SERVICE, "autoscaling.amazonaws.com")
                .add();
        UUID other = events.event("CreateBucket", "2026-11-12T10:00:00Z")
                .in("999988887777")
                .of("s3")
                .add();

        assertThat(found(ALL)).containsExactly(other, denied, deleted);
        assertThat(found(with(question -> question.services(true)))).containsExactly(other, service1, denied, deleted);
        assertThat(found(with(question -> question.reads(false)))).containsExactly(other, deleted);
        assertThat(found(with(question -> question.persons(List.of("ben"))))).containsExactly(deleted);
        assertThat(found(with(question -> question.names(List.of("CreateBucket", "DescribeInstances")))))
                .containsExactly(other, denied);
        assertThat(found(with(question -> question.accounts(List.of("999988887777")))))
                .containsExactly(other);
        assertThat(found(with(question -> question.resources(List.of(one))))).containsExactly(deleted);
        assertThat(found(with(question -> question.teams(List.of(research))))).containsExactly(deleted);
        assertThat(found(with(question -> question.search("NOT AUTHORIZED")))).containsExactly(denied);
        assertThat(found(with(question -> question.outcome(Outcome.FAILED)))).containsExactly(denied);
        assertThat(found(with(question -> question.topic(Topic.DELETED)))).containsExactly(deleted);
        assertThat(found(with(question -> question.topic(Topic.DENIED)))).containsExactly(denied);
        assertThat(service.persons(with(question -> question.topic(Topic.DENIED))))
                .singleElement()
                .satisfies(person -> assertThat(person.person()).isEqualTo("anna"));
        assertThat(service.counts(with(question -> question.reads(false))))
                .isEqualTo(new Counts(
                        2,
                        0,
                        List.of(
                                new Counts.Day(LocalDate.parse("2026-11-10"), 1, 0),
                                new Counts.Day(LocalDate.parse("2026-11-12"), 1, 0)),
                        1,
                        1));
        assertThat(service.counts(ALL).hiddenServices()).isEqualTo(1);
        assertThat(service.values(Offered.PERSON, "BE", 0, 10)).containsExactly("ben");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            all.add(events.event("StopInstances", "2026-11-10T10:00:%02dZ".formatted(i / 5))
                    .add());
        }
        var read = new ArrayList<EventRow>();
        while (true) {
            List<EventRow> page =
                    service.page(ALL, read.isEmpty() ? null : read.getLast().place(), 0, 4);
            if (page.isEmpty()) {
                break;
            }
            read.addAll(page);
        }
        assertThat(read.stream().map(EventRow::id)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(read).isEqualTo(service.page(ALL, null, 0, 500));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whoeverOpenedASessionIsBehindIt() {
        String made = "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0";
        // as they are read: the newest first
        UUID act = events.event("RunInstances", "2026-11-10T10:02:00Z")
                .session("deploy", "session-1", "ASIASECOND")
                .making(made)
                .add();
        UUID second = events.event("AssumeRole", "2026-11-10T10:01:00Z")
                .of("sts")
                .reads()
                .session("developer", "session-2", "ASIAFIRST")
                .issuing("ASIASECOND")
                .add();
        assertThat(service.details(act).orElseThrow().row().person()).isEqualTo("session-2");
        events.event("AssumeRole", "2026-11-10T10:00:00Z")
                .of("sts")
                .reads()
                .by(Kind.IAM_USER, "carla")
                .issuing("ASIAFIRST")
                .add();

        EventDetails details = service.details(act).orElseThrow();
        assertThat(details.row().person()).isEqualTo("carla");
        assertThat(details.row().session()).isEqualTo("session-1");
        assertThat(details.chain()).extracting(EventDetails.Link::event).first().isEqualTo(second);
        assertThat(details.chain()).hasSize(2);
        assertThat(database.jdbc()
                        .sql("select person from resource_creation")
                        .query(String.class)
                        .list())
                .containsExactly("carla");
        assertThat(portal.getBean(dev.bursar.inventory.Creations.class)
                        .of(made)
                        .orElseThrow()
                        .event())
                .isEqualTo(act);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void searchesAreRecordedOnceAnHourAndFilesAlways() {
        EventQuestion person = with(question -> question.persons(List.of("anna")));
        service.searched(person);
        service.searched(person);
        service.searched(ALL);
        service.searched(with(question -> question.persons(List.of("ben"))));
        service.exported(ALL);
        service.exported(ALL);
        assertThat(recorded("cloudtrail-searched")).isEqualTo(2);
        assertThat(recorded("cloudtrail-exported")).isEqualTo(2);
    }

    private long recorded(String action) {
        return database.jdbc()
                .sql("select count(*) from journal where action = :action")
                .param("action", action)
                .query(Long.class)
                .single();
    }

    private static EventQuestion with(UnaryOperator<Ask> change) {
        return change.apply(new Ask()).question();
    }

    /** A question of November, part by part. */
    private static final class Ask {
        private List<String> persons = List.of();
        private List<String> names = List.of();
        private List<String> accounts = List.of();
        private List<Integer> teams = List.of();
        private List<String> resources = List.of();
        private String search = "";
        private Outcome outcome = Outcome.ANY;
        private Topic topic;
        private boolean services;
        private boolean reads = true;

        Ask persons(List<String> values) {
            persons = values;
            return this;
        }

        Ask names(List<String> values) {
            names = values;
            return this;
        }

        Ask accounts(List<String> values) {
            accounts = values;
            return this;
        }

        Ask teams(List<Integer> values) {
            teams = values;
            return this;
        }

        Ask resources(List<String> values) {
            resources = values;
            return this;
        }

        Ask search(String value) {
            search = value;
            return this;
        }

        Ask outcome(Outcome value) {
            outcome = value;
            return this;
        }

        Ask topic(Topic value) {
            topic = value;
            return this;
        }

        Ask services(boolean value) {
            services = value;
            return this;
        }

        Ask reads(boolean value) {
            reads = value;
            return this;
        }

        EventQuestion question() {
            return new EventQuestion(
                    FROM, TO, persons, names, List.of(), accounts, List.of(), teams, resources, "", search, outcome,
                    topic, services, reads);
        }
    }
}
