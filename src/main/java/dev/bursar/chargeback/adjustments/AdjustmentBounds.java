package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** What adjustments can be about: months of the ledger that have costs, their currencies, and teams that are there. */
@Component
class AdjustmentBounds {
    private final LedgerMonths months;
    private final CutStore cuts;
    private final Allocations allocations;
    private final Organisation organisation;

    AdjustmentBounds(LedgerMonths months, CutStore cuts, Allocations allocations, Organisation organisation) {
        this.months = months;
        this.cuts = cuts;
        this.allocations = allocations;
        this.organisation = organisation;
    }

    boolean hasCosts(YearMonth month) {
        return cuts.find(month).isPresent();
    }

    /**
     * @param month in which it stands
     * @throws AdjustmentRefused with all that is wrong
     */
    CheckedAdjustment checked(AdjustmentDraft draft, YearMonth month) {
        YearMonth about = draft.ofMonth();
        return CheckedAdjustment.of(
                draft,
                new CheckedAdjustment.Bounds(month, months.start().orElse(month), allocations.teams(month)),
                about == null ? Set.of() : Set.copyOf(currencies(List.of(about))));
    }

    /** Empty where none can be made yet. */
    Optional<AdjustmentChoices> choices() {
        return months.next().filter(month -> cuts.find(month).isPresent()).map(month -> {
            YearMonth first = months.start().orElse(month);
            List<YearMonth> about = Stream.iterate(month, one -> !one.isBefore(first), one -> one.minusMonths(1))
                    .toList();
            Set<Integer> there = allocations.teams(month);
            return new AdjustmentChoices(
                    month,
                    about,
                    Stream.concat(
                                    organisation.teams().stream()
                                            .map(team -> team.id().value())
                                            .filter(there::contains)
                                            .map(LedgerAccount.Team::new),
                                    Stream.of(LedgerAccount.Fixed.UNALLOCATED, LedgerAccount.Fixed.INTERNAL))
                            .map(LedgerAccount.class::cast)
                            .toList(),
                    currencies(about));
        });
    }

    private List<String> currencies(List<YearMonth> of) {
        return List.copyOf(cuts.all().stream()
                .filter(cut -> of.contains(cut.month()))
                .flatMap(cut -> allocations.of(cut).stream())
                .map(Allocation::currency)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
