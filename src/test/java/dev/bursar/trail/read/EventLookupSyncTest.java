package dev.bursar.trail.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.cloudtrail.Event;
import dev.bursar.simulator.cloudtrail.Events;
import dev.bursar.simulator.cloudtrail.TrailFiles;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the simulated AWS's LookupEvents and its trail's bucket, through the SDK over HTTP, to events. */
class EventLookupSyncTest {
    private static final String SANDBOX = OrganisationModel.SANDBOX;
    private static final String FRAUD = OrganisationModel.FRAUD;
    /** Two weeks of events: each run reads all of them. */
    private static final LocalDate OPENED = LocalDate.parse("2026-11-10");

    private static final Map<String, Object> READS = Map.of("bursar.cloudtrail.read-only-events", "true");

    private final SyncRig rig = SyncRig.members(OPENED, Map.of());
    private final MovableClock clock = rig.clock;
    private final JdbcClient jdbc = rig.database.jdbc();
    private Predicate<Event> isRead = event -> !event.account().equals(MemberRoles.WITHOUT_ROLE);

    /** Has places of some accounts only, which are enough for what is not about all of them. */
    private void fewPlaces() {
        rig.only(FRAUD, SANDBOX);
        isRead = event -> Set.of(FRAUD, SANDBOX, Organisation.PAYER).contains(event.account());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** What LookupEvents can know of accounts that let Bursar in, by id. */
    private Map<String, Event> expected(boolean reads) {
        Instant oldest = clock.instant().minus(Events.LOOKED_UP);
        Map<String, Event> expected = new TreeMap<>();
        rig.simulator.events().all().stream()
                .filter(isRead)
                .filter(event -> reads || !event.readOnly())
                .filter(event -> !event.time().isBefore(oldest)
                        && !event.time().isAfter(clock.instant().minus(PlaceReading.LATENESS)))
                .forEach(event -> expected.put(event.id(), event));
        return expected;
    }

    /** Adds a write in us-east-1; returns its id. */
    private String add(String account, String number, Instant time) {
        String id = number + "-0000-4000-8000-00000000000f";
        rig.simulator.events().add(account, "us-east-1", """
            {"eventID":"%s","eventTime":"%s","eventSource":"ec2.amazonaws.com","eventName":"StopInstances","awsRegion":"us-east-1",\
            "recipientAccountId":"%s","readOnly":false,"userIdentity":{"type":"IAMUser","userName":"anna"},\
            "requestParameters":null}\
            """.formatted(id, time, account));
        return id;
    }

    private List<String> missing(boolean reads) {
        TreeSet<String> stored = stored("true");
        return expected(reads).entrySet().stream()
                .filter(event -> !stored.contains(event.getKey()))
                .map(event -> event.getValue().account() + " "
                        + event.getValue().region() + " " + event.getValue().name() + " "
                        + event.getValue().time() + " " + event.getKey())
                .toList();
    }

    private TreeSet<String> stored(String where) {
        return new TreeSet<>(jdbc.sql("select event_id::text from trail_event where " + where)
                .query(String.class)
                .list());
    }

    private long rows(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Test
    void everyWriteOfEveryReachedAccountIsThereOnce() {
        // AWS forgets it within the hour
        add(FRAUD, "0ede0090", clock.instant().minus(Events.LOOKED_UP).plus(Duration.ofMinutes(30)));
        RunRow run = rig.run("cloudtrail");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(missing(false)).isEmpty();
        assertThat(stored("read_only")).isEmpty();
        assertThat(rows("select count(*) from trail_event"))
                .isEqualTo(rows("select count(distinct event_id) from trail_event"));
        assertThat(rows("select count(*) from trail_event where account = '" + MemberRoles.WITHOUT_ROLE + "'"))
                .isZero();

        // what was read is not read again: a request for each place
        rig.simulator.requests().clear();
        clock.forward(Duration.ofHours(1));
        long places = rows("select count(*) from trail_place");
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE);
        assertThat(rig.simulator.requests().count("LookupEvents")).isEqualTo((int) places);
        assertThat(missing(false)).isEmpty();
        assertThat(rows("select count(*) from trail_window")).isEqualTo(places);
    }

    @Test
    void bothWaysTogetherGiveEachEventOnce() {
        fewPlaces();
        var settings = new TreeMap<>(READS);
        settings.put("bursar.cloudtrail.files", "s3://" + TrailFiles.BUCKET + "/");
        try (AnnotationConfigApplicationContext node = rig.context(settings)) {
            RunRow files = SyncRig.run(node, "cloudtrail-files");
            assertThat(files.state()).as(String.valueOf(files.problem())).isEqualTo(RunState.DONE);
            long fromFiles = rows("select count(*) from trail_event");
            RunRow lookups = SyncRig.run(node, "cloudtrail");
            assertThat(lookups.state()).as(String.valueOf(lookups.problem())).isEqualTo(RunState.DONE);

            assertThat(missing(true)).isEmpty();
            // files have everything but what happened in the last minutes, and accounts without a role too
            assertThat(rows("select count(*) from trail_event") - fromFiles).isLessThan(20);
            Instant inFiles = clock.instant().minus(Duration.ofMinutes(30));
            assertThat(rows("select count(*) from trail_event where by_lookup and by_files"))
                    .isGreaterThanOrEqualTo(expected(true).values().stream()
                            .filter(event -> event.time().isBefore(inFiles))
                            .count())
                    .isPositive();
            assertThat(rows("select count(*) from trail_event where account = '" + MemberRoles.WITHOUT_ROLE + "'"))
                    .isPositive();
            assertThat(rows("select count(*) from trail_event"))
                    .isEqualTo(rows("select count(distinct event_id) from trail_event"));
        }
    }

    @Test
    void aPlaceThatIsRefusedThrottledOrBrokenStopsNobody() {
        fewPlaces();
        rig.simulator
                .faults()
                .add(Fault.accessDenied().on("LookupEvents").inAccount(SANDBOX).times(Fault.FOR_EVER));
        rig.simulator
                .faults()
                .add(Fault.throttled()
                        .on("LookupEvents")
                        .inAccount(FRAUD)
                        .inRegion("us-east-1")
                        .times(2));
        RunRow run = rig.run("cloudtrail");

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("cloudtrail:LookupEvents");
        assertThat(stored("true"))
                .containsAll(expected(false).values().stream()
                        .filter(event -> !event.account().equals(SANDBOX))
                        .map(Event::id)
                        .toList());
        assertThat(stored("account = '" + SANDBOX + "'")).isEmpty();
        assertThat(rows("select count(*) from trail_window where account = '" + SANDBOX + "'"))
                .isZero();
        assertThat(rows("select count(*) from place_state where account = '" + SANDBOX
                        + "' and api = 'cloudtrail' and state = 'denied'"))
                .isPositive();

        rig.simulator.faults().clear();
        clock.forward(Duration.ofHours(1));
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE);
        assertThat(missing(false)).isEmpty();
    }

