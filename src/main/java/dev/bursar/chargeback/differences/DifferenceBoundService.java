package dev.bursar.chargeback.differences;

import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets an admin decide up to which a difference can be accepted. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class DifferenceBoundService {
    private static final String SUBJECT = MonthSubjects.KIND + ":differences";
    private static final int DECIMALS_OF_AMOUNT = 2;
    private static final int DECIMALS_OF_SHARE = 6;

    private final DifferenceBounds store;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    DifferenceBoundService(DifferenceBounds store, Journal journal, Scope scope, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * @param version 0 until an admin changes it
     * @param change when it was changed last, by whom
     */
    public record State(DifferenceBound bound, int version, Optional<Change> change) {}

    public record Change(Instant at, String by) {}

    public State state() {
        return store.changed()
                .map(changed -> new State(
                        changed.bound(), changed.version(), Optional.of(new Change(changed.at(), changed.by()))))
                .orElseGet(() -> new State(DifferenceBound.USUAL, 0, Optional.empty()));
    }

    /**
     * Changes it for differences that are accepted from now on.
     *
     * @param version that was looked at
     * @throws DifferenceRefused where a figure is out of range
     * @throws StaleEdit where somebody else changed it since
     */
    @Writes(Guard.CONDITION)
    public void change(DifferenceBound bound, int version) {
        if (!isWithin(bound.amount(), DifferenceBound.HIGHEST_AMOUNT, DECIMALS_OF_AMOUNT)) {
            throw new DifferenceRefused(Why.AMOUNT_OUT_OF_RANGE);
        }
        if (!isWithin(bound.share(), DifferenceBound.HIGHEST_SHARE, DECIMALS_OF_SHARE)) {
            throw new DifferenceRefused(Why.SHARE_OUT_OF_RANGE);
        }
        DifferenceBound before = store.bound();
        if (!store.change(bound, version, scope.actor().name(), clock.instant())) {
            throw new StaleEdit(SUBJECT);
        }
        journal.record(DifferenceAction.BOUND_CHANGED, SUBJECT, facts(before), facts(bound));
    }

    private static boolean isWithin(BigDecimal figure, BigDecimal highest, int decimals) {
        return figure.signum() >= 0
                && figure.compareTo(highest) <= 0
                && figure.stripTrailingZeros().scale() <= decimals;
    }

    private static Map<String, String> facts(DifferenceBound bound) {
        return Map.of(
                "amount", bound.amount().toPlainString(), "share", bound.share().toPlainString());
    }
}
