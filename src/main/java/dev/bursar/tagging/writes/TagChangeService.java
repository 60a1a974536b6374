package dev.bursar.tagging.writes;

import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChanges;
import dev.bursar.changes.write.ItemDraft;
import dev.bursar.changes.write.ItemDraft.Part;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.list.ListState;
import dev.bursar.tagging.policy.AwsTagValue;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.Sign;
import dev.bursar.tagging.violations.TagProposals;
import dev.bursar.tagging.violations.TagProposals.Proposed;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.Violations;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes tags that Bursar writes once an admin has approved them: admins for all resources, leads for those of teams that they lead
 * today and for untagged ones that point at these, with values that name them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'ADMIN')")
public class TagChangeService {
    private final TagProposals proposals;
    private final AwsChanges changes;
    private final ResourceVisibility visibility;
    private final Scope scope;

    TagChangeService(TagProposals proposals, AwsChanges changes, ResourceVisibility visibility, Scope scope) {
        this.proposals = proposals;
        this.changes = changes;
        this.visibility = visibility;
        this.scope = scope;
    }

    /** Whether tags are written at all. */
    public boolean isOn() {
        return changes.settings(WriteKind.TAGS).enabled();
    }

    private Visible visible(boolean probable) {
        return scope.has(Role.ADMIN) && !probable ? ResourceVisibility.EVERYTHING : visibility.asLead();
    }

    /**
     * A tag that can be proposed, or why not.
     *
     * @param value that is likely; null where none is
     * @param sign what the value rests on; null where there is none
     * @param values to choose from; empty where any may be entered
     * @param obstacle empty where it can be written
     * @param caution what makes it return to what it was; null where nothing is known to
     */
    public record Planned(
            ViolationRow row,
            @Nullable String value,
            @Nullable Sign sign,
            List<String> values,
            Optional<Obstacle> obstacle,
            @Nullable String caution) {
        public Planned {
            values = List.copyOf(values);
        }
    }

    /**
     * What may come of the chosen violations.
     *
     * @param left how many were chosen and are not among them
     * @param most resources that a change may have
     */
    public record Plan(List<Planned> tags, long left, int most) {
        public Plan {
            tags = List.copyOf(tags);
        }
    }

    /** Of the chosen violations that are not closed; as many as a change may have. */
    public Plan plan(ListState state, ChosenViolations chosen) {
        WriteSettings settings = changes.settings(WriteKind.TAGS);
        TagProposals.Found found = proposals.of(visible(Violations.isProbable(state)), state, chosen, settings.most());
        Set<Long> busy = busy(found.proposed());
        return new Plan(
                found.proposed().stream()
                        .map(one -> planned(one, settings, busy))
                        .toList(),
                found.left(),
                settings.most());
    }

    private static Planned planned(Proposed one, WriteSettings settings, Set<Long> busy) {
        Optional<Obstacle> obstacle = busy.contains(one.row().id())
                ? Optional.of(Obstacle.IN_ANOTHER_CHANGE)
                : TagWrites.obstacle(one.resource(), one.policy().key(), settings);
        return new Planned(
                one.row(), one.value(), one.sign(), one.values(), obstacle, TagWrites.caution(one.resource()));
    }

    /** A tag's value that a person chose. */
    public record Choice(long violation, String value) {}

    /** Some values can't be written: why, by violation. Nothing was proposed. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Map<Long, Obstacle> obstacles;

        Refused(Map<Long, Obstacle> obstacles) {
            super(obstacles.toString());
            this.obstacles = Map.copyOf(obstacles);
        }

        public Map<Long, Obstacle> obstacles() {
            return obstacles;
        }
    }

    /** Which of these values can't be proposed, and why, by violation. */
    public Map<Long, Obstacle> obstacles(List<Choice> choices) {
        WriteSettings settings = changes.settings(WriteKind.TAGS);
        Map<Long, String> values = values(choices);
        List<Proposed> found = proposals.named(visible(false), values.keySet());
        Set<Long> busy = busy(found);
        Map<Long, Obstacle> obstacles = gone(values.keySet(), found);
        for (Proposed one : found) {
            (busy.contains(one.row().id())
                            ? Optional.of(Obstacle.IN_ANOTHER_CHANGE)
                            : obstacle(one, values.getOrDefault(one.row().id(), ""), settings))
                    .ifPresent(why -> obstacles.put(one.row().id(), why));
        }
        return obstacles;
    }

