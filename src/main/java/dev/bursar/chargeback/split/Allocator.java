package dev.bursar.chargeback.split;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutQuantity;
import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolResult.Share;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolWeights.Weights;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.LargestRemainder;
import module java.base;

/**
 * Allocates a month's charges: pools take theirs in order, weights come from what is left, and the rest is direct.
 *
 * <p>A pool may pass a part of what it took and got on to a later one. What it keeps is split, and rounded as a part of the month.
 *
 * <p>Rounding goes down from the whole: the total is rounded once; direct, corrections, each pool and Unallocated are rounded to it by
 * largest remainder, then teams within direct and corrections, then their lines; a pool is split over its teams. So each figure is within
 * one smallest unit of the exact one, and all figures add up. The result doesn't depend on the order of charges.
 */
public final class Allocator {
    private final YearMonth month;
    private final List<Pool> pools;
    private final PoolWeights weighing;

    /**
     * @param pools in any order
     * @param teams the numbers of those that are there on some day of the month
     * @param unconfirmed the numbers of new ones, which no split counts
     * @param quantities of the cut
     */
    public Allocator(
            YearMonth month,
            List<Pool> pools,
            Set<Integer> teams,
            Set<Integer> unconfirmed,
            List<CutQuantity> quantities) {
        this.month = month;
        this.pools = pools.stream()
                .sorted(Comparator.comparing(Pool::position).thenComparing(Pool::id))
                .toList();
        weighing = new PoolWeights(month, teams, unconfirmed, quantities);
    }

    /** One allocation for each currency, by its code. */
    public List<Allocation> allocate(List<CutCharge> charges) {
        var byCurrency =
                charges.stream().collect(Collectors.groupingBy(CutCharge::currency, TreeMap::new, Collectors.toList()));
        return byCurrency.entrySet().stream()
                .map(entry -> new OneCurrency(entry.getKey(), entry.getValue()).allocate())
                .toList();
    }

    /** What lines are told apart by. */
    private record Key(int team, String service, String account, ChargeCategory category, YearMonth chargeMonth) {
        static final Comparator<Key> ORDER = Comparator.comparingInt(Key::team)
                .thenComparing(Key::service)
                .thenComparing(Key::account)
                .thenComparing(Key::category)
                .thenComparing(Key::chargeMonth);
    }

    /** The part of a charge that one pool takes or none: of a commitment fee what nothing used, and the rest. */
    public record Portion(boolean unused, BigDecimal billed) {}

    public static List<Portion> portions(CutCharge charge) {
        return charge.unused().signum() == 0
                ? List.of(new Portion(false, charge.billed()))
                : List.of(
                        new Portion(true, charge.unused()),
                        new Portion(false, charge.billed().subtract(charge.unused())));
    }

    /**
     * The number of the pool that takes a charge, 0 for none.
     *
     * @param inOrder as they take charges
     */
    public static int poolOf(List<Pool> inOrder, CutCharge charge, boolean unused) {
        for (Pool pool : inOrder) {
            if (pool.selection().takes(charge, unused)) {
                return pool.id();
            }
        }
        return 0;
    }

    private final class OneCurrency {
        private final String currency;
        private final int decimals;
        private final List<CutCharge> charges;
        private final Map<Integer, BigDecimal> taken = new HashMap<>();
        private final Map<Integer, BigDecimal> got = new HashMap<>();
        private final Map<Integer, BigDecimal> passed = new HashMap<>();
        private final Map<Integer, Map<Integer, BigDecimal>> before = new HashMap<>();
        private final Map<Key, BigDecimal> direct = new TreeMap<>(Key.ORDER);
        private final Map<Key, BigDecimal> corrections = new TreeMap<>(Key.ORDER);
        private final Map<Key, BigDecimal> unallocated = new TreeMap<>(Key.ORDER);
        /** Usage that no pool took. */
        private final List<CutCharge> usage = new ArrayList<>();

        OneCurrency(String currency, List<CutCharge> charges) {
            this.currency = currency;
            this.charges = charges;
            decimals = Decimals.of(currency);
        }

