package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.billingdata.imports.ImportInProgress;
import dev.bursar.billingdata.imports.ImportState;
import dev.bursar.billingdata.imports.ImportStore;
import dev.bursar.billingdata.imports.ImportTask;
import dev.bursar.billingdata.imports.UploadService;
import dev.bursar.billingdata.imports.UploadService.NextStep;
import dev.bursar.billingdata.imports.UploadTooLarge;
import dev.bursar.billingdata.imports.Uploads;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.Role;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** From a browser's bytes to stored costs, in the background and as the person who asked for it. */
@BursarTest
class UploadedImportTest {
    private static final String ACCOUNT = "012345678901";

    @Autowired
    UploadService service;

    @Autowired
    CostService spend;

    @Autowired
    ImportTask task;

    @Autowired
    BackgroundTasks tasks;

    @Autowired
    BackgroundWork work;

    @Autowired
    ImportStore jobs;

    @Autowired
    Uploads uploads;

    @Autowired
    People people;

    @Autowired
    TestDatabase database;

    @Value("${bursar.data}")
    Path data;

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void nothing() {
        var owner = database.owner();
        try {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("drop trigger if exists asked on background_work").update();
            jdbc.sql(
                            "truncate background_work, cost_export, charge, charge_slice, spend_by_service, spend_by_account, spend_by_team,"
                                    + " spend_by_month, scheduled_tasks cascade")
                    .update();
        } finally {
            owner.destroy();
        }
    }

