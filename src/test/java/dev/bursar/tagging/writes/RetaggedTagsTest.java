package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.changes.write.Pauses.Waiting;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.resources.TagFailure;
import dev.bursar.testing.Few;
import dev.bursar.testing.Full;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Others set the same tags before, while and after Bursar does; AWS shows what was written 170 seconds later, answers in part, loses answers
 * and requests and is busy. Nothing of others is overwritten, nothing is written twice, and what is said of each tag is what AWS has.
 */
class RetaggedTagsTest extends TagChanges {
    private static final long SEED = 48;
    private static final String OTHERS = "vision";
    private static final Duration LAG = Duration.ofSeconds(170);

    /** When somebody else sets the tag; what is shown before it is decided on is written over knowingly. */
    private enum When {
        BEFORE_IT_IS_SHOWN,
        BEFORE_IT_IS_APPROVED,
        BEFORE_IT_RUNS,
        WHILE_IT_IS_WAITED_FOR,
        AFTERWARDS,
        NEVER
    }

    private final Random random = new Random(SEED);
    private final Map<String, When> retagged = new HashMap<>();
    private final AtomicInteger waits = new AtomicInteger();
    private Map<String, Integer> atWait = Map.of();
    private Runnable during = () -> {};

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "bursar.aws.charge-files", SyncRig.Has.SETTINGS.get("bursar.aws.charge-files"), SyncRig.WAITS, (Waiting)
                        this::waited);
    }

    /** Time passes, and at each pause somebody sets some tags. */
    private synchronized void waited(Duration time) {
        rig.clock.forward(time);
        int now = waits.incrementAndGet();
        atWait.forEach((arn, wait) -> {
            if (wait == now) {
                byOthers(arn);
            }
        });
        during.run();
    }

    private void byOthers(String arn) {
        Map<String, String> tags =
                new HashMap<>(rig.simulator.resources().named(arn).tags());
        tags.put("team", OTHERS);
        rig.simulator.resources().tag(arn, tags);
    }

    private void byOthers(When when) {
        retagged.entrySet().stream().filter(one -> one.getValue() == when).forEach(one -> byOthers(one.getKey()));
    }

    /** How often AWS carried a write of each resource out. */
    private Map<String, Integer> writtenBy(long change) {
        Map<String, Integer> written = new HashMap<>();
        rig.simulator.events().all().stream()
                .map(event -> event.record())
                .filter(record -> record.path("eventName").asString("").equals("TagResources")
                        && record.toString().contains("bursar-change-" + change + "\""))
                .forEach(record -> record.path("requestParameters").path("resourceARNList").values().stream()
                        .map(arn -> arn.asString(""))
                        .filter(arn -> !record.path("responseElements")
                                .path("failedResourcesMap")
                                .has(arn))
                        .forEach(arn -> written.merge(arn, 1, Integer::sum)));
        return written;
    }

    private void lateAndInPart() {
        rig.simulator.resources().lag(LAG);
        rig.simulator
                .faults()
                .add(Fault.part("ResourceTagMappingList", 1).on("GetResources").withProbability("0.2"));
    }

    /** As an admin does who sees that some couldn't be read. */
    private void shownInWhole(long id) {
        work();
        for (int i = 0; i < 50 && byArn(id).values().stream().anyMatch(item -> item.why() == ItemWhy.PART_READ); i++) {
            changes.readAgain(id, change(id).version());
            work();
        }
    }

    private void everythingIsToldRight(int each) {
        Set<String> arns = forgotten(each);
        arns.stream().sorted().forEach(arn -> retagged.put(arn, When.values()[random.nextInt(When.values().length)]));
        Map<String, Map<String, String>> before = inAws();
        long id = proposed(arns);
        lateAndInPart();
        byOthers(When.BEFORE_IT_IS_SHOWN);
        shownInWhole(id);
        byOthers(When.BEFORE_IT_IS_APPROVED);
        changes.approve(id, change(id).version());
        byOthers(When.BEFORE_IT_RUNS);
        var waiting = new HashMap<String, Integer>();
        arns.stream()
                .sorted()
                .filter(arn -> retagged.get(arn) == When.WHILE_IT_IS_WAITED_FOR)
                .forEach(arn -> waiting.put(arn, 4 + random.nextInt(12)));
        waits.set(0);
        atWait = waiting;
        rig.simulator.faults().add(Fault.lost().on("TagResources").after(2).times(each));
        rig.simulator.faults().add(Fault.dropped().on("TagResources").times(each / 2));
        rig.simulator.tagWrites().fail(TagFailure.THROTTLED.onDemand().times(each));
        work();
        assertThat(waits.get()).as("all have set theirs").isGreaterThanOrEqualTo(16);
        byOthers(When.AFTERWARDS);
        atWait = Map.of();
        rig.simulator.faults().clear();
        rig.clock.forward(LAG);

        AwsChange done = change(id);
        assertThat(done.state().isOpen()).isFalse();
        Map<String, Map<String, String>> after = inAws();
        Map<String, Integer> written = writtenBy(id);
        assertThat(written.values()).as("nothing is written twice").allMatch(times -> times == 1);
        Map<String, ChangeItem> items = byArn(id);
        assertThat(items.keySet()).isEqualTo(arns);
        items.forEach((arn, item) -> isToldRight(arn, item, after.get(arn).get("team"), written));
        assertThat(done.count(ItemState.VERIFIED)).isGreaterThan(arns.size() / 5);
        assertThat(done.count(ItemState.UNKNOWN)).as("what never reached AWS").isPositive();
        assertThat(done.count(ItemState.DIFFERS)).isPositive();

        long back = changes.undo(id, "Wrong");
        lateAndInPart();
        shownInWhole(back);
        changes.approve(back, change(back).version());
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.lost().on("UntagResources").withProbability("0.2"));
        work();
        rig.clock.forward(LAG);
        assertThat(change(back).count(ItemState.UNKNOWN)).isZero();
        Map<String, Map<String, String>> expected = new HashMap<>(before);
        retagged.forEach((arn, when) -> {
            if (when != When.NEVER) {
                Map<String, String> tags = new HashMap<>(before.get(arn));
                tags.put("team", OTHERS);
                expected.put(arn, tags);
            }
        });
        assertThat(inAws()).as("all is as it was, but for what others set").isEqualTo(expected);
    }

    private void isToldRight(String arn, ChangeItem item, @Nullable String value, Map<String, Integer> written) {
        When when = retagged.get(arn);
        String told = arn + " " + when + " " + item.state() + " " + item.why();
        if (EnumSet.of(When.BEFORE_IT_IS_SHOWN, When.NEVER).contains(when)) {
            if (item.why() != ItemWhy.PART_READ) {
                assertThat(item.found()).as(told).isEqualTo(value);
            }
            assertThat(item.state() == ItemState.VERIFIED).as(told).isEqualTo(VALUE.equals(value));
        } else {
            assertThat(value).as(told).isEqualTo(OTHERS);
        }
        switch (item.state()) {
            case VERIFIED -> assertThat(written).as(told).containsKey(arn);
            case UNKNOWN, DIFFERS -> assertThat(item.found()).as(told).isNotEqualTo(VALUE);
            case SKIPPED, FAILED -> assertThat(written).as(told).doesNotContainKey(arn);
            default -> throw new AssertionError(told);
        }
    }

    @Test
    @Few(of = "sixHundredTags")
    void sixtyTags() {
        everythingIsToldRight(3);
    }

    @Test
    @Full("how changes are carried out, stored and shown")
    void sixHundredTags() {
        everythingIsToldRight(30);
    }

    /** The lag is longer than what Bursar waits before it doesn't know, and nothing else tells of it. */
    @Test
    void aLostAnswerIsNotKnownReadOnAndNeverSentAgain() {
        String arn = writable().getFirst().row().arn();
        long id = proposed(Set.of(arn));
        work();
        changes.approve(id, change(id).version());
        rig.simulator.resources().lag(LAG);
        rig.simulator.faults().add(Fault.lost().on("TagResources").times(1));
        var states = EnumSet.noneOf(ItemState.class);
        during = () -> states.add(items(change(id)).getFirst().state());
        work();
        assertThat(states).contains(ItemState.WRITING, ItemState.UNKNOWN);
        assertThat(items(change(id))).extracting(ChangeItem::state).isEqualTo(List.of(ItemState.VERIFIED));
        assertThat(rig.simulator.requests().count("TagResources")).isEqualTo(1);
    }
}
