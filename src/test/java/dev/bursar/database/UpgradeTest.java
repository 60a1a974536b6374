package dev.bursar.database;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.bursar.access.LedTeam;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.billingdata.imports.ImportRun;
import dev.bursar.billingdata.imports.ImportState;
import dev.bursar.billingdata.imports.ImportedCharges;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.Verification;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.simulator.Simulator;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SettingsService;
import dev.bursar.sync.control.SyncService;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each landing starts on the databases of earlier ones. A new landing adds its last migration's number here, after those
 * whose files fill its database too, and a file {@code landings/V….sql} with something in every table that is new; what it
 * adds is asserted beside the rest.
 */
class UpgradeTest {
    private static final LocalDate SEPTEMBER = LocalDate.parse("2026-09-01");
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");

    /** Heads of other tests' journals are no heads of this one's. */
    @TempDir
    Path data;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-10-02T09:00:00Z"));

    @ParameterizedTest
    @ValueSource(strings = {"5", "70", "70 72", "70 72 85"})
    void whatAnEarlierLandingStoredIsReadByThisOne(String files) {
        List<String> landings = List.of(files.split(" "));
        int landing = Integer.parseInt(landings.getLast());
        var organisation =
                dev.bursar.simulator.organisation.Organisation.seeded(7, clock, LocalDate.parse("2026-10-01"));
        try (var database = TestDatabase.empty();
                var aws = Simulator.start(organisation, clock, 0)) {
            database.migrate(landings.getLast());
            landings.forEach(file -> database.fill("landings/V" + file + ".sql"));
            database.migrate("latest");
            try (var node = SyncNode.start(
                            clock,
                            database.dataSource(),
                            aws.endpoint(),
                            Map.of("bursar.data", data.toString(), "server.servlet.session.timeout", "30m"));
                    var portal = new AnnotationConfigApplicationContext()) {
                portal.setParent(node);
                portal.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
                portal.register(PeopleOnly.class);
                portal.refresh();

                spend(node.getBean(ChargeTotals.class));
                if (landing >= 70) {
                    export(node.getBean(ChargeTotals.class));
                    settings(node.getBean(SettingsService.class));
                }
                if (landing >= 72) {
                    imports(ImportedCharges.all(node).getFirst(), node.getBean(JdbcClient.class));
                }
                if (landing >= 85) {
                    background(ImportedCharges.all(node), node.getBean(JdbcClient.class));
                }
                journal(node.getBean(JournalService.class));
                people(portal.getBean(People.class));
                organisation(node.getBean(Organisation.class), node.getBean(OwnershipRules.class));
                assertThat(node.getBean(SyncService.class).latest(10))
                        .extracting(RunRow::job, RunRow::state, RunRow::requests)
                        .containsExactly(tuple("costs", RunState.DONE, 41L), tuple("accounts", RunState.DONE, 0L));

                for (String job : List.of("accounts", "costs", "ownership")) {
                    assertThat(SyncNode.run(node, job).orElseThrow().state())
                            .as(job)
                            .isEqualTo(RunState.DONE);
                }
                assertThat(node.getBean(ChargeTotals.class).differencesOfRollups())
                        .as("after reading AWS again")
                        .isZero();
            }
        }
    }

    private static void spend(ChargeTotals totals) {
        assertThat(totals.totals(SEPTEMBER, NOVEMBER, List.of(By.TEAM, By.MONTH), Cost.BILLED))
                .extracting(total ->
                        String.join(" ", total.values()) + " " + total.amount().toPlainString())
                .containsExactly(
                        "Unallocated 2026-10-01 0.000000001",
                        "Vision 2026-09-01 1.10",
                        "Vision 2026-10-01 2.2000000001");
        assertThat(totals.differencesOfRollups()).isZero();
    }

    private static void export(ChargeTotals totals) {
        assertThat(totals.totals(SEPTEMBER.minusMonths(1), SEPTEMBER, List.of(By.REGION, By.RESOURCE), Cost.BILLED))
                .extracting(total ->
                        String.join(" ", total.values()) + " " + total.amount().toPlainString())
                .containsExactly("eu-west-1 arn:aws:sagemaker:eu-west-1:012345678901:endpoint/rank 0.3000000000001");
    }

