package dev.bursar.local;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.writes.TagChangeService;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's admin has Bursar write a few tags; the lead has proposed some that wait for an admin. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoChanges {
    private static final int FEW = 3;
    private static final int MOST = 100;

    private final WriteSettingsService settings;
    private final TagChangeService tags;
    private final AwsChangeService changes;

    DemoChanges(WriteSettingsService settings, TagChangeService tags, AwsChangeService changes) {
        this.settings = settings;
        this.tags = tags;
        this.changes = changes;
    }

    /** Returns whether this kind may be written. */
    boolean on(WriteKind kind) {
        WriteSettings now = settings.state().of(kind).settings();
        if (now.version() == 0) {
            settings.change(kind, now.on());
        }
        return true;
    }

    /** Returns whether a change was proposed, or somebody else has done so. */
    boolean proposed() {
        return any().isPresent() || proposed("Tags that are missing or misspelled");
    }

    /** The first change. */
    private Optional<AwsChange> any() {
        List<AwsChange> all = changes.rows(new ChangeQuestion(Optional.empty()), 0, MOST).stream()
                .filter(one -> one.kind() == WriteKind.TAGS)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private boolean proposed(String reason) {
        if (!tags.isOn()) {
            return true;
        }
        List<Choice> choices = tags.plan(Violations.USUAL, ChosenViolations.ALL).tags().stream()
                .filter(tag -> tag.obstacle().isEmpty())
                // what nobody owns is left to the lead who finds it among what is probably theirs
                .filter(tag -> !tag.row().team().equals(TeamId.UNALLOCATED))
                .flatMap(tag -> Stream.ofNullable(tag.value())
                        .map(value -> new Choice(tag.row().id(), value)))
                .limit(FEW)
                .toList();
        if (choices.isEmpty()) {
            return false;
        }
        tags.propose(choices, reason);
        return true;
    }

    /** Returns whether the first change was decided. */
    boolean approved() {
        Optional<AwsChange> waiting = any().filter(one -> one.state() == State.PROPOSED);
        if (waiting.filter(one -> one.previewed().isPresent() && one.count(ItemState.PLANNED) > 0)
                .isPresent()) {
            changes.approve(waiting.get().id(), waiting.get().version());
            return true;
        }
        return any().isPresent() && waiting.isEmpty();
    }

    /** Returns whether the lead has proposed a change. */
    boolean proposedByLead() {
        return proposed("These resources are ours");
    }
}
