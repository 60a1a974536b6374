package dev.bursar.trail.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.sync.Problem.Said;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import dev.bursar.trail.query.EventCoverage.Gap;
import dev.bursar.trail.query.EventCoverage.Why;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was read stands beside each answer, account by account. The time is 24 November 2026, 09:30. */
@BursarTest
class EventCoverageTest {
    private static final String ONE = TrailRows.ACCOUNT;
    private static final String TWO = TrailRows.OTHER_ACCOUNT;
    private static final EventQuestion NOVEMBER =
            EventQuestion.of(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

    @Autowired
    ApplicationContext portal;

    @Autowired
    EventService service;

    @Autowired
    ResourceEvents events;

    @Autowired
    TestDatabase database;

    private TrailRows rows;

    @BeforeEach
    @AfterEach
    void clear() {
        try (var owner = database.owner()) {
            TrailRows.clear(JdbcClient.create(owner));
            ResourceRows.clear(JdbcClient.create(owner));
            JdbcClient.create(owner).sql("truncate place_state").update();
        }
        rows = new TrailRows(portal, database.jdbc());
    }

    private void accounts() {
        rows.account(ONE, "fraud-prod");
        rows.account(TWO, "sandbox-01");
    }

    private void window(String account, String region, String from, String to) {
        database.jdbc()
                .sql("""
                    insert into trail_window (account, region, reads, from_time, to_time)
                    values (:account, :region, false, cast(:from as timestamptz), cast(:to as timestamptz))
                    """)
                .param("account", account)
                .param("region", region)
                .param("from", from)
                .param("to", to)
                .update();
        database.jdbc()
                .sql("""
                    insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                    values (:account, :region, cast(:to as timestamptz), cast(:to as timestamptz), 1, 1, 1, false)
                    on conflict do nothing
                    """)
                .param("account", account)
                .param("region", region)
                .param("to", to)
                .update();
    }

    private void denied(String account, String region, String api, String what) {
        database.jdbc()
                .sql("""
                    insert into place_state (account, region, api, state, problem, what_to_do, checked_at)
                    values (:account, :region, :api, 'denied', :what, 'Do this.', now())
                    """)
                .param("account", account)
                .param("region", region)
                .param("api", api)
                .param("what", what)
                .update();
    }

    private EventCoverage coverage() {
        return service.coverage(NOVEMBER);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatIsReadOfAllAccountsIsWhole() {
        accounts();
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        rows.read(TWO, "2026-08-27T00:00:00Z", "2026-11-24T08:30:00Z");
        assertThat(coverage().whole()).isTrue();
        assertThat(coverage().accounts()).isEqualTo(2);
        assertThat(coverage().read()).isEqualTo(2);
        assertThat(coverage().from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(coverage().upTo()).isEqualTo(Instant.parse("2026-11-24T08:30:00Z"));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAccountIsReadWhereAllItsRegionsAre() {
        accounts();
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        rows.read(TWO, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        window(TWO, "us-east-1", "2026-11-20T00:00:00Z", "2026-11-24T09:00:00Z");
        assertThat(coverage().read()).isEqualTo(1);
        assertThat(coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.why()).isEqualTo(Why.FROM);
            assertThat(gap.at()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
        });
    }

    /** Of causes an all-clear holds in a Region, from the time's first moment on, whatever came of others. */
    @Test
    void forCausesEachRegionIsReadByItself() {
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        window(ONE, "us-east-1", "2026-11-20T00:00:00Z", "2026-11-24T09:00:00Z");
        window(ONE, "us-east-2", "2026-08-27T00:00:00Z", "2026-11-10T00:00:00Z");
        window(ONE, "us-east-2", "2026-11-11T00:00:00Z", "2026-11-24T09:00:00Z");
        denied(ONE, "eu-west-1", "cloudtrail", "AWS refused cloudtrail:LookupEvents in eu-west-1.");
        window(TWO, "us-east-1", "2026-11-02T00:00:00Z", "2026-11-24T09:00:00Z");

        ReadPlaces read = events.read(NOVEMBER.from(), NOVEMBER.to());

        assertThat(read.read()).isEqualTo(Map.of(ONE, Set.of("eu-central-1")));
        assertThat(read.unread())
                .isEqualTo(Map.of(ONE, Set.of("eu-west-1", "us-east-1", "us-east-2"), TWO, Set.of("us-east-1")));
        assertThat(events.read(Instant.parse("2026-11-21T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"))
                        .read())
                .isEqualTo(Map.of(ONE, Set.of("eu-central-1", "us-east-1", "us-east-2"), TWO, Set.of("us-east-1")));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void refusedUnreachedAndUnreadAccountsAreNamed() {
        accounts();
        assertThat(coverage().gaps()).extracting(Gap::why).containsExactly(Why.NOT_YET, Why.NOT_YET);
        assertThat(coverage().lastRead()).isNull();
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        denied(ONE, "us-east-1", "cloudtrail", "AWS refused cloudtrail:LookupEvents in us-east-1.");
        denied(TWO, "", "role", "AWS refused the role.");
        assertThat(coverage().gaps())
                .extracting(Gap::why, Gap::problem)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Why.REFUSED, new Said("AWS refused cloudtrail:LookupEvents in us-east-1.", "Do this.")),
                        org.assertj.core.groups.Tuple.tuple(
                                Why.NO_ACCESS, new Said("AWS refused the role.", "Do this.")));
        assertThat(coverage().read()).isZero();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void aPlaceThatFallsBehindAndOneThatStoppedAreNotRead() {
        accounts();
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        rows.read(TWO, "2026-08-27T00:00:00Z", "2026-11-22T09:00:00Z");
        assertThat(coverage().gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.at()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z")));
        database.jdbc()
                .sql("update trail_place set behind = true where account = :id")
                .param("id", ONE)
                .update();
        assertThat(coverage().gaps()).extracting(Gap::why).containsExactly(Why.BEHIND, Why.NOT_YET);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void filesNeedNoAccessAndSayWhichDaysWait() {
        accounts();
        denied(TWO, "", "role", "AWS refused the role.");
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        database.jdbc().sql("""
            insert into trail_file_region (trail, account, region, first_day, listed_at)
            values ('s3://b/', :id, 'us-east-1', '2026-01-01', '2026-11-24T09:20:00Z')
            """).param("id", TWO).update();
        database.jdbc().sql("""
            insert into trail_file_day (trail, account, region, day, done, reads, listed_at) values
              ('s3://b/', :id, 'us-east-1', '2026-11-10', true, false, '2026-11-24T09:20:00Z'),
              ('s3://b/', :id, 'us-east-1', '2026-11-24', false, false, '2026-11-24T09:20:00Z')
            """).param("id", TWO).update();
        assertThat(coverage().whole()).as(coverage().gaps().toString()).isTrue();
        assertThat(coverage().upTo()).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        database.jdbc()
                .sql("update trail_file_day set done = false, listed_at = null where day = '2026-11-10'")
                .update();
        assertThat(coverage().gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.at()).isEqualTo(Instant.parse("2026-11-11T00:00:00Z")));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadLearnsOnlyOfAccountsWithTheirResources() {
        accounts();
        rows.read(ONE, "2026-08-27T00:00:00Z", "2026-11-24T09:00:00Z");
        assertThat(coverage().accounts()).isZero();
        int research = portal.getBean(dev.bursar.org.Organisation.class)
                .teamNamed("Research")
                .value();
        new ResourceRows(database.jdbc()).instance("i-own").ownedBy(research).add();
        assertThat(coverage().accounts()).isEqualTo(1);
        assertThat(coverage().whole()).isTrue();
    }
}
