package dev.bursar.tagging.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.kernel.PersonId;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.simulator.costs.AllocationTags.CallersKey;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.tagging.keys.BackfillPlan.Effect;
import dev.bursar.tagging.keys.TagKeyService.Listing;
import dev.bursar.tagging.keys.TagKeyService.Row;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.TagKeyWriting;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tag keys of the seeded organisation are activated over HTTP, seen sooner or later, and given a past. */
class TagKeyChangeTest {
    private static final String PROJECT = Organisation.PROJECT_TAG;
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final SyncRig rig = SyncRig.that(
            SyncRig.Has.CHARGES,
            Map.of(
                    "bursar.aws.charge-files",
                    SyncRig.Has.SETTINGS.get("bursar.aws.charge-files"),
                    "bursar.changes.busy",
                    "1ms",
                    "bursar.changes.settled",
                    "20ms",
                    "bursar.changes.seen",
                    "1s"));
    private final TagKeyService keys = rig.bean(TagKeyService.class);
    private final BackfillService backfills = rig.bean(BackfillService.class);
    private final AwsChangeService changes = rig.bean(AwsChangeService.class);

    @BeforeEach
    void turnedOn() {
        rig.database
                .jdbc()
                .sql(
                        "insert into person (id, user_name, user_key, display_name) overriding system value values (:id, 'x', 'x', 'x')")
                .param("id", PersonId.SYSTEM.value())
                .update();
        turn(true);
        rig.run("tag-keys");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void turn(boolean on) {
        var settings = rig.bean(WriteSettingsService.class);
        WriteSettings now = settings.state().of(WriteKind.TAG_KEYS).settings();
        settings.change(
                WriteKind.TAG_KEYS,
                new WriteSettings(on, false, now.roleName(), null, null, null, 200, false, now.version(), null, null));
    }

    private void work() {
        var task = rig.beans(BackgroundTask.class).stream()
                .filter(one -> one.kind().equals("aws-change"))
                .findFirst()
                .orElseThrow();
        rig.database
                .jdbc()
                .sql("select id from background_work where kind = 'aws-change' and state in ('waiting', 'running')")
                .query(UUID.class)
                .list()
                .forEach(id -> rig.bean(BackgroundTasks.class).run(task, id));
    }

    private AwsChange change(long id) {
        return changes.change(id).orElseThrow().change();
    }

    private List<ChangeItem> items(long id) {
        return changes.items(id, List.of(), 0, 500);
    }

    private AwsChange written(long id) {
        work();
        changes.approve(id, change(id).version());
        work();
        return change(id);
    }

    private Row row(String key) {
        return keys.page().rows().stream()
                .filter(row -> row.key().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private int sent(String operation) {
        return rig.simulator.requests().count(operation);
    }

    private boolean isActive(String key) {
        return rig.simulator.allocationTags().isActive(key);
    }

    private int attempts() {
        return rig.database
                .jdbc()
                .sql("select cast(max(attempts) as int) from aws_change_item")
                .query(Integer.class)
                .single();
    }

    /** AWS may list a caller's key with its prefix, under the name of the resources', or not at all. */
    @Test
    void aCallersKeyHasAStatusHoweverAwsListsIt() {
        String key = "iamPrincipal/team";
        rig.database.jdbc().sql("""
                insert into cost_export (id, provider, billing_account, billing_month, source, format, fingerprint, lines,
                                         charges, tag_key, parts, imported_by, imported_at)
                values (77, 'AWS', '1', '2026-10-01', 'x', 'CUR_2', sha256('x'), 1, 1, 'team', 1, 'x', now())
                """).update();
        rig.database
                .jdbc()
                .sql("insert into cost_export_tag values (77, 'iamPrincipal/team'), (77, 'team')")
                .update();
        assertThat(row(key).listing()).isEqualTo(Listing.NOT_WITH_PREFIX);
        assertThat(row(key).mayBeActivated()).isFalse();

        listed(CallersKey.WITH_PREFIX);
        assertThat(row(key).listing()).isEqualTo(Listing.ONCE);
        assertThat(row(key).mayBeActivated()).isTrue();
        assertThat(row("team").listing()).isEqualTo(Listing.ONCE);

        listed(CallersKey.TWICE);
        assertThat(keys.page().rows())
                .filteredOn(row -> row.key().key().equals("team"))
                .extracting(row -> row.key().active(), Row::listing, Row::mayBeActivated)
                .containsExactlyInAnyOrder(tuple(true, Listing.TWICE, false), tuple(false, Listing.TWICE, true));
        long change = keys.activate(List.of("team"), "Callers name teams");
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from aws_change_item where change_id = :id")
                        .param("id", change)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private void listed(CallersKey how) {
        rig.simulator.allocationTags().callersKey(how);
        rig.run(TagKeySync.NAME);
    }

    @Test
    void eachKeyIsActivatedOrRefusedByItself() {
        assertThat(keys.page().rows())
                .extracting(row -> row.key().key(), row -> row.key().active(), Row::twins)
                .containsExactly(
                        tuple("aws:createdBy", false, List.of()),
                        tuple("environment", true, List.of()),
                        tuple(PROJECT, false, List.of()),
                        tuple("Team", false, List.of("team")),
                        tuple("team", true, List.of("Team")));
        assertThat(row(PROJECT).use()).satisfies(use -> {
            assertThat(use.resources()).isGreaterThan(10);
            assertThat(use.costs().get("USD")).isPositive();
        });
        rig.simulator.allocationTags().fail("Team", "ValidationException", "Not this one");
        long id = keys.activate(List.of(PROJECT, "Team", "team", "nosuch"), "Projects are charged");
        assertThat(row(PROJECT).change()).isNotNull();
        assertThat(row(PROJECT).mayBeActivated()).isFalse();
        assertThatThrownBy(() -> keys.activate(List.of(PROJECT), "Again"))
                .isInstanceOf(AwsChangeRefused.class)
                .hasMessage("IN_ANOTHER_CHANGE");
        work();
        assertThat(sent("UpdateCostAllocationTagsStatus")).isZero();
        assertThat(isActive(PROJECT)).isFalse();

        assertThat(written(id).state()).isEqualTo(State.DONE_WITH_FAILURES);
        assertThat(items(id))
                .extracting(ChangeItem::subject, ChangeItem::state, ChangeItem::code, ChangeItem::message)
                .containsExactlyInAnyOrder(
                        tuple(PROJECT, ItemState.VERIFIED, null, null),
                        tuple("Team", ItemState.FAILED, "ValidationException", "Not this one"));
        assertThat(sent("UpdateCostAllocationTagsStatus")).isEqualTo(1);
        assertThat(isActive(PROJECT)).isTrue();
        rig.run("tag-keys");
        assertThat(row(PROJECT).key().active()).isTrue();
        assertThat(row(PROJECT).key().lastUpdated()).isEqualTo("2026-11-24");

        long back = changes.undo(id, "Not yet");
        assertThat(written(back).state()).isEqualTo(State.DONE);
        assertThat(isActive(PROJECT)).isFalse();
        assertThat(change(id).count(ItemState.UNDONE)).isEqualTo(1);
    }

    @Test
    void aKeyThatIsActiveOnlyLaterIsConfirmedByTheJob() {
        rig.simulator.allocationTags().lag(Duration.ofHours(20));
        long id = keys.activate(List.of(PROJECT), "Projects are charged");
        assertThat(written(id).state()).isEqualTo(State.DONE);
        assertThat(change(id).count(ItemState.WRITTEN)).isEqualTo(1);
        assertThat(changes.change(id).orElseThrow().mayUndo()).isFalse();
        rig.run("tag-keys");
        assertThat(change(id).count(ItemState.WRITTEN)).isEqualTo(1);
        assertThat(recorded()).isZero();
        rig.clock.forward(Duration.ofHours(21));
        rig.run("tag-keys");
        assertThat(change(id).count(ItemState.VERIFIED)).isEqualTo(1);
        assertThat(recorded()).isEqualTo(1);
        assertThat(changes.change(id).orElseThrow().mayUndo()).isTrue();
    }

    @Test
    void aKeyThatNeverBecomesActiveDiffersAfterTwoDays() {
        rig.simulator.allocationTags().lag(Duration.ofDays(30));
        long id = keys.activate(List.of(PROJECT), "Projects are charged");
        written(id);
        rig.clock.forward(Duration.ofHours(49));
        rig.run("tag-keys");
        assertThat(change(id).state()).isEqualTo(State.DONE_WITH_FAILURES);
        assertThat(items(id))
                .extracting(ChangeItem::state, ChangeItem::why, ChangeItem::found)
                .containsExactly(tuple(ItemState.DIFFERS, ItemWhy.NOT_SEEN, "Inactive"));
        assertThat(recorded()).isZero();
    }

    /** Entries that say that something was written and seen. */
    private int recorded() {
        return rig.database
                .jdbc()
                .sql("select cast(count(*) as int) from journal where action = 'aws-item-written'")
                .query(Integer.class)
                .single();
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        rig.simulator
                .faults()
                .add(Fault.cutShort().on("UpdateCostAllocationTagsStatus").times(1));
        long id = keys.activate(List.of(PROJECT), "Projects are charged");
        assertThat(written(id).count(ItemState.VERIFIED)).isEqualTo(1);
        assertThat(attempts()).isEqualTo(1);

        rig.simulator
                .faults()
                .add(Fault.cutShort().on("StartCostAllocationTagBackfill").times(1));
        long backfill = backfills.propose(OCTOBER, "October too");
        assertThat(written(backfill).count(ItemState.VERIFIED)).isEqualTo(1);
        assertThat(attempts()).isEqualTo(1);
        assertThat(sent("StartCostAllocationTagBackfill")).isEqualTo(1);
    }

    @Test
    void withoutTheRoleNothingIsWritten() {
        rig.simulator.roles().works(MemberRoles.WRITER, Organisation.PAYER, false);
        long id = keys.activate(List.of(PROJECT), "Projects are charged");
        work();
        assertThat(items(id))
                .extracting(ChangeItem::state, ChangeItem::why)
                .containsExactly(tuple(ItemState.SKIPPED, ItemWhy.NOT_READ));
        assertThat(isActive(PROJECT)).isFalse();
    }

    @Test
    void offMeansOff() {
        long id = keys.activate(List.of(PROJECT), "Projects are charged");
        work();
        changes.approve(id, change(id).version());
        turn(false);
        work();
        assertThat(change(id).state()).isEqualTo(State.STOPPED);
        assertThat(sent("UpdateCostAllocationTagsStatus")).isZero();
        assertThatThrownBy(() -> keys.activate(List.of("Team"), "Off")).hasMessage("OFF");
        assertThatThrownBy(() -> backfills.propose(OCTOBER, "Off")).hasMessage("OFF");
        rig.simulator.requests().clear();
        rig.run("tag-keys");
        assertThat(sent("ListCostAllocationTagBackfillHistory")).isZero();
    }

    @Test
    void aBackfillIsFollowedUntilCostsAreReadAgain() {
        written(keys.activate(List.of(PROJECT), "Projects are charged"));
        rig.run("tag-keys");
        BackfillPlan plan = backfills.plan(Optional.of(OCTOBER));
        assertThat(plan.refused()).isEmpty();
        assertThat(plan.keys())
                .extracting(one -> one.key().key(), BackfillPlan.KeyPast::effect)
                .containsExactly(tuple(PROJECT, Effect.GAINS));
        assertThat(plan.changed())
                .extracting(BackfillPlan.Month::month)
                .containsExactly(YearMonth.of(2026, 11), OCTOBER);
        assertThat(plan.reading()).isNotNull();

        long id = backfills.propose(OCTOBER, "October too");
        assertThat(keys.page().backfill()).isNotNull();
        assertThat(written(id).state()).isEqualTo(State.DONE);
        assertThat(changes.change(id).orElseThrow().mayUndo()).isFalse();
        assertThatThrownBy(() -> changes.undo(id, "Back")).hasMessage("NOTHING_TO_UNDO");
        rig.run("tag-keys");
        assertThat(keys.page().backfills())
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(Backfill.Status.PROCESSING));
        assertThat(costsAsked()).isZero();
        assertThatThrownBy(() -> backfills.propose(OCTOBER, "Again")).hasMessage("RUNNING");

        rig.clock.forward(Duration.ofMinutes(5));
        rig.run("tag-keys");
        assertThat(keys.page().backfills())
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(Backfill.Status.SUCCEEDED));
        assertThat(costsAsked()).isEqualTo(1);
        rig.run("tag-keys");
        assertThat(costsAsked()).as("once").isEqualTo(1);
        assertThatThrownBy(() -> backfills.propose(OCTOBER, "Again")).hasMessage("TOO_SOON");
        rig.clock.forward(Duration.ofHours(24));
        assertThat(backfills.plan(Optional.empty()).refused()).isEmpty();
    }

    /** How often the job of costs was made due. */
    private int costsAsked() {
        return rig.database
                .jdbc()
                .sql(
                        "select cast(count(*) as int) from scheduled_tasks where task_name = 'sync-now' and task_instance like 'costs:%'")
                .query(Integer.class)
                .single();
    }

    @Test
    void aBackfillThatSomebodyElseAskedForIsNotAskedForAgain() {
        long id = backfills.propose(OCTOBER, "October too");
        work();
        var place =
                new Place(Organisation.PAYER, "us-east-1", new MemberRole(MemberRoles.WRITER, MemberRoles.EXTERNAL_ID));
        rig.bean(TagKeyWriting.class)
                .backfill(
                        place,
                        LocalDate.parse("2026-11-01"),
                        rig.bean(ManualRequests.class).meter());
        changes.approve(id, change(id).version());
        work();
        assertThat(items(id))
                .extracting(ChangeItem::state, ChangeItem::why, ChangeItem::found)
                .containsExactly(tuple(ItemState.SKIPPED, ItemWhy.CHANGED_SINCE, "2026-11"));
        assertThat(sent("StartCostAllocationTagBackfill")).isEqualTo(1);
    }
}