    private static void imports(ImportRun first, JdbcClient jdbc) {
        assertThat(first)
                .returns("Ada Admin", ImportRun::by)
                .returns(List.of("august.parquet"), ImportRun::files)
                .extracting(ImportRun::state, as(type(ImportState.Done.class)))
                .extracting(done -> done.totals().get("USD").get("BilledCost"))
                .isEqualTo(new BigDecimal("0.3000000000001"));
        assertThat(jdbc.sql("select export || ' ' || coalesce(gives_way_to, 'taken') from cost_delivery")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("s3://exports/costs/ taken", "s3://exports/again/ s3://exports/costs/");
    }

    private static void background(List<ImportRun> imports, JdbcClient jdbc) {
        assertThat(imports.stream().skip(1))
                .extracting(ImportRun::state)
                .containsExactly(
                        new ImportState.Unchanged(),
                        new ImportState.Refused("a.csv", 12L, "BilledCost", "It is no number.", "Export it again."),
                        new ImportState.Failed("It could not be read.", "Import it once more."),
                        new ImportState.Cancelled("Lee"),
                        new ImportState.Running(Instant.parse("2026-10-01T08:00:10Z"), Optional.empty(), true));
        assertThat(jdbc.sql("""
                                select concat_ws(' ', e.title, w.person, w.state, w.fence, w.done, w.total, w.cancel_asked_by,
                                       e.file_size, w.problem, w.what_to_do)
                                  from export_job e join background_work w using (id) order by w.number
                                """).query(String.class).list())
                .containsExactly(
                        "Spend Ada Admin failed 0 0 The disk is full. Free some space.",
                        "Waits Ada Admin waiting 0 0",
                        "Runs Ada Admin running 2 40 100",
                        "Is there Ada Admin done 1 7 7 321",
                        "Is over Ada Admin done 1 7 7 321",
                        "Nobody wants it Lee Lead cancelled 1 3 Lee Lead");
        assertThat(jdbc.sql("select task_name from scheduled_tasks order by 1")
                        .query(String.class)
                        .list())
                .as("a node that starts adds what is under way")
                .containsExactly("sync-costs");
    }

    private static void settings(SettingsService settings) {
        assertThat(settings.settings().chosen().dailyCapUsd()).isEqualByComparingTo("500");
    }

    private static void journal(JournalService journal) {
        assertThat(journal.verify(List.of(), (done, all) -> {})).isEqualTo(new Verification.Intact(3, 0, 0));
        assertThat(journal.page(new JournalQuestion(SEPTEMBER, NOVEMBER, List.of()), null, 0, 10))
                .extracting(entry ->
                        entry.actorName() + " " + entry.action() + " " + entry.after() + " " + entry.repeated())
                .containsExactly(
                        "nobody denied null 7",
                        "Ada Admin roles-changed [\"LEAD\", \"FINANCE\"] 1",
                        "Bursar sync-run-ended {\"run\": 1, \"state\": \"done\", \"costUsd\": 0.4100} 1");
    }

    private static void people(People people) {
        assertThat(people.list())
                .extracting(PersonRow::userName, PersonRow::roles, PersonRow::hasPassword)
                .containsExactly(
                        tuple("ada", Set.of(Role.ADMIN), true), tuple("Lee", Set.of(Role.LEAD, Role.FINANCE), false));
        assertThat(people.led(people.find("LEE").orElseThrow().id()))
                .containsExactly(
                        new LedTeam(new TeamId(1), LocalDate.parse("2026-01-01"), null),
                        new LedTeam(new TeamId(2), LocalDate.parse("2025-01-01"), LocalDate.parse("2026-01-01")));
    }

    private static void organisation(Organisation organisation, OwnershipRules rules) {
        assertThat(organisation.teams()).extracting(Team::name).containsExactlyInAnyOrder("Vision", "Search 🚀");
        assertThat(organisation.accounts()).extracting(Account::name).contains("Vision production", "Shared");
        assertThat(rules.all()).hasSize(2);
    }

    @ComponentScan(
            basePackages = "dev.bursar.access",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "dev\\.bursar\\.access\\.(People|rights\\.RightsOfPeople|password\\.(PasswordRules|Hashing)|rights\\.Sessions)"))
    static class PeopleOnly {}
}
