package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.pools.PoolRefused.Field;
import dev.bursar.chargeback.pools.PoolRefused.Plain;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.chargeback.split.PoolTerms;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** Checks pools as people want them, against pools, teams and charges that are there. */
@Component
class PoolChecks {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_METRIC = 60;
    private static final int MOST_POOLS = 50;
    private static final int MOST_DECIMALS = 4;
    /** A pool that takes nothing of so many of the newest months is refused. */
    private static final int MONTHS_LOOKED_AT = 3;

    private final CutStore cuts;
    private final LedgerMonths ledger;
    private final Allocations allocations;
    private final PoolStore store;
    private final Organisation organisation;
    private final Clock clock;

    PoolChecks(
            CutStore cuts,
            LedgerMonths ledger,
            Allocations allocations,
            PoolStore store,
            Organisation organisation,
            Clock clock) {
        this.cuts = cuts;
        this.ledger = ledger;
        this.allocations = allocations;
        this.store = store;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** The pools of a month but for one, in their order. */
    List<Pool> others(YearMonth month, int pool) {
        return store.of(month).stream().filter(one -> one.id() != pool).toList();
    }

    /** Pools, some of them changed or added. */
    static List<Pool> with(List<Pool> before, List<Pool> changed) {
        Set<Integer> ids = changed.stream().map(Pool::id).collect(Collectors.toSet());
        return Stream.concat(before.stream().filter(pool -> !ids.contains(pool.id())), changed.stream())
                .toList();
    }

    /** The drafts as pools in their places; new ones have numbers below 0. */
    List<Pool> checked(int id, List<PoolDraft> drafts) {
        var pools = new ArrayList<Pool>();
        var names = new HashSet<String>();
        for (PoolDraft draft : drafts) {
            check(id, draft);
            if (!names.add(draft.name().strip().toLowerCase(Locale.ROOT))) {
                throw new PoolRefused(Field.NAME, Plain.NAMED_TWICE);
            }
            List<Pool> others = with(others(draft.from(), id), pools);
            int number = id == 0 ? -1 - pools.size() : id;
            BigDecimal position = pools.isEmpty()
                    ? position(others, draft.after())
                    : pools.getLast().position().add(BigDecimal.ONE);
            var pool = new Pool(
                    number,
                    draft.name().strip(),
                    position,
                    draft.selection(),
                    split(id, draft.split()),
                    draft.passes());
            checkParts(pool, others);
            pools.add(pool);
        }
        checkTaken(pools);
        return pools;
    }

    /** A part falls to a later pool only, so that there are no cycles. */
    private static void checkParts(Pool pool, List<Pool> others) {
        pool.passes().ifPresent(part -> {
            if (part.percent().signum() <= 0
                    || part.percent().compareTo(BigDecimal.valueOf(100)) >= 0
                    || part.percent().stripTrailingZeros().scale() > MOST_DECIMALS) {
                throw new PoolRefused(Field.LATER, Plain.PART_OUTSIDE);
            }
            Optional<Pool> later =
                    others.stream().filter(one -> one.id() == part.pool()).findFirst();
            if (later.filter(one -> one.position().compareTo(pool.position()) > 0)
                    .isEmpty()) {
                throw new PoolRefused(
                        Field.LATER,
                        new PoolRefused.NotLater(later.map(Pool::name).orElse("The other pool")));
            }
        });
        others.stream()
                .filter(one ->
                        one.passes().filter(part -> part.pool() == pool.id()).isPresent())
                .filter(one -> one.position().compareTo(pool.position()) >= 0)
                .findFirst()
                .ifPresent(from -> {
                    throw new PoolRefused(Field.LATER, new PoolRefused.GetsPart(from.name()));
                });
    }

    /** @throws PoolRefused while another pool passes a part on to one that ends */
    void checkEnd(int id, YearMonth from) {
        checkFrom(from);
        Stream<Pool> later = store.all().stream()
                .filter(terms -> !terms.ended() && terms.from().isAfter(from))
                .map(PoolTerms::pool);
        Stream.concat(others(from, id).stream(), later)
                .filter(one -> one.passes().filter(part -> part.pool() == id).isPresent())
                .findFirst()
                .ifPresent(one -> {
                    throw new PoolRefused(Field.FROM, new PoolRefused.GetsPart(one.name()));
                });
    }

    /** Numbers are entered by month, and stay where the pool changes. */
    private PoolSplit split(int id, PoolSplit wanted) {
        return wanted instanceof PoolSplit.Metric by
                ? new PoolSplit.Metric(by.name().strip(), id == 0 ? Map.of() : store.numbers(id), by.leftOut())
                : wanted;
    }

    /** Between the pool before and the one after it. */
    private static BigDecimal position(List<Pool> others, int after) {
        List<Pool> inOrder = others.stream()
                .sorted(Comparator.comparing(Pool::position).thenComparing(Pool::id))
                .toList();
        int at = -1;
        for (int i = 0; i < inOrder.size(); i++) {
            if (inOrder.get(i).id() == after) {
                at = i;
            }
        }
        if (at < 0 && after != 0) {
            // it doesn't hold in that month
            at = inOrder.size() - 1;
        }
        BigDecimal low = at < 0 ? null : inOrder.get(at).position();
        BigDecimal high = at + 1 < inOrder.size() ? inOrder.get(at + 1).position() : null;
        if (low == null) {
            return high == null ? BigDecimal.ONE : high.subtract(BigDecimal.ONE);
        }
        return high == null ? low.add(BigDecimal.ONE) : low.add(high).multiply(new BigDecimal("0.5"));
    }

    private void check(int id, PoolDraft draft) {
        String name = draft.name().strip();
        if (name.isEmpty()) {
            throw new PoolRefused(Field.NAME, Plain.NO_NAME);
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new PoolRefused(Field.NAME, Plain.NAME_TOO_LONG);
        }
        List<Pool> others = others(draft.from(), id);
        if (others.stream().anyMatch(pool -> pool.name().equalsIgnoreCase(name))) {
            throw new PoolRefused(Field.NAME, Plain.NAME_TAKEN);
        }
        if (others.size() >= MOST_POOLS) {
            throw new PoolRefused(Field.NAME, Plain.TOO_MANY);
        }
        if (draft.selection().isEmpty()) {
            throw new PoolRefused(Field.SELECTION, Plain.NOTHING_CHOSEN);
        }
        checkFrom(draft.from());
        switch (draft.split()) {
            case PoolSplit.Even even -> {}
            case PoolSplit.Fixed(Map<Integer, BigDecimal> percents) -> checkShares(percents, draft.from());
            case PoolSplit.Proportional by -> {
                if (by.basis() == PoolSplit.Basis.SERVICES && by.services().isEmpty()) {
                    throw new PoolRefused(Field.SPLIT, Plain.NO_SERVICES);
                }
            }
            case PoolSplit.Quantity by -> {
                if (by.services().isEmpty()) {
                    throw new PoolRefused(Field.SPLIT, Plain.NO_SERVICES);
                }
                if (by.unit().isBlank()) {
                    throw new PoolRefused(Field.UNIT, Plain.NO_UNIT);
                }
            }
            case PoolSplit.Metric by -> {
                String metric = by.name().strip();
                if (metric.isEmpty()
                        || metric.length() > LONGEST_METRIC
                        || metric.chars().anyMatch(Character::isISOControl)) {
                    throw new PoolRefused(Field.METRIC, Plain.NO_METRIC);
                }
            }
        }
    }

    /** @throws PoolRefused before the first charges, in a month that is closed, and beyond the next one */
    void checkFrom(YearMonth from) {
        List<Cut> cuts = this.cuts.all();
        YearMonth latest = YearMonth.from(Today.of(clock)).plusMonths(1);
        YearMonth first = cuts.isEmpty()
                ? YearMonth.from(Today.of(clock))
                : cuts.getLast().month();
        YearMonth earliest = ledger.lastClosed()
                .map(closed -> closed.plusMonths(1))
                .filter(first::isBefore)
                .orElse(first);
        if (from.isBefore(earliest) || from.isAfter(latest)) {
            throw new PoolRefused(Field.FROM, new PoolRefused.MonthOutside(earliest, latest));
        }
    }

    private void checkShares(Map<Integer, BigDecimal> percents, YearMonth from) {
        if (percents.isEmpty()) {
            throw new PoolRefused(Field.SHARES, Plain.NO_SHARES);
        }
        Map<TeamId, String> names = DimensionLabels.teamNames(organisation);
        for (var share : percents.entrySet()) {
            String name = names.getOrDefault(new TeamId(share.getKey()), "A team");
            if (share.getValue().signum() <= 0) {
                throw new PoolRefused(Field.SHARES, new PoolRefused.ShareNotPositive(name));
            }
            if (share.getValue().stripTrailingZeros().scale() > MOST_DECIMALS) {
                throw new PoolRefused(Field.SHARES, new PoolRefused.ShareTooFine(name));
            }
            if (!allocations.teams(from).contains(share.getKey())) {
                PoolRefused.Reason gone = Optional.ofNullable(
                                organisation.days().get(new TeamId(share.getKey())))
                        .map(Organisation.TeamDays::to)
                        .<PoolRefused.Reason>map(end -> new PoolRefused.TeamEnded(name, end.minusDays(1)))
                        .orElse(new PoolRefused.TeamNotThere(name, from));
                throw new PoolRefused(Field.SHARES, gone);
            }
        }
        BigDecimal sum = percents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
            throw new PoolRefused(Field.SHARES, new PoolRefused.SharesSum(sum));
        }
    }

