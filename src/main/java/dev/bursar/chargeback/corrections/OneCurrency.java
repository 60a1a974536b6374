package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.corrections.ChargePlace.Name;
import dev.bursar.chargeback.corrections.ChargePlace.Part;
import dev.bursar.chargeback.corrections.CorrectionLine.Key;
import dev.bursar.chargeback.corrections.OneCurrency.ChargeChanges.Change;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocator;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.LargestRemainder;
import module java.base;

/**
 * A month's corrections in one currency. Rounding goes down from the whole: teams and pools are rounded to what is left between the newest
 * total and the issued one, a team's lines to the team; a pool is split over its teams.
 */
final class OneCurrency {
    /** Decimals beyond those of a pool's change, to which its exact shares are cut. */
    private static final int MORE_DECIMALS = 12;

    private final YearMonth month;
    private final String currency;
    private final int decimals;
    private final List<Pool> pools;
    private final Optional<Allocation> issued;
    private final Map<Integer, Map<Key, BigDecimal>> direct = new TreeMap<>();
    private final Map<Integer, BigDecimal> taken = new TreeMap<>();
    private final List<CorrectionLine> lines = new ArrayList<>();

    /**
     * @param pools in the order in which they took charges
     */
    OneCurrency(YearMonth month, String currency, List<Pool> pools, Optional<Allocation> issued) {
        this.month = month;
        this.currency = currency;
        this.pools = pools;
        this.issued = issued;
        decimals = Decimals.of(currency);
    }

    List<CorrectionLine> lines(List<CutLine> kept, List<CutLine> newest, boolean otherSource) {
        BigDecimal before = billed(kept);
        if (issued.map(Allocation::exact).orElse(BigDecimal.ZERO).compareTo(before) != 0) {
            throw new IllegalArgumentException("Statements of " + month + " were not issued from this cut");
        }
        ChargeChanges.of(kept, newest, pools, otherSource).forEach(this::place);
        passOn();
        BigDecimal total = billed(newest).setScale(decimals, RoundingMode.HALF_UP);
        round(total.subtract(issued.map(Allocation::total).orElse(BigDecimal.ZERO)));
        return lines.stream()
                .filter(line -> line.exact().signum() != 0 || line.amount().signum() != 0)
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    private void place(Change change) {
        int pool = Allocator.poolOf(pools, charge(change), change.unused());
        if (pool != 0) {
            taken.merge(pool, change.amount(), BigDecimal::add);
            return;
        }
        var name = change.name();
        var key = new Key(month, change.team(), 0, name.account(), name.service(), name.category(), currency);
        direct.computeIfAbsent(change.team(), any -> new TreeMap<>()).merge(key, change.amount(), BigDecimal::add);
    }

    /** Parts that fall to later pools, as they were issued; a pool that couldn't be split then passes nothing on. */
    private void passOn() {
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            List<Pool> later = pools.subList(i + 1, pools.size());
            BigDecimal all = taken.getOrDefault(pool.id(), BigDecimal.ZERO);
            pool.passes()
                    .filter(part -> later.stream().anyMatch(one -> one.id() == part.pool()))
                    .filter(any ->
                            result(pool.id()).flatMap(PoolResult::unsplit).isEmpty())
                    .map(part -> Map.entry(part.pool(), part.of(all)))
                    .filter(part -> part.getValue().signum() != 0)
                    .ifPresent(part -> {
                        taken.merge(pool.id(), part.getValue().negate(), BigDecimal::add);
                        taken.merge(part.getKey(), part.getValue(), BigDecimal::add);
                    });
        }
    }

    private Optional<PoolResult> result(int pool) {
        return issued.flatMap(allocation -> allocation.pools().stream()
                .filter(one -> one.pool().id() == pool)
                .findFirst());
    }