    @Test
    void pagesThatDoNotEndKeepWhatTheyHadAndClaimNothingElse() {
        fewPlaces();
        for (int i = 0; i < 120; i++) {
            add(FRAUD, "2222%04x".formatted(i), clock.instant().minus(Duration.ofMinutes(60 + i)));
        }
        rig.simulator.faults().add(Fault.loopingToken().on("LookupEvents").times(Fault.FOR_EVER));
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        rig.simulator.faults().clear();
        clock.forward(Duration.ofHours(1));
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE);
        assertThat(missing(false)).isEmpty();
    }

    @Test
    void aBusyPlaceIsReadRunByRunNewestFirstAndSaidToBeBehind() {
        fewPlaces();
        var added = new ArrayList<String>();
        Instant now = clock.instant();
        for (int i = 0; i < 4_000; i++) {
            added.add(add(FRAUD, "0000%04x".formatted(i), now.minus(Duration.ofMinutes(60 + i))));
        }
        rig.simulator.requests().clear();
        assertThat(rig.run("cloudtrail").state()).isEqualTo(RunState.DONE);
        long first = rows("select count(*) from trail_event where account = '" + FRAUD + "' and region = 'us-east-1'");
        assertThat(first).isBetween(2_900L, 3_000L);
        assertThat(stored("true")).contains(added.getFirst()).doesNotContain(added.getLast());
        assertThat(rows("select count(*) from trail_place where behind")).isZero();
        clock.forward(Duration.ofHours(1));
        rig.run("cloudtrail");
        assertThat(stored("true")).containsAll(added);
        assertThat(missing(false)).isEmpty();
        assertThat(rows("select count(*) from trail_window where account = '" + FRAUD + "' and region = 'us-east-1'"))
                .isEqualTo(1);

        // more within an hour than an hour's requests bring
        Instant later = clock.instant();
        for (int i = 0; i < 3_500; i++) {
            add(FRAUD, "1111%04x".formatted(i), later.plusMillis(500L * i));
        }
        clock.forward(Duration.ofHours(1));
        rig.run("cloudtrail");
        assertThat(jdbc.sql("select account || ' ' || region from trail_place where behind")
                        .query(String.class)
                        .list())
                .containsExactly(FRAUD + " us-east-1");
        assertThat(rows("select count(*) from place_state where state = 'incomplete' and api = 'cloudtrail'"))
                .isEqualTo(1);
        clock.forward(Duration.ofHours(1));
        rig.run("cloudtrail");
        assertThat(rows("select count(*) from trail_place where behind")).isZero();
    }

    @Test
    void periodsAreJoinedAndWhatIsMissingIsFound() {
        Instant zero = Instant.parse("2026-01-01T00:00:00Z");
        var whole = new Period(zero, zero.plusSeconds(100));
        List<Period> read = List.of(
                new Period(zero.plusSeconds(10), zero.plusSeconds(20)),
                new Period(zero.plusSeconds(20), zero.plusSeconds(30)),
                new Period(zero.plusSeconds(90), zero.plusSeconds(200)));
        assertThat(whole.without(read))
                .containsExactly(
                        new Period(zero.plusSeconds(30), zero.plusSeconds(90)), new Period(zero, zero.plusSeconds(10)));
        assertThat(whole.without(List.of())).containsExactly(whole);
        assertThat(whole.without(List.of(whole))).isEmpty();
        assertThat(Period.joined(read)).hasSize(2);
        assertThat(Period.both(read, List.of(new Period(zero.plusSeconds(15), zero.plusSeconds(95)))))
                .containsExactly(
                        new Period(zero.plusSeconds(15), zero.plusSeconds(30)),
                        new Period(zero.plusSeconds(90), zero.plusSeconds(95)));
    }
}
