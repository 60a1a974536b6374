package dev.bursar.chargeback.month;

import dev.bursar.chargeback.corrections.OwnerChanges;
import dev.bursar.chargeback.corrections.OwnerChanges.OwnerChange;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.Issue;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.statement.Adjustments;
import dev.bursar.chargeback.statement.Adjustments.Moved;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Charges of closed months that today's rules give to another team: finance may re-allocate them by an adjustment. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class OwnerChangeService {
    private static final int MOST = 50;

    private final Allocations allocations;
    private final OpenCorrections corrections;
    private final CutStore cuts;
    private final IssueStore issues;
    private final LedgerMonths ledger;
    private final Adjustments adjustments;
    private final Organisation organisation;
    private final Scope scope;

    OwnerChangeService(
            Allocations allocations,
            OpenCorrections corrections,
            CutStore cuts,
            IssueStore issues,
            LedgerMonths ledger,
            Adjustments adjustments,
            Organisation organisation,
            Scope scope) {
        this.allocations = allocations;
        this.corrections = corrections;
        this.cuts = cuts;
        this.issues = issues;
        this.ledger = ledger;
        this.adjustments = adjustments;
        this.organisation = organisation;
        this.scope = scope;
    }

    /**
     * What differs.
     *
     * @param largest at most 50, the largest first; none that rounds to nothing
     * @param all how many there are
     * @param moved what posted adjustments have moved of the month, by accounts and currency
     * @param teams names by number; 0 is Unallocated
     * @param accounts names by id
     * @param mayPost whether the person may re-allocate
     */
    public record Changes(
            List<OwnerChange> largest,
            int all,
            List<Moved> moved,
            Map<Integer, String> teams,
            Map<String, String> accounts,
            boolean mayPost) {
        public Changes {
            largest = List.copyOf(largest);
            moved = List.copyOf(moved);
            teams = Map.copyOf(teams);
            accounts = Map.copyOf(accounts);
        }
    }

    /** Nothing of a month that isn't closed. */
    public Changes changes(YearMonth month) {
        boolean closed = ledger.find(month).flatMap(one -> one.closed()).isPresent();
        List<OwnerChange> all = closed ? all(month) : List.of();
        return new Changes(
                all.stream().limit(MOST).toList(),
                all.size(),
                all.isEmpty() ? List.of() : adjustments.moved(month),
                DimensionLabels.teamNames(organisation).entrySet().stream()
                        .collect(Collectors.toMap(name -> name.getKey().value(), Map.Entry::getValue)),
                all.isEmpty() ? Map.of() : DimensionLabels.accountNames(organisation),
                scope.has(Role.FINANCE));
    }

    private List<OwnerChange> all(YearMonth month) {
        Optional<Cut> kept = issues.last(month).map(Issue::cut).flatMap(cuts::kept);
        Optional<Cut> newest = cuts.newest(month);
        if (kept.isEmpty()
                || newest.isEmpty()
                || kept.get().id() == newest.get().id()) {
            return List.of();
        }
        Cut before = kept.get();
        Cut now = newest.get();
        List<Pool> pools = allocations.of(before).stream()
                .flatMap(allocation -> allocation.pools().stream())
                .map(PoolResult::pool)
                .distinct()
                .toList();
        return OwnerChanges.of(
                        month,
                        cuts.lines(before.id()),
                        cuts.lines(now.id()),
                        pools,
                        before.fromExports() != now.fromExports()
                                || before.fromCostExplorer() != now.fromCostExplorer(),
                        corrections.payer(ledger.next().orElse(month)))
                .stream()
                .filter(OwnerChangeService::isSomething)
                .sorted(Comparator.comparing(
                                (OwnerChange change) -> change.amount().abs())
                        .reversed())
                .toList();
    }

    private static boolean isSomething(OwnerChange change) {
        return change.amount()
                        .setScale(Decimals.of(change.currency()), RoundingMode.HALF_UP)
                        .signum()
                != 0;
    }
}
