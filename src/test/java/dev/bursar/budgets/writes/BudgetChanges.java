package dev.bursar.budgets.writes;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetTables;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Own budgets of the seeded organisation's teams, and whoever proposes, approves and runs their changes. It is 24 November 2026. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BudgetChanges {
    static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
    static final String PLANNED = "team-recommendations";
    static final String NAME = "search, by Bursar";

    final SyncRig rig = SyncRig.that(
            SyncRig.Has.CHARGES,
            Map.of(
                    "bursar.aws.charge-files",
                    SyncRig.Has.SETTINGS.get("bursar.aws.charge-files"),
                    "bursar.changes.busy",
                    "1ms",
                    "bursar.changes.settled",
                    settled(),
                    SyncRig.PATIENCE,
                    patience(),
                    "bursar.changes.seen",
                    "1s"));
    private final JsonNode planned = inAws(PLANNED);
    final AwsBudgetWrites writes = rig.bean(AwsBudgetWrites.class);
    final AwsChangeService changes = rig.bean(AwsChangeService.class);
    final BudgetEdits edits = rig.bean(BudgetEdits.class);

    /** In milliseconds, for a connection. */
    String patience() {
        return "30000";
    }

    /** How long an item without an answer is read before it counts as not written. */
    String settled() {
        return "20ms";
    }

    @BeforeAll
    void on() {
        rig.database
                .jdbc()
                .sql(
                        "insert into person (id, user_name, user_key, display_name) overriding system value values (:id, 'x', 'x', 'x')")
                .param("id", PersonId.SYSTEM.value())
                .update();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    /** Each test begins with the seeded budgets, and without own ones. */
    @BeforeEach
    void anew() {
        try (var owner = rig.database.owner()) {
            JdbcClient jdbc = JdbcClient.create(owner);
            for (String table : List.of("aws_managed_budget", "aws_change_item", "aws_change")) {
                jdbc.sql("delete from " + table).update();
            }
            BudgetTables.clear(jdbc);
        }
        rig.simulator.faults().clear();
        rig.simulator.budgets().remove(NAME);
        rig.simulator.budgets().change(PLANNED, budget -> {
            budget.removeAll();
            budget.setAll((ObjectNode) planned.path("Budget").deepCopy());
        });
        rig.simulator.requests().clear();
        turn(true);
        read();
    }

    void turn(boolean on) {
        var settings = rig.bean(WriteSettingsService.class);
        WriteSettings now = settings.state().of(WriteKind.BUDGETS).settings();
        settings.change(
                WriteKind.BUDGETS,
                new WriteSettings(on, false, now.roleName(), null, null, null, 10, false, now.version(), null, null));
    }

    /** Reads AWS's budgets, some time after what was written last. */
    void read() {
        rig.clock.forward(Duration.ofMinutes(1));
        rig.run("aws-budgets");
    }

    TeamId team(String name) {
        return rig.bean(Organisation.class).teams().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    BudgetDraft draft(String team, BudgetBasis basis, List<Threshold> thresholds, String... limits) {
        return new BudgetDraft(
                new BudgetScope.OfTeam(team(team)),
                Cadence.MONTH,
                "USD",
                NOVEMBER,
                List.of(limits).stream().map(BigDecimal::new).toList(),
                basis,
                thresholds,
                false,
                Set.of());
    }

    int search(String limit) {
        return edits.create(draft("search", BudgetBasis.USUAL, BudgetDraft.USUAL_THRESHOLDS, limit));
    }

    Budget budget(int id) {
        return rig.bean(BudgetStore.class).find(id).orElseThrow();
    }

    void limits(int id, String... limits) {
        Budget now = budget(id);
        edits.change(id, now.version(), draft("search", BudgetBasis.USUAL, now.thresholds(), limits));
    }

    void work() {
        underWay().forEach(id -> rig.bean(BackgroundTasks.class).run(task(), id));
    }

    List<UUID> underWay() {
        return rig.database
                .jdbc()
                .sql("select id from background_work where kind = 'aws-change' and state in ('waiting', 'running')")
                .query(UUID.class)
                .list();
    }

    BackgroundTask task() {
        return rig.beans(BackgroundTask.class).stream()
                .filter(one -> one.kind().equals("aws-change"))
                .findFirst()
                .orElseThrow();
    }

    AwsChange change(long id) {
        return changes.change(id).orElseThrow().change();
    }

    /** Previews, approves and writes it. */
    AwsChange carriedOut(long id) {
        work();
        changes.approve(id, change(id).version());
        work();
        return change(id);
    }

    List<ChangeItem> items(AwsChange change) {
        return changes.items(change.id(), List.of(), 0, 500);
    }

    int published(String limit, String... addresses) {
        int id = search(limit);
        carriedOut(writes.publish(id, NAME, List.of(addresses), "Has to be in AWS too"));
        read();
        return id;
    }

    Drift drift(int id) {
        read();
        return writes.state(id).orElseThrow().link().orElseThrow().drift().orElseThrow();
    }

    /** What AWS has, without Bursar. */
    JsonNode inAws(String name) {
        return BudgetJson.read(
                Objects.requireNonNull(rig.simulator.budgets().whole(name)).toString());
    }

    String limitInAws() {
        return inAws(NAME).path("Budget").path("BudgetLimit").path("Amount").asString("");
    }

    /** Somebody else sets another limit. */
    void limitedInAws(String limit) {
        rig.simulator
                .budgets()
                .change(
                        NAME,
                        budget -> budget.putObject("BudgetLimit")
                                .put("Amount", limit)
                                .put("Unit", "USD"));
    }

    int writes() {
        return List.of(
                        "CreateBudget",
                        "UpdateBudget",
                        "DeleteBudget",
                        "CreateNotification",
                        "UpdateNotification",
                        "DeleteNotification")
                .stream()
                .mapToInt(operation -> rig.simulator.requests().count(operation))
                .sum();
    }
}