    /** A pool that takes nothing is a mistake, and so is one that can't be split. */
    private void checkTaken(List<Pool> pools) {
        List<Cut> cuts = this.cuts.all().stream().limit(MONTHS_LOOKED_AT).toList();
        Map<Integer, List<PoolResult>> results = cuts.stream()
                .flatMap(cut -> allocations.of(cut, with(store.of(cut.month()), pools)).stream())
                .flatMap(allocation -> allocation.pools().stream())
                .collect(Collectors.groupingBy(result -> result.pool().id()));
        for (Pool pool : pools) {
            List<PoolResult> ofPool = results.getOrDefault(pool.id(), List.of());
            if (ofPool.stream().noneMatch(PoolResult::tookCharges)) {
                throw new PoolRefused(Field.SELECTION, nothing(pool, ofPool, cuts, results));
            }
            boolean split = ofPool.stream()
                    .anyMatch(result -> result.tookCharges() && result.unsplit().isEmpty());
            // numbers are entered once the pool is there
            if (!split && !(pool.split() instanceof PoolSplit.Metric)) {
                boolean noUnit = unsplit(ofPool, Unsplit.NO_UNIT);
                if (unsplit(ofPool, Unsplit.ONLY_NEW_TEAMS)) {
                    throw new PoolRefused(Field.SPLIT, Plain.ONLY_NEW_TEAMS);
                }
                throw new PoolRefused(
                        Field.SPLIT,
                        noUnit ? new PoolRefused.NoUnitGiven(pool.split()) : new PoolRefused.NoWeights(pool.split()));
            }
        }
    }

    private static boolean unsplit(List<PoolResult> results, Unsplit why) {
        return results.stream()
                .anyMatch(result -> result.unsplit().filter(why::equals).isPresent());
    }

    private static PoolRefused.Reason nothing(
            Pool pool, List<PoolResult> ofPool, List<Cut> cuts, Map<Integer, List<PoolResult>> results) {
        Optional<String> earlier = ofPool.stream()
                .flatMap(result -> result.takenBefore().keySet().stream())
                .findFirst()
                .flatMap(id -> results.getOrDefault(id, List.of()).stream().findFirst())
                .map(result -> result.pool().name());
        if (earlier.isPresent()) {
            return new PoolRefused.TakenBefore(earlier.get(), pool.name());
        }
        return cuts.isEmpty()
                ? Plain.NO_CHARGES
                : new PoolRefused.NothingMatches(
                        cuts.getLast().month(), cuts.getFirst().month());
    }
}
