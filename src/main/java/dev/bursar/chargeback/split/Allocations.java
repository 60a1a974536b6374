package dev.bursar.chargeback.split;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutQuantities;
import dev.bursar.chargeback.cut.CutQuantity;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Allocates cuts by the pools of their months. The last ones are kept: a cut never changes, so that they hold until pools or teams do.
 * Who may see which is up to its callers.
 */
@Component
public class Allocations {
    private static final int KEPT = 60;
    private static final int KEPT_CHARGES = 4;
    private static final int KEPT_SUMS = 500;

    private final CutStore cuts;
    private final CutQuantities quantities;
    private final KeptAllocations issued;
    private final PoolStore pools;
    private final Organisation organisation;
    private final Cache<Key, List<Allocation>> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    /** They are small: those of all drafts fit, however many months there are. */
    private final Cache<Key, List<MonthSums>> sums =
            Caffeine.newBuilder().maximumSize(KEPT_SUMS).build();

    private final Cache<Long, List<CutCharge>> charges =
            Caffeine.newBuilder().maximumSize(KEPT_CHARGES).build();

    Allocations(
            CutStore cuts,
            CutQuantities quantities,
            KeptAllocations issued,
            PoolStore pools,
            Organisation organisation) {
        this.cuts = cuts;
        this.quantities = quantities;
        this.issued = issued;
        this.pools = pools;
        this.organisation = organisation;
    }

    private record Key(long cut, List<Pool> pools, Set<Integer> teams, Set<Integer> unconfirmed) {}

    /** One allocation for each currency of the cut: as it was issued, else by the pools that hold in its month. */
    public List<Allocation> of(Cut cut) {
        return issued.of(cut.id()).orElseGet(() -> now(cut));
    }

    /** The same by the pools and teams of now, whatever was issued. */
    public List<Allocation> now(Cut cut) {
        return of(cut, pools.of(cut.month()));
    }

    /** The same by pools that are not stored. */
    public List<Allocation> of(Cut cut, List<Pool> inForce) {
        return of(cut, key(cut, inForce));
    }

    private Key key(Cut cut, List<Pool> inForce) {
        return new Key(cut.id(), inForce, teams(cut.month()), unconfirmed());
    }

    private List<Allocation> of(Cut cut, Key key) {
        return kept.get(
                key,
                any -> new Allocator(
                                cut.month(), key.pools(), key.teams(), key.unconfirmed(), quantities(cut, key.pools()))
                        .allocate(charges(cut)));
    }

    /** What drafts come to by the pools and teams of now, by the number of their cut. */
    public Map<Long, List<MonthSums>> sums(List<Cut> drafts) {
        List<PoolTerms> terms = drafts.isEmpty() ? List.of() : pools.all();
        Map<Long, List<MonthSums>> byCut = new HashMap<>();
        for (Cut cut : drafts) {
            Key key = key(cut, PoolStore.in(cut.month(), terms));
            byCut.put(cut.id(), sums.get(key, any -> MonthSums.of(of(cut, key))));
        }
        return byCut;
    }

    private List<CutQuantity> quantities(Cut cut, List<Pool> pools) {
        return pools.stream().anyMatch(pool -> pool.split() instanceof PoolSplit.Quantity)
                ? quantities.of(cut.id())
                : List.of();
    }

    /** The units in which cuts have usage, by service. */
    public Map<String, Set<String>> units(List<Cut> of) {
        return of.stream()
                .flatMap(cut -> quantities.of(cut.id()).stream())
                .filter(one -> !one.unit().isEmpty())
                .collect(Collectors.groupingBy(
                        CutQuantity::service, Collectors.mapping(CutQuantity::unit, Collectors.toUnmodifiableSet())));
    }

    /** What the cut holds. */
    public List<CutCharge> charges(Cut cut) {
        return charges.get(cut.id(), cuts::charges);
    }

    /** The numbers of new teams: they have statements, but no part of a pool. */
    public Set<Integer> unconfirmed() {
        return organisation.unconfirmed().stream().map(TeamId::value).collect(Collectors.toUnmodifiableSet());
    }

    /** The numbers of the teams that are there on some day of a month. */
    public Set<Integer> teams(YearMonth month) {
        LocalDate first = month.atDay(1);
        LocalDate next = month.plusMonths(1).atDay(1);
        return organisation.days().entrySet().stream()
                .filter(team -> team.getValue().from().isBefore(next)
                        && (team.getValue().to() == null || team.getValue().to().isAfter(first)))
                .map(team -> team.getKey().value())
                .collect(Collectors.toUnmodifiableSet());
    }
}