    /** The violations that an open change is about already, whoever may see it. */
    private Set<Long> busy(List<Proposed> found) {
        Set<Part> held =
                changes.held(found.stream().flatMap(TagChangeService::parts).toList());
        return found.stream()
                .filter(one -> parts(one).anyMatch(held::contains))
                .map(one -> one.row().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Part> parts(Proposed one) {
        return Stream.concat(Stream.of(one.policy().key()), dropped(one).stream())
                .map(key -> new Part(one.resource().arn(), key));
    }

    private static Map<Long, String> values(List<Choice> choices) {
        Map<Long, String> values = new HashMap<>();
        choices.forEach(choice -> values.put(choice.violation(), choice.value().strip()));
        return values;
    }

    private static Map<Long, Obstacle> gone(Set<Long> violations, List<Proposed> found) {
        Map<Long, Obstacle> gone = new HashMap<>();
        violations.stream()
                .filter(id -> found.stream().noneMatch(one -> one.row().id() == id))
                .forEach(id -> gone.put(id, Obstacle.GONE));
        return gone;
    }

    /**
     * Proposes to write these values. What another person sees no longer is left out as if it weren't there.
     *
     * @return the change's number
     * @throws Refused where a value or resource won't do
     * @throws AwsChangeRefused where the change as a whole won't do
     */
    @Writes(Guard.CONSTRAINT)
    public long propose(List<Choice> choices, String reason) {
        WriteSettings settings = changes.settings(WriteKind.TAGS);
        if (choices.isEmpty() || choices.size() > settings.most() * 2) {
            throw new AwsChangeRefused(
                    choices.isEmpty() ? AwsChangeRefused.Why.NO_ITEMS : AwsChangeRefused.Why.TOO_MANY_ITEMS);
        }
        Map<Long, String> values = values(choices);
        List<Proposed> found = proposals.named(visible(false), values.keySet());
        Map<Long, Obstacle> obstacles = gone(values.keySet(), found);
        var items = new ArrayList<ItemDraft>();
        var parts = new HashSet<String>();
        for (Proposed one : found) {
            String value = values.getOrDefault(one.row().id(), "");
            obstacle(one, value, settings)
                    .ifPresentOrElse(why -> obstacles.put(one.row().id(), why), () -> {
                        if (parts.add(one.resource().id() + " " + one.policy().key())) {
                            items.add(item(one, one.policy().key(), value));
                            dropped(one)
                                    .filter(key -> parts.add(one.resource().id() + " " + key))
                                    .ifPresent(key -> items.add(item(one, key, null)));
                        }
                    });
        }
        if (!obstacles.isEmpty()) {
            throw new Refused(obstacles);
        }
        return changes.propose(WriteKind.TAGS, reason, items);
    }

    private static Optional<Obstacle> obstacle(Proposed one, String value, WriteSettings settings) {
        if (value.isEmpty()) {
            return Optional.of(Obstacle.NO_VALUE);
        }
        if (!AwsTagValue.isTaken(value)) {
            return Optional.of(Obstacle.VALUE);
        }
        if (!one.allows(value)) {
            return Optional.of(Obstacle.VALUE_NOT_ALLOWED);
        }
        return TagWrites.obstacle(one.resource(), one.policy().key(), settings);
    }

    /** The same key in another case goes. */
    private static Optional<String> dropped(Proposed one) {
        return one.row().finding().problem() == Problem.KEY_CASE
                ? Optional.ofNullable(one.row().finding().found())
                : Optional.empty();
    }

    private static ItemDraft item(Proposed one, String key, @Nullable String wanted) {
        Resource resource = one.resource();
        ViolationRow row = one.row();
        return new ItemDraft(
                resource.account(),
                resource.region(),
                resource.arn(),
                resource.type(),
                resource.name(),
                resource.team(),
                key,
                resource.tags().get(key),
                wanted,
                TagWrites.caution(resource),
                row.currency(),
                row.cost(),
                row.id());
    }
}
