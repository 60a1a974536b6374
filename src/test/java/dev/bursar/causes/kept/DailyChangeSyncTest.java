package dev.bursar.causes.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.read.ChangeReading;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.kernel.Visibility;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.Progress;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.read.EventStore;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** It is 24 November; Fraud made an endpoint on the 16th, whose event is read later. */
class DailyChangeSyncTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-17");
    private static final String ENDPOINT = "fraud-assistant";

    private static SyncRig rig;
    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void readTheOtherEvents() {
        rig = SyncRig.that(Has.CHARGES);
        jdbc = rig.database.jdbc();
        transaction = rig.bean(TransactionTemplate.class);
        // the charges came before their teams; two of these are enough
        assertThat(rig.run("ownership").state()).isEqualTo(RunState.DONE);
        twoTeams();
        store(false);
        jdbc.sql("""
                        insert into trail_window (account, region, reads, from_time, to_time)
                        values (:account, 'us-east-1', false, '2026-09-01T00:00:00Z', :to)
                        """)
                .param("account", OrganisationModel.FRAUD)
                .param("to", Has.AT.atOffset(ZoneOffset.UTC))
                .update();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void keepNothing() {
        jdbc.sql("delete from daily_change").update();
        jdbc.sql("update daily_change_done set fingerprint = ''").update();
    }

    private static void twoTeams() {
        jdbc.sql("""
                        delete from spend_by_account
                         where team_id not in (select id from team where lower(name) in ('fraud', 'checkout'))
                        """).update();
    }

    /** @param late those of the endpoint alone, else all but those */
    private static void store(boolean late) {
        var events = new ArrayList<TrailEvent>();
        for (var event : rig.simulator.events().all()) {
            if (event.account().equals(OrganisationModel.FRAUD)
                    && !event.readOnly()
                    && event.record().toString().contains(ENDPOINT) == late
                    && EventReader.ofLog(
                                    event.record().toString(),
                                    new Origin(event.account(), event.region(), event.time(), rig.clock.instant()))
                            instanceof Reading.Read(var found)) {
                events.add(found);
            }
        }
        assertThat(events).isNotEmpty();
        transaction.executeWithoutResult(status -> rig.bean(EventStore.class).store(events, EventStore.Way.LOOKUP));
        jdbc.sql("""
                        insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                        values (:account, 'us-east-1', :at, :at, 1, 1, 1, false)
                            on conflict (account, region) do update set read_at = excluded.read_at
                        """)
                .param("account", OrganisationModel.FRAUD)
                .param("at", rig.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void run() {
        assertThat(rig.run(DailyChangeSync.NAME).state()).isEqualTo(RunState.DONE);
    }

    private Optional<String> pending() {
        return Objects.requireNonNull(
                transaction.execute(status -> rig.bean(DailyChangeSync.class).pending()));
    }

    private DayOfTeam fraud() {
        return new DayOfTeam(
                jdbc.sql("select id from team where lower(name) = 'fraud'")
                        .query(Integer.class)
                        .single(),
                DAY);
    }

    private Change kept(DayOfTeam one) {
        return Objects.requireNonNull(transaction.execute(
                status -> rig.bean(KeptChanges.class).find(one).orElseThrow()));
    }

    private Change workedOut(ChangeQuestion question) {
        return Objects.requireNonNull(transaction.execute(status ->
                rig.bean(ChangeReading.class).of(question, Visibility.EVERYTHING, ResourceVisibility.EVERYTHING)));
    }

    private static List<Cause> explained(Change change) {
        return change.currencies().stream()
                .flatMap(of -> of.parts().stream())
                .filter(part -> part.amounts().containsKey(ChangeClass.EXPLAINED))
                .map(part ->
                        Objects.requireNonNull(change.causes().get(part.events().getFirst())))
                .filter(cause -> cause.arn().contains(ENDPOINT))
                .toList();
    }

    /** When each was worked out, as PostgreSQL knows it. */
    private Map<DayOfTeam, String> writes() {
        Map<DayOfTeam, String> writes = new HashMap<>();
        jdbc.sql("select team_id, day, xmin::text as written from daily_change").query(row -> {
            writes.put(
                    new DayOfTeam(row.getInt("team_id"), row.getObject("day", LocalDate.class)),
                    row.getString("written"));
        });
        return writes;
    }

    private Set<DayOfTeam> redone(Map<DayOfTeam, String> before) {
        return writes().entrySet().stream()
                .filter(one -> !one.getValue().equals(before.get(one.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void everyTeamsDaysAreKeptAndAnsweredAsTheyWouldBeWorkedOut() {
        run();

        Map<DayOfTeam, String> all = writes();
        assertThat(all.keySet().stream().map(DayOfTeam::day).distinct()).hasSize(35);
        assertThat(all.keySet().stream().map(DayOfTeam::team).distinct()).hasSize(2);
        all.keySet().stream()
                .filter(one -> one.day().equals(DAY) || one.day().equals(DAY.minusDays(9)))
                .forEach(one -> assertThat(kept(one)).isEqualTo(workedOut(one.question())));

        // told from one that was worked out by a mark in it
        DayOfTeam one = fraud();
        jdbc.sql(
                        "update daily_change set facts = replace(facts, 'Amazon SageMaker', 'kept') where team_id = :team and day = :day")
                .param("team", one.team())
                .param("day", one.day())
                .update();
        assertThat(rig.bean(ChangeService.class).change(one.question()).currencies())
                .flatExtracting(of -> of.parts())
                .anySatisfy(part -> assertThat(part.key().service()).isEqualTo("kept"));
    }

    @Test
    void eventsAndChargesThatComeLaterHaveTheirDaysWorkedOutAnew() throws Exception {
        run();
        assertThat(pending()).isEmpty();
        assertThat(explained(kept(fraud()))).isEmpty();
        Map<DayOfTeam, String> first = writes();

        rig.clock.forward(Duration.ofHours(1));
        store(true);
        assertThat(pending()).isPresent();
        transaction.executeWithoutResult(
                status -> assertThat(rig.bean(KeptChanges.class).find(fraud()))
                        .as("what is not true any more")
                        .isEmpty());
        run();

        assertThat(explained(kept(fraud())))
                .isNotEmpty()
                .allSatisfy(cause -> assertThat(cause.name()).isEqualTo("CreateEndpoint"));
        assertThat(redone(first))
                .contains(fraud())
                .allSatisfy(one -> assertThat(one.day()).isBetween(DAY.minusDays(2), DAY.plusDays(2)))
                .hasSizeLessThan(first.size() / 4);

        Map<DayOfTeam, String> second = writes();
        restate();
        assertThat(pending()).isPresent();
        run();

        Set<DayOfTeam> redone = redone(second);
        assertThat(redone)
                .contains(new DayOfTeam(fraud().team(), LocalDate.parse("2026-10-30")))
                .as("of which no day is within two weeks before")
                .doesNotContain(fraud())
                .allSatisfy(one -> assertThat(kept(one)).isEqualTo(workedOut(one.question())));
        Map<DayOfTeam, String> third = writes();
        run();
        assertThat(redone(third)).as("nothing has changed").isEmpty();
    }

    /** AWS says anew what an account's SageMaker cost last month. */
    private void restate() throws IOException, InterruptedException {
        rig.clock.forward(Duration.ofHours(1));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(rig.simulator.endpoint() + "/_simulator/changes"))
                            .POST(HttpRequest.BodyPublishers.ofString("""
                                    {"id": "1", "change": "restate", "month": "2026-10", "account": "%s",
                                     "service": "Amazon SageMaker", "factor": "1.5"}
                                    """.formatted(OrganisationModel.FRAUD)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        }
        assertThat(rig.run("exports").state()).isEqualTo(RunState.DONE);
        twoTeams();
    }

    @Test
    void aRunThatWasKilledGoesOnAfterWhatItKept() {
        var job = rig.bean(DailyChangeSync.class);
        assertThatThrownBy(() -> job.run(new DyingRun(7))).isInstanceOf(Killed.class);
        Map<DayOfTeam, String> before = writes();
        assertThat(before).hasSize(7);
        assertThat(pending()).as("it isn't done").isPresent();

        assertThat(job.run(new DyingRun(Long.MAX_VALUE))).isZero();

        assertThat(writes()).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
        assertThat(pending()).isEmpty();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Dies once it has kept so many. */
    private static final class DyingRun implements Run {
        private final long rows;
        private Progress progress = Progress.NONE;

        DyingRun(long rows) {
            this.rows = rows;
        }

        @Override
        public long id() {
            return 4711;
        }

        @Override
        public Instant startedAt() {
            return rig.clock.instant();
        }

        @Override
        public RequestMeter meter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public void report(Progress now) {
            progress = now;
            if (now.rowsChanged() >= rows) {
                throw new Killed();
            }
        }

        @Override
        public <T> T longCommit(Supplier<T> change) {
            return commit(change);
        }

        @Override
        public <T> T commit(Supplier<T> change) {
            return transaction.execute(status -> change.get());
        }

        @Override
        public void problem(SourceProblem problem) {
            throw problem;
        }
    }
}
