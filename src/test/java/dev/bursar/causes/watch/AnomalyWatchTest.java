package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Rating;
import dev.bursar.causes.RatingRefused;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** It is 24 November; Vision's EC2 costs 5.5 USD a day from 1 October to 23 November. */
@BursarTest
@SignedInAs(Role.ADMIN)
class AnomalyWatchTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    AnomalyService service;

    @Autowired
    AnomalyWatch watch;

    @Autowired
    BackgroundScope background;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void costs() {
        try (var owner = database.owner()) {
            for (String table : List.of("anomaly", "anomaly_look", "anomaly_bound", "outbox")) {
                JdbcClient.create(owner).sql("delete from " + table).update();
            }
        }
        TeamsFixture.load(portal);
        clock.forward(Duration.between(clock.instant(), TestClock.START));
    }

    private <T> T system(Supplier<T> work) {
        SecurityContext signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return background.call(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private <T> T as(PersonId person, Supplier<T> work) {
        SecurityContext signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return onBehalf.call(person, work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private PersonId lead(String name, String team, String since) {
        PersonId person = system(() -> people.find(name)
                .map(PersonRow::id)
                .orElseGet(() -> people.create(new NewPerson(name, name, Set.of(Role.LEAD)))));
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("update person set email = :mail where id = :id")
                    .param("mail", name + "@example.org")
                    .param("id", person.value())
                    .update();
        }
        system(() -> {
            people.assignLead(person, new LedTeam(team(team), LocalDate.parse(since), null));
            return true;
        });
        return person;
    }

    /** The watch decides at the second of two looks that see the same. */
    private void look() {
        for (int i = 0; i < 2; i++) {
            system(() -> {
                watch.look();
                return true;
            });
        }
    }

    /** On days of November, of an account of its own. */
    private void spend(int first, int last, String tag, String amount) {
        for (int day = first; day <= last; day++) {
            ChargeFixture.load(portal, "2026-11-%02d".formatted(day), "111111111111", "Amazon EC2", tag, amount);
        }
    }

    private List<String> mails() {
        return database.jdbc()
                .sql("select recipient || E'\\n' || subject || E'\\n' || body from outbox order by id")
                .query(String.class)
                .list();
    }

    private void rate(Anomaly one, Rating rating, String until) {
        service.rate(one.id(), one.version(), rating, until.isEmpty() ? null : LocalDate.parse(until), " ok ");
    }

    private Anomaly only() {
        return service.page().all().getFirst();
    }

    @Test
    void nothingIsDecidedOnAHistoryThatIsStillReadForTheFirstTime() {
        lead("vision-lead", "Vision", "2026-01-01");
        spend(21, 22, "vision", "100");
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, state) values ('exports', 'test', '2026-11-24T06:00Z', 'running')
                        """).update();
        look();
        look();
        assertThat(service.page().all()).isEmpty();
        assertThat(service.page().lookedUntil()).isNull();
        assertThat(mails()).isEmpty();
        database.jdbc()
                .sql("update sync_run set state = 'done', ended_at = '2026-11-24T06:10Z'")
                .update();
        look();
        assertThat(service.page().all()).hasSize(1);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whenAnEarlierVersionLookedIsNotKnownUntilTheNextLook() {
        look();
        look();
        assertThat(service.page().lookedUntil()).isNotNull();
        asOwner("update anomaly_look set seen = '', done = false, decided_at = null");
        assertThat(service.page().lookedUntil()).isNull();
        look();
        assertThat(service.page().lookedUntil()).isNotNull();
    }

    @Test
    void aJumpIsOneGrowingRowAndToldOnceToItsLead() {
        PersonId vision = lead("vision-lead", "Vision", "2026-01-01");
        PersonId fraud = lead("fraud-lead", "Fraud", "2026-01-01");
        PersonId late = lead("late-lead", "Vision", "2026-11-22");
        assertThat(service.page().lookedUntil()).isNull();
        look();
        assertThat(service.page().all()).isEmpty();
        assertThat(service.page().lookedUntil()).isEqualTo("2026-11-23");

        spend(21, 22, "vision", "100");
        look();
        look();
        assertThat(mails())
                .singleElement()
                .asString()
                .startsWith("vision-lead@example.org\nVision: Amazon EC2 costs about $100 a day more than usual")
                .contains("21\u201322 Nov: $211.00 where $11.00 was expected.", "/anomalies?anomaly=");
        assertThat(only().lasts()).isFalse();
        long id = only().id();

        spend(23, 23, "vision", "100");
        look();
        assertThat(service.page().all()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(id);
            assertThat(one.lasts()).isTrue();
            assertThat(one.days().to()).isEqualTo("2026-11-24");
            assertThat(one.excess()).isEqualByComparingTo("300");
        });
        assertThat(mails()).hasSize(1);

        assertThat(as(vision, () -> service.page().all())).hasSize(1);
        assertThat(as(fraud, () -> service.page().all())).isEmpty();
        assertThat(as(fraud, () -> service.find(id))).isEmpty();
        assertThat(as(late, () -> service.page().all()))
                .as("of days before they led the team")
                .isEmpty();

        spend(21, 23, "vision", "0.01");
        look();
        assertThat(service.page().all()).as("AWS changed the costs").isEmpty();
    }

    @Test
    void aRatedOneStaysQuietUntilItGoesOnPastItsRating() {
        PersonId vision = lead("vision-lead", "Vision", "2026-01-01");
        PersonId fraud = lead("fraud-lead", "Fraud", "2026-01-01");
        spend(20, 23, "vision", "100");
        look();
        Anomaly one = only();
        assertThatThrownBy(() -> as(fraud, () -> {
                    rate(one, Rating.MISTAKE, "");
                    return true;
                }))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> rate(one, Rating.PLANNED, "")).isInstanceOf(RatingRefused.class);
        assertThatThrownBy(() -> rate(one, Rating.PLANNED, "2026-11-23")).isInstanceOf(RatingRefused.class);
        assertThatThrownBy(() -> service.rate(one.id(), 0, Rating.MISTAKE, null, "x".repeat(501)))
                .isInstanceOf(RatingRefused.class);
        as(vision, () -> {
            rate(one, Rating.PLANNED, "2026-11-24");
            return true;
        });
        assertThatThrownBy(() -> rate(one, Rating.MISTAKE, ""))
                .as("somebody else was faster")
                .isInstanceOf(StaleEdit.class);
        assertThat(only().isOpen()).isFalse();
        assertThat(only().rated().by()).isEqualTo("vision-lead");
        assertThat(only().rated().note()).isEqualTo("ok");
        assertThat(TeamsFixture.journal(portal, "anomaly:" + one.id()))
                .anySatisfy(line -> assertThat(line)
                        .contains("vision-lead anomaly-rated", "\"rating\": \"planned\"", "2026-11-24"));

        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("update anomaly set planned_until = '2026-11-22'")
                    .update();
        }
        spend(23, 23, "vision", "101");
        look();
        look();
        assertThat(only().reopened()).isTrue();
        assertThat(only().isOpen()).isTrue();
        assertThat(mails())
                .hasSize(2)
                .last()
                .asString()
                .contains("It continues, although it was rated: Planned until 22 Nov");

        rate(only(), Rating.EXPECTED, "");
        assertThat(only().isOpen()).isFalse();
    }

    @Test
    void whatSomebodySaidStaysTheirsAfterTheyAreShutOut() {
        PersonId vision = lead("vision-lead", "Vision", "2026-01-01");
        spend(20, 23, "vision", "100");
        look();
        as(vision, () -> {
            rate(only(), Rating.PLANNED, "2026-11-24");
            return true;
        });
        asOwner("update anomaly set planned_until = '2026-11-22'");
        asOwner("update person set enabled = false where id = " + vision.value());
        asOwner("delete from outbox");
        try {
            spend(23, 23, "vision", "101");
            look();
            assertThat(only().reopened()).isTrue();
            assertThat(only().rated().by()).isEqualTo("vision-lead");
            assertThat(mails()).as("nobody leads the team any more").isEmpty();
        } finally {
            asOwner("update person set enabled = true where id = " + vision.value());
        }
    }

    private void asOwner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    @Test
    void twoNodesDecideOnce() throws Exception {
        lead("vision-lead", "Vision", "2026-01-01");
        spend(21, 23, "vision", "100");
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "333333333333", "Amazon EC2", "", "100");
        }
        int before = TeamsFixture.journal(portal, "anomalies:all").size();
        try (var nodes = Executors.newFixedThreadPool(4)) {
            List<Callable<Object>> looks = IntStream.range(0, 4)
                    .<Callable<Object>>mapToObj(node -> () -> {
                        look();
                        return node;
                    })
                    .toList();
            for (var done : nodes.invokeAll(looks)) {
                done.get();
            }
        }
        assertThat(service.page().all()).hasSize(2);
        assertThat(mails()).singleElement().asString().startsWith("vision-lead@example.org\n");
        assertThat(TeamsFixture.journal(portal, "anomalies:all")).hasSize(before + 1);
    }

    @Test
    void aTeamsOwnBoundsHold() {
        spend(20, 23, "vision", "40");
        service.setBounds(team("Vision"), new AnomalyBounds(new BigDecimal("50"), new BigDecimal("0.5")));
        look();
        assertThat(service.page().all()).isEmpty();
        service.setBounds(team("Vision"), AnomalyBounds.USUAL);
        look();
        assertThat(service.page().all()).hasSize(1);
        assertThatThrownBy(() -> service.setBounds(team("Vision"), new AnomalyBounds(BigDecimal.ZERO, BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodyOwnsIsToldByAccount() {
        spend(20, 23, "", "100");
        look();
        assertThat(only().series().team()).isEqualTo(TeamId.UNALLOCATED);
        assertThat(only().series().account()).isEqualTo("111111111111");
        PersonId vision = lead("vision-lead", "Vision", "2026-01-01");
        assertThat(as(vision, () -> service.page().all())).isEmpty();
        assertThat(mails()).isEmpty();
    }

    /** Costs were last read on that day. */
    private void observed(String day) {
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, state, ended_at)
                        values ('costs', 'test', cast(:day as date) + time '06:00', 'done', cast(:day as date) + time '06:10')
                        """).param("day", day).update();
    }

    @Test
    void aDayThatStillArrivesCountsOnceMoreHasArrivedThanWasExpected() {
        lead("vision-lead", "Vision", "2026-01-01");
        observed("2026-11-24");
        spend(21, 22, "vision", "60");
        look();
        assertThat(service.page().lookedUntil()).isEqualTo("2026-11-20");
        assertThat(mails())
                .singleElement()
                .asString()
                .contains("21\u201322 Nov, still going on: $131.00 where $11.00 was expected");

        spend(21, 22, "vision", "100");
        observed("2026-11-25");
        look();
        assertThat(only().excess()).isEqualByComparingTo("200");
        assertThat(only().restated()).as("more of it has arrived").isNull();
        assertThat(only().lasts()).as("little of the 23rd has arrived").isTrue();

        observed("2026-11-27");
        look();
        assertThat(only().lasts()).isFalse();
        assertThat(mails()).as("told once").hasSize(1);
    }

    @Test
    void aSecondJumpIsARowOfItsOwnWhateverWasSaidOfTheFirst() {
        lead("vision-lead", "Vision", "2026-01-01");
        spend(12, 19, "vision", "60");
        look();
        assertThat(service.page().all()).hasSize(1);
        rate(only(), Rating.EXPECTED, "");
        spend(20, 23, "vision", "1060");
        look();
        List<Anomaly> both = service.page().all();
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().days().from()).isEqualTo("2026-11-20");
        assertThat(both.getFirst().isOpen()).isTrue();
        assertThat(both.getFirst().excess()).isEqualByComparingTo("4000");
        assertThat(both.getLast().isOpen()).isFalse();
        assertThat(both.getLast().excess()).isEqualByComparingTo("720");
        assertThat(mails()).anySatisfy(mail -> assertThat(mail).contains("about $1,000 a day more than usual"));
        int told = mails().size();

        spend(20, 23, "vision", "1061");
        look();
        assertThat(service.page().all()).as("restated, and said").hasSize(2);
        assertThat(mails()).hasSize(told);
    }

    @Test
    void theSameCostsUnderOtherNamesAreNoNews() {
        PersonId vision = lead("vision-lead", "Vision", "2026-01-01");
        spend(20, 23, "vision", "100");
        look();
        Anomaly one = only();
        as(vision, () -> {
            rate(one, Rating.MISTAKE, "");
            return true;
        });
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(
                    portal, "2026-11-" + day, "111111111111", "Amazon Elastic Compute Cloud", "vision", "100");
        }
        asOwner("update team set name = 'Sight' where name = 'Vision'");
        look();
        assertThat(service.page().all()).singleElement().satisfies(same -> {
            assertThat(same.id()).isEqualTo(one.id());
            assertThat(same.rated()).isNotNull();
            assertThat(same.names()).containsExactly("Amazon EC2", "Amazon Elastic Compute Cloud");
            assertThat(same.restated()).isNull();
            assertThat(same.excess()).isEqualByComparingTo("400");
        });
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatAnEarlierVersionToldIsKeptAndNotToldAgain() {
        lead("vision-lead", "Vision", "2026-01-01");
        spend(20, 23, "vision", "100");
        look();
        Anomaly one = only();
        rate(one, Rating.MISTAKE, "");
        asOwner("delete from anomaly_day");
        asOwner("update anomaly_look set seen = '', done = false");
        look();
        assertThat(service.page().all()).singleElement().satisfies(same -> {
            assertThat(same.id()).isEqualTo(one.id());
            assertThat(same.rated()).isNotNull();
            assertThat(same.restated()).isNull();
        });
        assertThat(mails()).hasSize(1);
        assertThat(database.jdbc()
                        .sql("select count(*) from anomaly_day where charged = 105.5 and whole")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }
}
