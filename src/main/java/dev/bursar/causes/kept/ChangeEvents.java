package dev.bursar.causes.kept;

import dev.bursar.causes.Acted;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.trail.query.EventRecords;
import dev.bursar.trail.query.EventRecords.EventRecord;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** For finance, which doesn't see CloudTrail: the events that a change is put down to, and no other. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = ChangeService.LONGEST_SECONDS)
@PreAuthorize("hasRole('FINANCE')")
public class ChangeEvents {
    private final ChangeService changes;
    private final EventRecords events;

    ChangeEvents(ChangeService changes, EventRecords events) {
        this.changes = changes;
        this.events = events;
    }

    /** Empty where the event doesn't stand at the change, as if there were none. */
    public Optional<EventRecord> find(ChangeQuestion question, UUID event) {
        return standing(changes.change(question)).contains(event) ? events.find(event) : Optional.empty();
    }

    /** The events that parts of a change are put down to, surely or possibly, and those that set how these scale. */
    static Set<UUID> standing(Change change) {
        return change.currencies().stream()
                .flatMap(of -> of.parts().stream())
                .flatMap(part ->
                        Stream.of(ChangeClass.EXPLAINED, ChangeClass.CANDIDATE).flatMap(of -> part.acts(of).stream()))
                .map(Acted::events)
                .flatMap(List::stream)
                .map(change.causes()::get)
                .filter(Objects::nonNull)
                .flatMap(cause -> Stream.concat(
                        Stream.of(cause.event()),
                        Optional.ofNullable(cause.scaling()).map(Cause.ScalingSet::event).stream()))
                .collect(Collectors.toSet());
    }
}
