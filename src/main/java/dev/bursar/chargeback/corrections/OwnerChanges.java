package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.pools.Pool;
import dev.bursar.chargeback.statement.Allocator;
import dev.bursar.charges.ChargeCategory;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Charges of an issued month that the newest cut gives to another team: rules, tags or dates changed since. They are no correction; finance
 * may re-allocate them.
 */
public final class OwnerChanges {
    private OwnerChanges() {}

    /**
     * @param from the number of the team that the kept cut gives them to; 0 for none
     * @param to that the newest cut gives them to
     * @param amount BilledCost, with all digits
     */
    public record OwnerChange(
            String account,
            String service,
            String tagValue,
            int from,
            int to,
            String currency,
            BigDecimal amount) {}

    private record Sort(
            String account,
            String service,
            String recordType,
            String tagValue,
            ChargeCategory category,
            ChargeKind kind,
            String currency) {}

    private record Move(String account, String service, String tagValue, int from, int to, String currency) {
        static final Comparator<Move> ORDER = Comparator.comparing(Move::currency)
                .thenComparing(Move::account)
                .thenComparing(Move::service)
                .thenComparing(Move::tagValue)
                .thenComparingInt(Move::from)
                .thenComparingInt(Move::to);
    }

    /** What each team has in the kept cut, and what the newest one adds to or takes off it. */
    private static final class Owners {
        private BigDecimal kept = BigDecimal.ZERO;
        private final Map<Integer, BigDecimal> change = new TreeMap<>();
    }

    /**
     * The largest first. Of charges that an issued pool takes there is none, because it makes no difference whose they are.
     *
     * @param issued the pools in the order in which they took charges
     */
    public static List<OwnerChange> of(YearMonth month, List<CutLine> kept, List<CutLine> newest, List<Pool> issued) {
        Map<Sort, Owners> sorts = new HashMap<>();
        kept.forEach(line -> {
            Owners owners = sorts.computeIfAbsent(sort(line), any -> new Owners());
            owners.kept = owners.kept.add(line.charge().billed());
            owners.change.merge(line.charge().team(), line.charge().billed().negate(), BigDecimal::add);
        });
        newest.forEach(line -> sorts.computeIfAbsent(sort(line), any -> new Owners())
                .change
                .merge(line.charge().team(), line.charge().billed(), BigDecimal::add));
        Map<Move, BigDecimal> moves = new TreeMap<>(Move.ORDER);
        sorts.forEach((sort, owners) -> moves(sort, owners, moved -> taken(month, sort, moved, issued))
                .forEach((move, amount) -> moves.merge(move, amount, BigDecimal::add)));
        return moves.entrySet().stream()
                .filter(entry -> entry.getValue().signum() != 0)
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((OwnerChange change) -> change.amount().abs())
                        .reversed())
                .toList();
    }

    private static OwnerChange change(Move move, BigDecimal amount) {
        return new OwnerChange(
                move.account(), move.service(), move.tagValue(), move.from(), move.to(), move.currency(), amount);
    }

    private static Sort sort(CutLine line) {
        CutCharge charge = line.charge();
        return new Sort(
                charge.account(),
                charge.service(),
                charge.recordType(),
                line.tagValue(),
                charge.category(),
                charge.kind(),
                charge.currency());
    }

    private static boolean taken(YearMonth month, Sort sort, int team, List<Pool> issued) {
        var charge = new CutCharge(
                team,
                sort.account(),
                sort.service(),
                sort.recordType(),
                sort.category(),
                sort.kind(),
                false,
                month,
                sort.currency(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
        return Allocator.poolOf(issued, charge, false) != 0;
    }

    /** Whoever lost most gives to whoever gained most, until one side is through: what is left is a change of the charges. */
    private static Map<Move, BigDecimal> moves(Sort sort, Owners owners, IntPredicate taken) {
        Map<Move, BigDecimal> moves = new HashMap<>();
        boolean credits = owners.kept.signum() < 0;
        List<Map.Entry<Integer, BigDecimal>> gained = side(owners, credits ? -1 : 1);
        List<Map.Entry<Integer, BigDecimal>> lost = side(owners, credits ? 1 : -1);
        int g = 0;
        int l = 0;
        while (g < gained.size() && l < lost.size()) {
            var gain = gained.get(g);
            var loss = lost.get(l);
            BigDecimal moved = gain.getValue().min(loss.getValue());
            if (!taken.test(loss.getKey())) {
                moves.merge(
                        new Move(
                                sort.account(),
                                sort.service(),
                                sort.tagValue(),
                                loss.getKey(),
                                gain.getKey(),
                                sort.currency()),
                        credits ? moved.negate() : moved,
                        BigDecimal::add);
            }
            gain.setValue(gain.getValue().subtract(moved));
            loss.setValue(loss.getValue().subtract(moved));
            g += gain.getValue().signum() == 0 ? 1 : 0;
            l += loss.getValue().signum() == 0 ? 1 : 0;
        }
        return moves;
    }

    private static List<Map.Entry<Integer, BigDecimal>> side(Owners owners, int sign) {
        var side = new ArrayList<Map.Entry<Integer, BigDecimal>>();
        owners.change.forEach((team, amount) -> {
            if (amount.signum() == sign) {
                side.add(new SimpleEntry<>(team, amount.abs()));
            }
        });
        side.sort(Map.Entry.<Integer, BigDecimal>comparingByValue().reversed());
        return side;
    }
}