    /** As pools look at it. */
    private CutCharge charge(Change change) {
        var name = change.name();
        return new CutCharge(
                change.team(),
                name.account(),
                name.service(),
                name.recordType(),
                name.category(),
                change.kind(),
                false,
                month,
                currency,
                change.amount(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                name.caller());
    }

    private void round(BigDecimal whole) {
        List<BigDecimal> parts = Stream.concat(
                        direct.values().stream().map(lines -> Amounts.sum(lines.values())), taken.values().stream())
                .toList();
        List<BigDecimal> rounded = LargestRemainder.round(whole, decimals, parts);
        int at = 0;
        for (Map<Key, BigDecimal> ofTeam : direct.values()) {
            List<Key> keys = List.copyOf(ofTeam.keySet());
            List<BigDecimal> exact = List.copyOf(ofTeam.values());
            List<BigDecimal> amounts = LargestRemainder.round(rounded.get(at), decimals, exact);
            for (int i = 0; i < keys.size(); i++) {
                add(keys.get(i), exact.get(i), amounts.get(i));
            }
            at++;
        }
        for (Map.Entry<Integer, BigDecimal> pool : taken.entrySet()) {
            split(pool.getKey(), pool.getValue(), rounded.get(at));
            at++;
        }
    }

    /** By the weights that were issued; without any it stays with Unallocated, as pools that can't be split do. */
    private void split(int pool, BigDecimal exact, BigDecimal amount) {
        Map<Integer, BigDecimal> weights = weights(pool);
        if (weights.isEmpty()) {
            add(share(pool, 0), exact, amount);
            return;
        }
        List<Integer> teams = List.copyOf(weights.keySet());
        List<BigDecimal> each = List.copyOf(weights.values());
        int digits = Math.max(exact.scale(), decimals) + MORE_DECIMALS;
        List<BigDecimal> shares = LargestRemainder.split(exact.setScale(digits), digits, each);
        List<BigDecimal> amounts = LargestRemainder.split(amount, decimals, each);
        for (int i = 0; i < teams.size(); i++) {
            add(share(pool, teams.get(i)), shares.get(i), amounts.get(i));
        }
    }

    /** A pool that took nothing when the month was issued has none, but for fixed shares and numbers. */
    private Map<Integer, BigDecimal> weights(int pool) {
        Map<Integer, BigDecimal> weights = new TreeMap<>();
        Optional<PoolResult> result = result(pool);
        result.ifPresent(one -> one.shares().forEach(share -> weights.put(share.team(), share.weight())));
        if (weights.isEmpty() && result.flatMap(PoolResult::unsplit).isEmpty()) {
            pools.stream()
                    .filter(one -> one.id() == pool)
                    .forEach(one -> weights.putAll(
                            switch (one.split()) {
                                case PoolSplit.Fixed fixed -> fixed.percents();
                                case PoolSplit.Metric by -> counted(by);
                                case PoolSplit.Even even -> Map.of();
                                case PoolSplit.Proportional by -> Map.of();
                                case PoolSplit.Quantity by -> Map.of();
                            }));
        }
        weights.values().removeIf(weight -> weight.signum() <= 0);
        return weights;
    }

    private Map<Integer, BigDecimal> counted(PoolSplit.Metric split) {
        Map<Integer, BigDecimal> numbers = new TreeMap<>(split.of(month));
        numbers.keySet().removeAll(split.leftOut());
        return numbers;
    }

    private Key share(int pool, int team) {
        return new Key(month, team, pool, "", "", ChargeCategory.PURCHASE, currency);
    }

    private void add(Key key, BigDecimal exact, BigDecimal amount) {
        lines.add(new CorrectionLine(
                key.ofMonth(),
                key.originTeam(),
                key.originTeam(),
                key.pool(),
                key.account(),
                key.service(),
                key.category(),
                key.currency(),
                exact,
                amount));
    }

    private static BigDecimal billed(List<CutLine> lines) {
        return Amounts.sum(lines.stream().map(line -> line.charge().billed()).toList());
    }

    /**
     * What changed between two cuts in one currency, by whom the kept cut names. The changes add up to the difference of the cuts; another
     * owner, another name and another source of the same charges are none.
     */
    static final class ChargeChanges {
        /**
         * @param unused whether it is about the unused part of a commitment fee
         */
        record Change(Name name, ChargeKind kind, int team, boolean unused, BigDecimal amount) {}

        private final List<Change> changes = new ArrayList<>();

        private ChargeChanges() {}

        static List<Change> of(List<CutLine> kept, List<CutLine> newest, List<Pool> issued, boolean otherSource) {
            List<ChargePlace> places = SameCharges.places(kept, newest, issued);
            var changes = new ChargeChanges();
            if (otherSource) {
                changes.acrossSources(places);
            } else {
                SameCharges.byName(places).forEach(changes::ofGroup);
                changes.unused(places);
            }
            return changes.changes.stream()
                    .filter(change -> change.amount().signum() != 0)
                    .toList();
        }

        private void ofGroup(List<ChargePlace> group) {
            if (group.size() == 1) {
                ChargePlace place = group.getFirst();
                place.changes().forEach((part, amount) -> add(place.name(), part, amount));
            } else {
                ChargePlace largest = SameCharges.largest(group);
                add(largest.name(), largest.largest(), SameCharges.change(group));
            }
        }

        /** An account's changes are netted by category, by team where these have one sign; if all of them come to zero, nothing changed. */
        private void acrossSources(List<ChargePlace> places) {
            for (List<ChargePlace> account : SameCharges.groups(places, Name::account)) {
                if (SameCharges.change(account).signum() != 0) {
                    SameCharges.bySource(account).forEach(this::ofSource);
                }
            }
        }

        private void ofSource(List<ChargePlace> sort) {
            var own = new ArrayList<Change>();
            sort.forEach(place -> place.changes()
                    .forEach((part, amount) ->
                            own.add(new Change(place.name(), part.kind(), part.team(), false, amount))));
            Map<Integer, List<Change>> byTeam =
                    own.stream().collect(Collectors.groupingBy(Change::team, TreeMap::new, Collectors.toList()));
            if (!Amounts.oneSign(
                    byTeam.values().stream().map(ChargeChanges::sum).toList())) {
                ChargePlace largest = SameCharges.largest(sort);
                add(largest.name(), largest.largest(), sum(own));
                return;
            }
            byTeam.forEach((team, ofTeam) -> {
                if (Amounts.oneSign(ofTeam.stream().map(Change::amount).toList())) {
                    changes.addAll(ofTeam);
                    return;
                }
                List<ChargePlace> theirs = sort.stream()
                        .filter(place -> place.known() && place.largest().team() == team)
                        .toList();
                if (theirs.isEmpty()) {
                    Change largest = Amounts.largest(ofTeam.stream()
                            .collect(Collectors.toMap(
                                    Function.identity(), Change::amount, BigDecimal::add, LinkedHashMap::new)));
                    add(largest.name(), new Part(largest.kind(), team), sum(ofTeam));
                } else {
                    ChargePlace largest = SameCharges.largest(theirs);
                    add(largest.name(), largest.largest(), sum(ofTeam));
                }
            });
        }

        private record Fees(String account, String service) {}

        /** Of a fee that stays the same more or less may be unused: pools may take the one and not the other. */
        private void unused(List<ChargePlace> places) {
            List<ChargePlace> fees =
                    places.stream().filter(ChargePlace::hasFees).toList();
            var renamed = fees.stream()
                    .filter(place -> place.vanished() || place.appeared())
                    .map(place -> place.name().account())
                    .collect(Collectors.toSet());
            for (List<ChargePlace> group : SameCharges.groups(
                    fees, name -> new Fees(name.account(), renamed.contains(name.account()) ? "" : name.service()))) {
                Map<ChargePlace, BigDecimal> own = byPlace(group, ChargePlace::unusedChange);
                if (Amounts.oneSign(own.values())) {
                    own.forEach(this::unused);
                } else {
                    unused(Amounts.largest(byPlace(group, ChargePlace::keptUnused)), Amounts.sum(own.values()));
                }
            }
        }

        private void unused(ChargePlace place, BigDecimal amount) {
            Part whose = place.mostUnused();
            changes.add(new Change(place.name(), whose.kind(), whose.team(), true, amount));
            changes.add(new Change(place.name(), whose.kind(), whose.team(), false, amount.negate()));
        }

        private void add(Name name, Part part, BigDecimal amount) {
            changes.add(new Change(name, part.kind(), part.team(), false, amount));
        }

        private static Map<ChargePlace, BigDecimal> byPlace(
                List<ChargePlace> places, Function<ChargePlace, BigDecimal> amount) {
            Map<ChargePlace, BigDecimal> amounts = new LinkedHashMap<>();
            places.forEach(place -> amounts.put(place, amount.apply(place)));
            return amounts;
        }

        private static BigDecimal sum(List<Change> changes) {
            return Amounts.sum(changes.stream().map(Change::amount).toList());
        }
    }
}
