package dev.bursar.tagging.writes;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.kernel.PersonId;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import dev.bursar.tagging.writes.TagChangeService.Planned;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tags of the seeded organisation and whoever proposes, approves and runs their changes. */
abstract class TagChanges {
    static final String VALUE = "platform";
    private static final List<String> REGIONS = List.of("eu-central-1", "eu-west-1", "us-east-1", "us-west-2");

    final SyncRig rig = SyncRig.that(SyncRig.Has.CHARGES, settings());
    final TagChangeService tags = rig.bean(TagChangeService.class);
    final AwsChangeService changes = rig.bean(AwsChangeService.class);

    Map<String, Object> settings() {
        return Map.of(
                "bursar.aws.charge-files",
                SyncRig.Has.SETTINGS.get("bursar.aws.charge-files"),
                "bursar.changes.busy",
                "1ms",
                "bursar.changes.settled",
                settled(),
                SyncRig.PATIENCE,
                patience(),
                "bursar.changes.seen",
                "1s");
    }

    /** In milliseconds, for a connection. */
    String patience() {
        return "30000";
    }

    /** How long an item without an answer is read before it counts as not written. */
    String settled() {
        return "20ms";
    }

    @BeforeEach
    void violations() {
        rig.database.jdbc().sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values ('Team', 'team', false, 'any', '{}', true, false, '2026-01-01', 0)
                        """).update();
        rig.database
                .jdbc()
                .sql(
                        "insert into person (id, user_name, user_key, display_name) overriding system value values (:id, 'x', 'x', 'x')")
                .param("id", PersonId.SYSTEM.value())
                .update();
        rig.run("tag-check");
        turn(true);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    void turn(boolean on) {
        var settings = rig.bean(WriteSettingsService.class);
        WriteSettings now = settings.state().tags();
        settings.change(
                WriteKind.TAGS,
                new WriteSettings(
                        on, false, now.roleName(), null, null, null, 1_000, false, now.version(), null, null));
    }

    List<Planned> writable() {
        return tags.plan(Violations.USUAL, ChosenViolations.ALL).tags().stream()
                .filter(one -> one.obstacle().isEmpty())
                .toList();
    }

    long proposed() {
        return tags.propose(
                writable().stream()
                        .map(one -> new Choice(one.row().id(), VALUE))
                        .toList(),
                "Forgotten");
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

    AwsChange written() {
        long id = proposed();
        work();
        changes.approve(id, change(id).version());
        work();
        return change(id);
    }

    List<ChangeItem> items(AwsChange change) {
        return changes.items(change.id(), List.of(), 0, 500);
    }

    /** What AWS has, without Bursar. */
    Map<String, Map<String, String>> inAws() {
        return rig.simulator.resources().all().stream().collect(Collectors.toMap(Resource::arn, Resource::tags));
    }

    int writes() {
        return rig.simulator.requests().count("TagResources")
                + rig.simulator.requests().count("UntagResources");
    }

    /** Five accounts in which Bursar reads and writes. */
    List<String> accounts() {
        return rig.database
                .jdbc()
                .sql(
                        "select account from (select distinct account from resource where region = 'eu-central-1') a order by 1 limit 5")
                .query(String.class)
                .list();
    }

    /** Adds so many instances that have lost the tag {@code team} to each of twenty places, and has Bursar find them. */
    Set<String> forgotten(int each) {
        var arns = new ArrayList<String>();
        for (String account : accounts()) {
            for (String region : REGIONS) {
                for (int i = 0; i < each; i++) {
                    String arn = "arn:aws:ec2:%s:%s:instance/i-%017x".formatted(region, account, 0xf0000 + i);
                    rig.simulator
                            .resources()
                            .add(Resource.of(arn, account, region, "ec2:instance", Map.of("environment", "n" + i % 7)));
                    arns.add(arn);
                }
            }
        }
        rig.clock.forward(Duration.ofHours(1));
        rig.run("inventory");
        rig.run("tag-check");
        return Set.copyOf(arns);
    }

    long proposed(Set<String> arns) {
        return tags.propose(
                writable().stream()
                        .filter(one -> arns.contains(one.row().arn()))
                        .map(one -> new Choice(one.row().id(), VALUE))
                        .toList(),
                "Forgotten");
    }

    Map<String, ChangeItem> byArn(long change) {
        var items = new HashMap<String, ChangeItem>();
        for (int offset = 0; items.size() == offset; offset += 500) {
            changes.items(change, List.of(), offset, 500).forEach(item -> items.put(item.subject(), item));
        }
        return items;
    }
}