    private byte[] focus(double... costs) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        for (int i = 0; i < costs.length; i++) {
            var line = ChargeLinesFile.focusLine(costs[i]);
            line.put("ChargePeriodStart", LocalDate.of(2026, 10, 3 + i).atTime(3, 0));
            line.put("SubAccountId", ACCOUNT);
            line.put("Tags", new TreeMap<>(Map.of("team", "vision")));
            lines.add(line);
        }
        try {
            return Files.readAllBytes(lines.csv(folder.resolve("lines.csv")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Upload upload(String name, byte[] bytes) throws IOException {
        return service.receive(name, bytes.length, new ByteArrayInputStream(bytes), size -> {});
    }

    private UUID started(String name, byte[] bytes) throws IOException {
        return service.start(List.of(upload(name, bytes).id()));
    }

    /** On a thread of its own, where nobody is signed in, as the scheduler does. */
    private void run(UUID id) {
        var failed = new AtomicReference<Throwable>();
        Thread thread = Thread.ofPlatform().unstarted(() -> tasks.run(task, id));
        thread.setUncaughtExceptionHandler((any, problem) -> failed.set(problem));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(failed.get()).isNull();
    }

    private ImportState state() {
        return service.imports().run().orElseThrow().state();
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(data.resolve("imports"))) {
            return List.of();
        }
        try (var files = Files.walk(data.resolve("imports"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    private BigDecimal billed() {
        return database.jdbc()
                .sql("select coalesce(sum(billed_cost), 0) from charge")
                .query(BigDecimal.class)
                .single();
    }

    private List<String> journal(UUID id) {
        return database.jdbc()
                .sql("select action || ' by ' || actor_name from journal where subject = 'import:' || ? order by id")
                .param(id.toString())
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsUploadedIsImportedAsWhoAskedForIt() throws IOException {
        assertThat(service.imports().next()).isEqualTo(NextStep.CHOOSE_KEY);
        assertThat(spend.observedAt()).isEmpty();
        UUID id = started("../../etc/focus.csv", focus(1.25, 2));
        assertThat(state()).isEqualTo(new ImportState.Waiting(false));
        assertThat(database.jdbc()
                        .sql("select task_instance from scheduled_tasks where task_name = 'import'")
                        .query(String.class)
                        .list())
                .containsExactly(id.toString());
        assertThat(files()).hasSize(1);

        run(id);
        var done = (ImportState.Done) state();
        assertThat(done.stored().format()).startsWith("FOCUS");
        assertThat(done.stored().parts()).singleElement().satisfies(part -> {
            assertThat(part.accounts()).isEqualTo(1);
            assertThat(part.from()).isEqualTo(LocalDate.of(2026, 10, 3));
            assertThat(part.to()).isEqualTo(LocalDate.of(2026, 10, 5));
            assertThat(part.sums().get("USD").billed()).isEqualByComparingTo("3.25");
        });
        assertThat(done.totals().get("USD").get("BilledCost")).isEqualByComparingTo("3.25");
        assertThat(billed()).isEqualByComparingTo("3.25");
        assertThat(spend.observedAt())
                .as("data as of the import, where AWS was never read")
                .isPresent();
        assertThat(files()).isEmpty();
        assertThat(service.imports().held()).singleElement().satisfies(held -> {
            assertThat(held.part()).isEqualTo(done.stored().parts().getFirst());
            assertThat(held.source()).isEqualTo("../../etc/focus.csv");
            assertThat(held.by()).isEqualTo("test admin");
        });
        assertThat(journal(id)).containsExactly("import-started by test admin");
        assertThat(database.jdbc()
                        .sql(
                                "select actor_name from journal where action = 'charge-files-imported' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("test admin");

        UUID again = started("again.csv", focus(1.25, 2));
        run(again);
        assertThat(state()).isEqualTo(new ImportState.Unchanged());
        assertThat(files()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsRefusedIsSaidInFullAndLeavesWhatWasThere() throws IOException {
        run(started("first.csv", focus(1.25)));
        String broken = new String(focus(9, 8), StandardCharsets.UTF_8).replaceFirst("8\\.0", "1,008.0");
        UUID id = started("second.csv", broken.getBytes(StandardCharsets.UTF_8));
        run(id);
        var refused = (ImportState.Refused) state();
        assertThat(refused.file()).isEqualTo("second.csv");
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused.what()).isNotBlank();
        assertThat(refused.whatToDo()).isNotBlank();
        assertThat(billed()).isEqualByComparingTo("1.25");
        assertThat(files()).isEmpty();
        assertThat(journal(id)).containsExactly("import-started by test admin", "import-refused by test admin");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void oneIsUnderWayAtATimeAndItsFilesStay() throws IOException {
        UUID first = started("first.csv", focus(1.25));
        Upload second = upload("second.csv", focus(7));
        assertThatThrownBy(() -> service.start(List.of(second.id()))).isInstanceOf(ImportInProgress.class);
        assertThat(files()).hasSize(2);
        run(first);
        run(service.start(List.of(second.id())));
        assertThat(billed()).isEqualByComparingTo("7");
        assertThat(files()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void cancelledBeforeItBeginsItNeverDoes() throws IOException {
        UUID id = started("first.csv", focus(1.25));
        assertThat(service.cancel(id)).isTrue();
        assertThat(service.cancel(id)).isFalse();
        assertThat(state()).isEqualTo(new ImportState.Cancelled("test admin"));
        assertThat(files()).isEmpty();
        run(id);
        assertThat(state()).isEqualTo(new ImportState.Cancelled("test admin"));
        assertThat(billed()).isZero();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void cancelledWhileItIsReadItStoresNothing() throws IOException {
        // as if somebody pressed the button when the first progress is stored
        var owner = database.owner();
        try {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("""
                            create or replace function asked() returns trigger language plpgsql as $$
                            begin new.cancel_asked_by := 'somebody'; return new; end $$""").update();
            jdbc.sql("""
                            create trigger asked before update on background_work for each row
                            when (new.detail is not null) execute function asked()""").update();
        } finally {
            owner.destroy();
        }
        UUID id = started("first.csv", focus(1.25));
        run(id);
        assertThat(state()).isEqualTo(new ImportState.Cancelled("somebody"));
        assertThat(billed()).isZero();
        assertThat(service.imports().held()).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(journal(id)).containsExactly("import-started by test admin", "import-cancelled by test admin");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aNodeThatIsStoppedLeavesItToTheNextStart() throws Exception {
        UUID id = started("first.csv", focus(1.25));
        var failed = new AtomicReference<Throwable>();
        Thread thread = Thread.ofPlatform().unstarted(() -> {
            Thread.currentThread().interrupt();
            tasks.run(task, id);
        });
        thread.setUncaughtExceptionHandler((any, problem) -> failed.set(problem));
        thread.start();
        thread.join();
        assertThat(failed.get()).as("tried again by the scheduler").isNotNull();
        assertThat(state().underWay()).isTrue();
        assertThat(billed()).isZero();
        uploads.sweep();
        assertThat(files()).hasSize(1);
        run(id);
        assertThat(state()).isInstanceOf(ImportState.Done.class);
        assertThat(billed()).isEqualByComparingTo("1.25");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoWakesUpLateDeletesNothingThatAnotherNodeReads() throws IOException {
        UUID id = started("first.csv", focus(1.25));
        Work late = work.begin(id).orElseThrow();
        work.begin(id).orElseThrow();
        task.failed(late, new IllegalStateException("the database was away"));
        assertThat(state().underWay()).isTrue();
        assertThat(files()).hasSize(1);
        run(id);
        assertThat(billed()).isEqualByComparingTo("1.25");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatLostItsFilesComesToItsEnd() throws IOException {
        UUID id = started("first.csv", focus(1.25));
        uploads.delete(jobs.files());
        run(id);
        assertThat(((ImportState.Failed) state()).problem()).isEqualTo("The uploaded files no longer exist.");
        assertThat(journal(id)).containsExactly("import-started by test admin", "import-failed by test admin");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsTooLargeOrBreaksOffLeavesNothing() throws IOException {
        assertThatThrownBy(() -> upload("large.csv", new byte[(1 << 20) + 1])).isInstanceOf(UploadTooLarge.class);
        assertThatThrownBy(() -> service.receive(
                        "unannounced.csv", -1, new ByteArrayInputStream(new byte[(1 << 20) + 1]), size -> {}))
                .isInstanceOf(UploadTooLarge.class);
        assertThatThrownBy(() -> service.receive("short.csv", 10, new ByteArrayInputStream(new byte[9]), size -> {}))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> service.receive(
                        "broken.csv",
                        10,
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("gone");
                            }
                        },
                        size -> {}))
                .isInstanceOf(IOException.class);
        assertThat(files()).isEmpty();
        Upload removed = upload("removed.csv", focus(1));
        removed.discard();
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> service.start(List.of(removed.id()))).isInstanceOf(IllegalArgumentException.class);
        assertThat(service.imports().run()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoMayNotImportAnyMoreImportsNothing() throws IOException {
        UUID id = started("first.csv", focus(1.25));
        database.jdbc()
                .sql("update background_work set person_id = (select id from person where user_name = ?)")
                .param(finance())
                .update();
        run(id);
        assertThat(((ImportState.Failed) state()).problem())
                .isEqualTo("You no longer have permission to import costs.");
        assertThat(billed()).isZero();
        assertThat(files()).isEmpty();
    }

    private String finance() {
        String name = "reader";
        if (people.find(name).isEmpty()) {
            people.create(new dev.bursar.access.NewPerson(name, name, java.util.Set.of(Role.FINANCE)));
        }
        return name;
    }

    @Test
    @SignedInAs({Role.FINANCE, Role.AUDITOR})
    void othersSeeAndCanNotImport() {
        assertThat(service.imports().held()).isEmpty();
        assertThatThrownBy(() -> upload("x.csv", new byte[1])).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.start(List.of())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.cancel(UUID.randomUUID())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.mostBytes()).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void leadsSeeNothingOfIt() {
        assertThatThrownBy(() -> service.imports()).isInstanceOf(AccessDeniedException.class);
    }
}
