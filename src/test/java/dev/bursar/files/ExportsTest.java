package dev.bursar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkState;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

/** Exports in the background: who asks, who gets them, and what becomes of them. */
@BursarTest
class ExportsTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String QUESTION = """
            {"content":"TABLE","view":"DAILY","question":{"from":"2026-11-01","to":"2026-11-24","granularity":"DAILY",
             "cost":"EFFECTIVE","groupBy":"TEAM","thenBy":null,"without":[],"before":null,"filters":[]}}
            """;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext portal;

    @Autowired
    ExportService exports;

    @Autowired
    ExportTask task;

    @Autowired
    BackgroundTasks tasks;

    @Autowired
    BackgroundWork work;

    @Autowired
    ExportStore jobs;

    @Autowired
    ExportPruning pruning;

    @Autowired
    FileStore files;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    BackgroundScope background;

    @Autowired
    People people;

    @Autowired
    Scope scope;

    @Autowired
    Journal journal;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void charges() {
        ChargeFixture.load(portal);
    }

    @AfterEach
    void forget() {
        database.jdbc().sql("delete from background_work").update();
        database.jdbc().sql("delete from scheduled_tasks").update();
        database.jdbc().sql("delete from sign_in_throttle").update();
        pruning.prune();
    }

    private record Somebody(PersonId id, String name) {}

    private Somebody person(Role... roles) {
        String name = "exporter" + COUNTER.incrementAndGet();
        return background.call(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(roles)));
            people.setPassword(id, PASSWORD);
            return new Somebody(id, name);
        });
    }

    private Somebody leadOf(String team) {
        Somebody lead = person(Role.LEAD);
        background.run(() -> people.assignLead(lead.id(), new LedTeam(team(team), LocalDate.of(2000, 1, 1), null)));
        return lead;
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private Browser signedIn(Somebody person) {
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(person.name(), PASSWORD))).isEqualTo("/");
        return browser;
    }

    private UUID start(Somebody person, ExportFormat format) {
        return onBehalf.call(person.id(), () -> exports.start("spend", format, QUESTION));
    }

    private UUID made(Somebody person, ExportFormat format) {
        UUID id = start(person, format);
        tasks.run(task, id);
        return id;
    }

    private ExportState state(Somebody person) {
        return onBehalf.call(person.id(), exports::mine).getFirst().state();
    }

    private static String file(Object id) {
        return "/exports/" + id + "/file";
    }

    private int denials(Somebody person) {
        return database.jdbc()
                .sql("select count(*) from journal where action = 'denied' and actor_id = ?")
                .param(person.id().value())
                .query(Integer.class)
                .single();
    }

    private List<String> journalOf(Somebody person) {
        return database.jdbc()
                .sql("select action from journal where actor_id = ? and action like 'export%' order by id")
                .param(person.id().value())
                .query(String.class)
                .list();
    }

    private static void isMissing(HttpResponse<String> answer, HttpResponse<String> madeUp) {
        assertThat(answer.statusCode()).isEqualTo(404).isEqualTo(madeUp.statusCode());
        assertThat(answer.body()).isEqualTo(madeUp.body());
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void whoAskedGetsTheFileAndNobodyElse() {
        Somebody finance = person(Role.FINANCE);
        UUID id = made(finance, ExportFormat.CSV);
        assertThat(state(finance)).isInstanceOf(ExportState.Ready.class);
        var answer = signedIn(finance).get(file(id));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Research,", "Vision,", "Fraud,", "Unallocated,0,USD,34.5");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "spend-by-team-effectivecost-2026-11-01-to-2026-11-23.csv");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");

        for (Somebody other : List.of(person(Role.ADMIN), person(Role.AUDITOR), leadOf("Vision"), person())) {
            Browser browser = signedIn(other);
            var madeUp = browser.get(file(UUID.randomUUID()));
            isMissing(browser.get(file(id)), madeUp);
            isMissing(browser.get(file("x")), madeUp);
            assertThat(denials(other)).isPositive();
            assertThat(madeUp.body()).doesNotContain("export", id.toString());
        }
        var stranger = new Browser(port).get(file(id));
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(Browser.location(stranger)).startsWith("/login");
        assertThat(journalOf(finance)).containsExactly("export-started", "export-made", "export-fetched");
    }

    @Test
    void aLeadsFileHoldsTheirTeamsAlone() {
        Somebody lead = leadOf("Vision");
        UUID id = made(lead, ExportFormat.CSV);
        assertThat(signedIn(lead).get(file(id)).body())
                .contains("Vision,", "USD,126.5")
                .doesNotContain("Research", "Fraud", "Unallocated");
    }

    @Test
    void whoLostTheRightInBetweenGetsNothing() {
        Somebody lead = leadOf("Vision");
        UUID id = made(lead, ExportFormat.XLSX);
        Browser browser = signedIn(lead);
        assertThat(browser.get(file(id)).statusCode()).isEqualTo(200);
        background.run(
                () -> people.endLead(lead.id(), team("Vision"), LocalDate.of(2000, 1, 1), LocalDate.of(2026, 11, 10)));
        isMissing(browser.get(file(id)), browser.get(file(UUID.randomUUID())));
        assertThat(state(lead)).isEqualTo(new ExportState.Withdrawn());
        assertThat(denials(lead)).isEqualTo(2);

        Somebody finance = person(Role.FINANCE);
        UUID all = made(finance, ExportFormat.CSV);
        Browser theirs = signedIn(finance);
        background.run(() -> people.setRoles(
                finance.id(),
                Set.of(Role.LEAD),
                people.find(finance.id()).orElseThrow().version()));
        isMissing(theirs.get(file(all)), theirs.get(file(UUID.randomUUID())));
        background.run(() -> people.setRoles(
                finance.id(), Set.of(), people.find(finance.id()).orElseThrow().version()));
        isMissing(theirs.get(file(all)), theirs.get(file(UUID.randomUUID())));
    }

    @Test
    void theFileIsMadeWithTheRightsOfTheMomentItIsMade() {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        background.run(() -> people.setEnabled(
                finance.id(), false, people.find(finance.id()).orElseThrow().version()));
        tasks.run(task, id);
        assertThat(state(id)).isEqualTo(WorkState.FAILED);
        assertThat(jobs.find(id).orElseThrow().work().problem()).isEqualTo("You no longer have access to this data.");
        assertThatThrownBy(() -> onBehalf.call(finance.id(), exports::mine)).isInstanceOf(AccessDeniedException.class);
        Somebody nobody = person();
        assertThatThrownBy(() -> start(nobody, ExportFormat.CSV)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aFileExpiresAndIsDeleted() throws IOException {
        Somebody finance = person(Role.FINANCE);
        UUID id = made(finance, ExportFormat.CSV);
        Browser browser = signedIn(finance);
        String name = jobs.find(id).orElseThrow().file();
        assertThat(files.names()).contains(name);
        clock.forward(Duration.ofHours(24));
        try {
            assertThat(state(finance)).isInstanceOf(ExportState.Expired.class);
            pruning.prune();
            assertThat(files.names()).doesNotContain(name);
            assertThat(state(finance)).isInstanceOf(ExportState.Expired.class);
            clock.forward(Duration.ofDays(7));
            pruning.prune();
            assertThat(onBehalf.call(finance.id(), exports::mine)).isEmpty();
        } finally {
            clock.forward(Duration.ofHours(-24 - 7 * 24));
        }
        isMissing(browser.get(file(id)), browser.get(file(UUID.randomUUID())));
    }

    @Test
    void askedForIsWithItsTaskOrNotAtAll() {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        assertThat(due()).containsExactly(id.toString());
        assertThat(state(finance)).isEqualTo(new ExportState.Waiting());
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    start(finance, ExportFormat.CSV);
                    throw new IllegalStateException("the request fails");
                }))
                .hasMessage("the request fails");
        assertThat(due()).hasSize(1);
        assertThat(onBehalf.call(finance.id(), () -> exports.mine().size())).isOne();
    }

    private List<String> due() {
        return database.jdbc()
                .sql("select task_instance from scheduled_tasks where task_name = 'export'")
                .query(String.class)
                .list();
    }

    @Test
    void oneHasFiveUnderWayAndNoMore() {
        Somebody finance = person(Role.FINANCE);
        for (int i = 0; i < ExportService.MOST_UNDER_WAY; i++) {
            start(finance, ExportFormat.CSV);
        }
        assertThatThrownBy(() -> start(finance, ExportFormat.CSV)).isInstanceOf(TooManyExports.class);
        UUID first = onBehalf.call(finance.id(), exports::mine).getFirst().id();
        as(finance, () -> exports.cancel(first));
        start(finance, ExportFormat.CSV);
    }

    private void as(Somebody person, Runnable work) {
        onBehalf.call(person.id(), () -> {
            work.run();
            return true;
        });
    }

    @Test
    void whatWaitsOrRunsCanBeCancelledByItsOwnerAlone() throws IOException {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        as(person(Role.ADMIN), () -> {
            exports.cancel(id);
            exports.delete(id);
        });
        assertThat(state(finance)).isEqualTo(new ExportState.Waiting());
        as(finance, () -> exports.cancel(id));
        tasks.run(task, id);
        assertThat(state(finance)).isEqualTo(new ExportState.Cancelled());

        UUID running = start(finance, ExportFormat.CSV);
        run(running, files, progress -> {
            progress.all(20_000);
            assertThat(state(running)).isEqualTo(WorkState.RUNNING);
            transactions.executeWithoutResult(status -> work.cancel(running, "somebody"));
            assertThat(jobs.find(running).orElseThrow().stateAt(clock.instant(), scope.visibility()))
                    .as("at once")
                    .isEqualTo(new ExportState.Cancelled());
            for (int i = 0; i < 20_000; i++) {
                progress.row();
            }
            throw new AssertionError("it went on");
        });
        assertThat(state(running)).isEqualTo(WorkState.CANCELLED);
        assertThat(files.names()).noneMatch(name -> name.startsWith(running.toString()));
        as(finance, () -> exports.delete(running));
        assertThat(jobs.find(running)).isEmpty();
    }

    private WorkState state(UUID id) {
        return jobs.find(id).orElseThrow().work().state();
    }

    /** Makes something else of the same kind. */
    private void run(UUID id, FileStore store, Consumer<ExportSource.Progress> making) {
        ExportSource source = new ExportSource() {
            @Override
            public String kind() {
                return "spend";
            }

            @Override
            public About about(String question) {
                return new About("x", "x");
            }

            @Override
            public Table table(String question) {
                return (file, progress) -> {
                    file.head(new TableFile.Heading("x", "x", List.of()), List.of(TableFile.Column.text("x")));
                    for (int i = 0; i < 80; i++) {
                        file.row("USD", new Object[] {"x".repeat(100_000)});
                    }
                    making.accept(progress);
                };
            }
        };
        tasks.run(
                new ExportTask(
                        jobs,
                        work,
                        new ExportSources(List.of(source), List.of(), clock),
                        store,
                        onBehalf,
                        scope,
                        journal,
                        transactions),
                id);
    }

    @Test
    void progressIsShownInPercent() {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        run(id, files, progress -> {
            progress.all(20_000);
            for (int i = 0; i < 10_000; i++) {
                progress.row();
            }
            var job = jobs.find(id).orElseThrow();
            var state = (ExportState.Running) job.stateAt(clock.instant(), scope.visibility());
            assertThat(state.percent()).hasValue(50);
        });
        assertThat(state(finance))
                .isInstanceOfSatisfying(
                        ExportState.Ready.class,
                        ready -> assertThat(ready.rows()).isEqualTo(10_000));
    }

    @Test
    void aKilledExportBeginsAgainAndWhoWakesUpLateSaysNothing() throws IOException {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        Work killed = work.begin(id).orElseThrow();
        try (var out = files.create(ExportStore.file(killed), Set::of)) {
            out.write(1);
        }
        tasks.run(task, id);
        var job = jobs.find(id).orElseThrow();
        assertThat(job.work().state()).isEqualTo(WorkState.DONE);
        assertThat(job.work().fence()).isEqualTo(2);
        assertThat(files.names()).contains(job.file()).doesNotContain(ExportStore.file(killed));
        assertThat(work.report(killed, 1, 1L, null)).isFalse();
        transactions.executeWithoutResult(status -> {
            assertThat(work.failed(killed, "late", "Wait.")).isFalse();
            assertThat(jobs.ready(killed, 1, 1, scope.visibility())).isFalse();
        });
        tasks.run(task, id);
        assertThat(jobs.find(id)).contains(job);
    }

    @Test
    void whatIsNotRoomForSaysSoAndLeavesNothing() throws IOException {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        var small = new FolderFileStore(elsewhere, new ExportSettings(Duration.ofHours(24), 2, 2));
        run(id, small, progress -> {});
        assertThat(state(finance)).isInstanceOfSatisfying(ExportState.Failed.class, failed -> {
            assertThat(failed.problem()).contains("not enough space", "2 MB");
            assertThat(failed.whatToDo().orElseThrow()).contains("Delete exports");
        });
        assertThat(small.names()).isEmpty();
    }

    @Test
    void onePersonsExportsLeaveRoomForThoseOfOthers() throws IOException {
        Somebody hoarder = person(Role.FINANCE);
        Somebody other = person(Role.FINANCE);
        var shared = new FolderFileStore(elsewhere, new ExportSettings(Duration.ofHours(24), 100, 10));
        assertThat(state(made(hoarder, shared))).isEqualTo(WorkState.DONE);
        UUID second = made(hoarder, shared);
        assertThat(state(second)).isEqualTo(WorkState.FAILED);
        assertThat(jobs.find(second).orElseThrow().work().problem())
                .isEqualTo("There is not enough space: your exports together can take 10 MB.");
        assertThat(state(made(other, shared))).isEqualTo(WorkState.DONE);
        assertThat(shared.names()).hasSize(2);
    }

    private UUID made(Somebody person, FileStore store) {
        UUID id = start(person, ExportFormat.CSV);
        run(id, store, progress -> {});
        return id;
    }

    @Test
    void aFullDiskIsSaidWithoutThePathOnTheServer() throws IOException {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        var disk = new FileStoreFull(new FileStoreFull.Limit.Disk(elsewhere.resolve("exports")));
        run(id, files, progress -> {
            throw new IllegalStateException(new UncheckedIOException(disk));
        });
        assertThat(state(finance)).isInstanceOfSatisfying(ExportState.Failed.class, failed -> {
            assertThat(failed.problem()).isEqualTo("The disk that stores exports is full.");
            assertThat(failed.whatToDo().orElseThrow()).contains("admin");
        });
        assertThat(files.names()).noneMatch(name -> name.startsWith(id.toString()));
    }

    @Test
    void rightsThatChangeWhileItIsMadeMakeItWorthless() {
        Somebody lead = leadOf("Vision");
        UUID id = start(lead, ExportFormat.CSV);
        run(
                id,
                files,
                progress -> aside(() -> people.endLead(
                        lead.id(), team("Vision"), LocalDate.of(2000, 1, 1), LocalDate.of(2026, 11, 5))));
        assertThat(state(lead))
                .isInstanceOfSatisfying(
                        ExportState.Failed.class,
                        failed -> assertThat(failed.problem()).contains("access changed"));
    }

    /** As somebody else does it meanwhile. */
    private void aside(Runnable work) {
        try {
            Thread.ofVirtual().start(() -> background.run(work)).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anErrorIsSaidWithAReferenceAndNothingOfTheCause() {
        Somebody finance = person(Role.FINANCE);
        UUID id = start(finance, ExportFormat.CSV);
        run(id, files, progress -> {
            throw new IllegalStateException("a secret detail");
        });
        assertThat(state(finance)).isInstanceOfSatisfying(ExportState.Failed.class, failed -> {
            assertThat(failed.problem()).isEqualTo("The file could not be created.");
            assertThat(failed.whatToDo().orElseThrow()).contains("reference").doesNotContain("secret");
        });
    }

    @Test
    void orphansAreDeleted() throws IOException {
        files.create("orphan-1", Set::of).close();
        pruning.prune();
        assertThat(files.names()).doesNotContain("orphan-1");
    }
}
