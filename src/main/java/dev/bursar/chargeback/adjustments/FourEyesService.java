package dev.bursar.chargeback.adjustments;

import dev.bursar.access.Directory;
import dev.bursar.access.PersonState;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets an admin decide whether an adjustment waits until another person of finance posts it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class FourEyesService {
    private static final int FEWEST = 2;
    private static final String SUBJECT = MonthSubjects.KIND + ":adjustments";

    private final FourEyes store;
    private final Directory people;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    FourEyesService(FourEyes store, Directory people, Journal journal, Scope scope, Clock clock) {
        this.store = store;
        this.people = people;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * @param people how many have the role Finance and aren't disabled
     * @param change when it was changed last, by whom
     */
    public record State(boolean enabled, long people, Optional<Change> change) {
        public boolean enoughPeople() {
            return people >= FEWEST;
        }
    }

    public record Change(Instant at, String by) {}

    public State state() {
        return new State(
                store.enabled(),
                people.people().stream()
                        .filter(person -> person.state() != PersonState.DISABLED
                                && person.roles().contains(Role.FINANCE))
                        .count(),
                store.changed().map(change -> new Change(change.at(), change.by())));
    }

    /**
     * @throws AdjustmentRefused where fewer than two people could post
     * @throws StaleEdit where it is on already
     */
    @Writes(Guard.CONDITION)
    public void turnOn() {
        if (!state().enoughPeople()) {
            throw new AdjustmentRefused(AdjustmentRefused.Why.TOO_FEW_PEOPLE);
        }
        turn(true);
    }

    /** @throws StaleEdit where it is off already */
    @Writes(Guard.CONDITION)
    public void turnOff() {
        turn(false);
    }

    private void turn(boolean on) {
        if (!store.turn(on, scope.actor().name(), clock.instant())) {
            throw new StaleEdit(SUBJECT);
        }
        journal.record(
                on ? AdjustmentAction.FOUR_EYES_TURNED_ON : AdjustmentAction.FOUR_EYES_TURNED_OFF,
                SUBJECT,
                Map.of("enabled", !on),
                Map.of("enabled", on));
    }
}
