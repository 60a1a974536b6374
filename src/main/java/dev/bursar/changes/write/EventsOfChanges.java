package dev.bursar.changes.write;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.trail.query.ResourceEvents;
import dev.bursar.trail.spi.OwnChanges;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells events of changes by the name of the session in which they were written, and who else changed the same things. */
@Component
public class EventsOfChanges implements OwnChanges {
    private static final Pattern SESSION = Pattern.compile(":assumed-role/[^/\"]+/bursar-change-([1-9][0-9]{0,17})\"");
    private static final Pattern TAGS_OR_BUDGETS = Pattern.compile("Tag|Budget");

    private final AwsChangeStore store;
    private final ResourceEvents events;
    private final Scope scope;
    private final Clock clock;

    EventsOfChanges(AwsChangeStore store, ResourceEvents events, Scope scope, Clock clock) {
        this.store = store;
        this.events = events;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public Optional<OwnChange> of(String record) {
        return ofSession(record);
    }

    static Optional<OwnChange> ofSession(String record) {
        Matcher session = SESSION.matcher(record);
        return session.find() ? Optional.of(named(Long.parseLong(session.group(1)))) : Optional.empty();
    }

    private static OwnChange named(long change) {
        return new OwnChange("Change " + change, ChangeLinks.change(change));
    }

    /** Somebody who made a thing something else, as CloudTrail tells it. */
    public record ChangedBy(UUID event, String person, Instant at) {}

    /**
     * The events by which items were written, as CloudTrail tells them; none, for those who don't see all events.
     *
     * @param items some of the change's
     * @return by number; what wasn't read yet is missing
     */
    @Transactional(readOnly = true)
    public Map<Integer, UUID> written(AwsChange change, List<ChangeItem> items) {
        List<ChangeItem> sent =
                items.stream().filter(item -> item.sentAt() != null).toList();
        if (sent.isEmpty() || !seesEvents()) {
            return Map.of();
        }
        Optional<OwnChange> own = Optional.of(named(change.id()));
        Map<String, UUID> latest = new HashMap<>();
        events
                .on(
                        sent.stream().map(ChangeItem::subject).toList(),
                        change.started().orElse(change.proposed()),
                        clock.instant())
                .stream()
                .filter(event -> ofSession(event.record()).equals(own))
                .forEach(event -> latest.putIfAbsent(event.arn(), event.id()));
        return sent.stream()
                .filter(item -> latest.containsKey(item.subject()))
                .collect(Collectors.toMap(
                        ChangeItem::number, item -> Objects.requireNonNull(latest.get(item.subject()))));
    }

    private boolean seesEvents() {
        return scope.has(Role.ADMIN) || scope.has(Role.AUDITOR);
    }

    /**
     * Who changed what was left alone because it is something else by now; nobody, for those who don't see all events.
     *
     * @param items some of the change's
     * @return by number; what CloudTrail doesn't tell, or wasn't read, is missing
     */
    @Transactional(readOnly = true)
    public Map<Integer, ChangedBy> changedBy(AwsChange change, List<ChangeItem> items) {
        List<ChangeItem> changed = items.stream()
                .filter(item -> item.why() == ItemWhy.CHANGED_SINCE)
                .toList();
        if (changed.isEmpty() || !seesEvents()) {
            return Map.of();
        }
        Instant since = change.undoes()
                .flatMap(undone -> store.find(undone, ChangeViewer.EVERYTHING))
                .flatMap(AwsChange::started)
                .orElse(change.proposed());
        Map<String, ChangedBy> latest = new HashMap<>();
        events.on(changed.stream().map(ChangeItem::subject).toList(), since, clock.instant()).stream()
                .filter(event -> TAGS_OR_BUDGETS.matcher(event.name()).find()
                        && ofSession(event.record()).isEmpty())
                .forEach(event ->
                        latest.putIfAbsent(event.arn(), new ChangedBy(event.id(), event.person(), event.time())));
        return changed.stream()
                .filter(item -> latest.containsKey(item.subject()))
                .collect(Collectors.toMap(
                        ChangeItem::number, item -> Objects.requireNonNull(latest.get(item.subject()))));
    }
}
