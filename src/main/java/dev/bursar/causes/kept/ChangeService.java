package dev.bursar.causes.kept;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.read.ChangeReading;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.trail.query.ReadPlaces;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells why a cost changed. It is worked out for who asks, from charges that they may see: for a lead an event that they may not see whole is
 * no cause, and others see at a change the events that it is put down to.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = ChangeService.LONGEST_SECONDS)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class ChangeService {
    static final int LONGEST_SECONDS = 30;
    /** Parts of all changes together, some five hundred bytes each. */
    private static final int MOST_KEPT = 200_000;

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final ChangeReading reading;
    private final PartQueries charges;
    private final ResourceVisibility resources;
    private final Scope scope;
    private final KeptChanges daily;
    private final Cache<Asked, Change> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Asked asked, Change change) -> 1
                    + change.currencies().stream()
                            .mapToInt(one -> one.parts().size())
                            .sum())
            .expireAfterWrite(KEPT)
            .build();

    ChangeService(
            ChangeReading reading, PartQueries charges, ResourceVisibility resources, Scope scope, KeptChanges daily) {
        this.reading = reading;
        this.charges = charges;
        this.resources = resources;
        this.scope = scope;
        this.daily = daily;
    }

    private record Asked(
            ChangeQuestion question,
            Visibility visibility,
            Visible visible,
            Map<LocalDate, UUID> versions,
            ReadPlaces read) {}

    /**
     * Empty where nothing changed that the person may see. Events that are read anew within ten minutes may not count yet, unless they
     * complete an account's.
     */
    public Change change(ChangeQuestion question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return Change.nothing(question);
        }
        Visible visible = resources.now();
        var asked = new Asked(
                question,
                visibility,
                visible,
                charges.versions(
                        question.before().from().minusDays(Evidence.QUIET_DAYS),
                        question.now().to()),
                reading.read(question));
        Change known = kept.getIfPresent(asked);
        if (known == null) {
            known = before(question, visibility, visible).orElseGet(() -> reading.of(question, visibility, visible));
            kept.put(asked, known);
        }
        return known;
    }

    /** What a job has worked out already; that is of everything, and for nobody who sees less. */
    private Optional<Change> before(ChangeQuestion question, Visibility visibility, Visible visible) {
        return visibility.everything() && visible.everything()
                ? DayOfTeam.of(question).flatMap(daily::find)
                : Optional.empty();
    }
}