        Allocation allocate() {
            charges.forEach(this::place);
            BigDecimal exact = charges.stream().map(CutCharge::billed).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal total = exact.setScale(decimals, RoundingMode.HALF_UP);
            List<Weights> weights = flow();
            BigDecimal unsplit = IntStream.range(0, pools.size())
                    .filter(i -> weights.get(i).problem() != null)
                    .mapToObj(i -> keeps(pools.get(i)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var parts = new ArrayList<BigDecimal>();
            parts.add(sum(direct));
            parts.add(sum(corrections));
            parts.add(sum(unallocated).add(unsplit));
            for (int i = 0; i < pools.size(); i++) {
                parts.add(weights.get(i).problem() == null ? keeps(pools.get(i)) : BigDecimal.ZERO);
            }
            List<BigDecimal> rounded = LargestRemainder.round(total, decimals, parts);
            var lines = new ArrayList<StatementLine>();
            lines.addAll(byTeam(Section.DIRECT, direct, rounded.get(0)));
            lines.addAll(byTeam(Section.CORRECTION, corrections, rounded.get(1)));
            var results = new ArrayList<PoolResult>();
            for (int i = 0; i < pools.size(); i++) {
                PoolResult result = result(pools.get(i), weights.get(i), rounded.get(3 + i));
                results.add(result);
                lines.addAll(shares(result));
            }
            lines.addAll(nobodys(rounded.get(2), weights));
            return new Allocation(currency, exact, total, withUnsplitAmounts(results, lines), lines);
        }

        private void place(CutCharge charge) {
            portions(charge).forEach(portion -> take(charge, portion.unused(), portion.billed()));
        }

        private void take(CutCharge charge, boolean unused, BigDecimal amount) {
            int taker = poolOf(pools, charge, unused);
            if (taker == 0 && isUsage(charge) && charge.team() != 0 && !charge.correction()) {
                usage.add(charge);
            }
            if (taker == 0) {
                Map<Key, BigDecimal> there =
                        charge.team() == 0 ? unallocated : charge.correction() ? corrections : direct;
                YearMonth of = charge.correction() ? charge.chargeMonth() : month;
                there.merge(
                        new Key(charge.team(), charge.service(), charge.account(), charge.category(), of),
                        amount,
                        BigDecimal::add);
                return;
            }
            taken.merge(taker, amount, BigDecimal::add);
            boolean later = false;
            for (Pool pool : pools) {
                if (later && pool.selection().takes(charge, unused)) {
                    before.computeIfAbsent(pool.id(), any -> new HashMap<>()).merge(taker, amount, BigDecimal::add);
                }
                later |= pool.id() == taker;
            }
        }

        /**
         * What pools get and pass on, in their order; a pool that can't be split keeps all of it.
         *
         * @return the weights of each pool
         */
        private List<Weights> flow() {
            Map<Integer, BigDecimal> ofTeams = direct.entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().team(), Map.Entry::getValue, BigDecimal::add));
            var each = new ArrayList<Weights>();
            for (int i = 0; i < pools.size(); i++) {
                Pool pool = pools.get(i);
                Weights weights = has(pool).signum() == 0
                        ? Weights.NONE
                        : weights(pool, pools.subList(i + 1, pools.size()), ofTeams);
                each.add(weights);
                Optional<Passed> part = pool.passes().filter(any -> weights.problem() == null);
                if (part.isPresent() && has(pool).signum() != 0) {
                    BigDecimal amount = part.get().of(has(pool));
                    passed.put(pool.id(), amount);
                    got.merge(part.get().pool(), amount, BigDecimal::add);
                }
            }
            return each;
        }

        private Weights weights(Pool pool, List<Pool> later, Map<Integer, BigDecimal> ofTeams) {
            if (pool.passes()
                    .filter(part -> later.stream().noneMatch(one -> one.id() == part.pool()))
                    .isPresent()) {
                return Weights.problem(Unsplit.LATER_POOL_GONE);
            }
            return weighing.of(pool.split(), ofTeams, usage);
        }

        /** What a pool took and got of earlier ones. */
        private BigDecimal has(Pool pool) {
            return taken.getOrDefault(pool.id(), BigDecimal.ZERO).add(got.getOrDefault(pool.id(), BigDecimal.ZERO));
        }

        /** The same less what it passes on. */
        private BigDecimal keeps(Pool pool) {
            return has(pool).subtract(passed.getOrDefault(pool.id(), BigDecimal.ZERO));
        }

        private static boolean isUsage(CutCharge charge) {
            return charge.kind() == ChargeKind.USAGE || charge.kind() == ChargeKind.COVERED_USAGE;
        }

        private PoolResult result(Pool pool, Weights weights, BigDecimal amount) {
            List<Integer> sharers = List.copyOf(weights.byTeam().keySet());
            List<Integer> inOrder = sharers.stream().sorted().toList();
            List<BigDecimal> each = inOrder.stream().map(weights.byTeam()::get).toList();
            var shares = new ArrayList<Share>();
            if (!each.isEmpty()) {
                List<BigDecimal> amounts = LargestRemainder.split(amount, decimals, each);
                for (int i = 0; i < each.size(); i++) {
                    shares.add(new Share(inOrder.get(i), each.get(i), amounts.get(i)));
                }
            }
            return new PoolResult(
                    pool,
                    keeps(pool),
                    amount,
                    each.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                    shares,
                    before.getOrDefault(pool.id(), Map.of()),
                    taken.containsKey(pool.id()) || got.containsKey(pool.id()),
                    passed.getOrDefault(pool.id(), BigDecimal.ZERO).setScale(decimals, RoundingMode.HALF_UP),
                    Optional.ofNullable(weights.problem()));
        }

        private List<StatementLine> shares(PoolResult result) {
            return result.shares().stream()
                    .map(share -> new StatementLine(
                            Section.SHARED,
                            share.team(),
                            result.pool().id(),
                            "",
                            "",
                            ChargeCategory.PURCHASE,
                            month,
                            share.amount()))
                    .toList();
        }

        /** Rounds teams to their section, and each team's lines to the team. */
        private List<StatementLine> byTeam(Section section, Map<Key, BigDecimal> exact, BigDecimal whole) {
            Map<Integer, List<Map.Entry<Key, BigDecimal>>> ofTeam = exact.entrySet().stream()
                    .collect(Collectors.groupingBy(entry -> entry.getKey().team(), TreeMap::new, Collectors.toList()));
            List<BigDecimal> sums = ofTeam.values().stream()
                    .map(entries -> sum(entries.stream().map(Map.Entry::getValue)))
                    .toList();
            List<BigDecimal> rounded = LargestRemainder.round(whole, decimals, sums);
            var lines = new ArrayList<StatementLine>();
            int at = 0;
            for (List<Map.Entry<Key, BigDecimal>> entries : ofTeam.values()) {
                lines.addAll(lines(section, entries, rounded.get(at)));
                at++;
            }
            return lines;
        }

        private List<StatementLine> lines(Section section, List<Map.Entry<Key, BigDecimal>> entries, BigDecimal whole) {
            List<BigDecimal> amounts = LargestRemainder.round(
                    whole, decimals, entries.stream().map(Map.Entry::getValue).toList());
            return IntStream.range(0, entries.size())
                    .mapToObj(i -> {
                        Key key = entries.get(i).getKey();
                        return new StatementLine(
                                section,
                                key.team(),
                                0,
                                key.service(),
                                key.account(),
                                key.category(),
                                key.chargeMonth(),
                                amounts.get(i));
                    })
                    .toList();
        }

        /** What no team owns, and pools that could not be split. */
        private List<StatementLine> nobodys(BigDecimal whole, List<Weights> weights) {
            List<Pool> unsplit = IntStream.range(0, pools.size())
                    .filter(i -> weights.get(i).problem() != null)
                    .mapToObj(pools::get)
                    .toList();
            List<BigDecimal> parts = Stream.concat(
                            Stream.of(sum(unallocated)), unsplit.stream().map(this::keeps))
                    .toList();
            List<BigDecimal> rounded = LargestRemainder.round(whole, decimals, parts);
            var lines = new ArrayList<>(
                    lines(Section.UNALLOCATED, List.copyOf(unallocated.entrySet()), rounded.getFirst()));
            for (int i = 0; i < unsplit.size(); i++) {
                lines.add(new StatementLine(
                        Section.UNALLOCATED,
                        0,
                        unsplit.get(i).id(),
                        "",
                        "",
                        ChargeCategory.PURCHASE,
                        month,
                        rounded.get(i + 1)));
            }
            return lines;
        }

        private static List<PoolResult> withUnsplitAmounts(List<PoolResult> results, List<StatementLine> lines) {
            return results.stream()
                    .map(result -> result.unsplit().isEmpty()
                            ? result
                            : result.amount(sum(lines.stream()
                                    .filter(line -> line.section() == Section.UNALLOCATED
                                            && line.pool() == result.pool().id())
                                    .map(StatementLine::amount))))
                    .toList();
        }

        private static BigDecimal sum(Map<Key, BigDecimal> amounts) {
            return sum(amounts.values().stream());
        }

        private static BigDecimal sum(Stream<BigDecimal> amounts) {
            return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
