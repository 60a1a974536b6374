package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.corrections.ChargePlace.Name;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Allocator;
import dev.bursar.chargeback.split.Pool;
import module java.base;
import java.util.AbstractMap.SimpleEntry;

/**
 * Charges of an issued month that the newest cut gives to another team: rules, tags or dates changed since. They are no correction; finance
 * may re-allocate them.
 */
public final class OwnerChanges {
    /**
     * @param service by which the newest cut has them, like the tag value
     * @param from the number of who pays now for the team that the kept cut gives them to; 0 for none
     * @param to that the newest cut gives them to
     * @param amount BilledCost, with all digits
     */
    public record OwnerChange(
            String account, String service, String tagValue, int from, int to, String currency, BigDecimal amount) {}

    private record Move(String account, String service, String tagValue, int from, int to) {
        static final Comparator<Move> ORDER = Comparator.comparing(Move::account)
                .thenComparing(Move::service)
                .thenComparing(Move::tagValue)
                .thenComparingInt(Move::from)
                .thenComparingInt(Move::to);
    }

    private final YearMonth month;
    private final String currency;
    private final List<Pool> issued;
    private final IntUnaryOperator successor;
    private final Map<Move, BigDecimal> moves = new TreeMap<>(Move.ORDER);

    private OwnerChanges(YearMonth month, String currency, List<Pool> issued, IntUnaryOperator successor) {
        this.month = month;
        this.currency = currency;
        this.issued = issued;
        this.successor = team -> team == 0 ? 0 : successor.applyAsInt(team);
    }

    /**
     * By currency, the largest first. Of charges that an issued pool takes there is none: it makes no difference whose they are.
     *
     * @param issued the pools in the order in which they took charges
     * @param otherSource whether the cuts are from other sources, Cost Explorer or exports
     * @param successor who pays now for a team, itself as a rule: what a merged team's successor has is no change
     */
    public static List<OwnerChange> of(
            YearMonth month,
            List<CutLine> kept,
            List<CutLine> newest,
            List<Pool> issued,
            boolean otherSource,
            IntUnaryOperator successor) {
        var currencies = new TreeSet<String>();
        Stream.concat(kept.stream(), newest.stream())
                .forEach(line -> currencies.add(line.charge().currency()));
        return currencies.stream()
                .flatMap(currency -> {
                    List<ChargePlace> places = SameCharges.places(in(currency, kept), in(currency, newest), issued);
                    var changes = new OwnerChanges(month, currency, issued, successor);
                    (otherSource ? SameCharges.bySource(places) : SameCharges.byName(places)).forEach(changes::ofGroup);
                    return changes.list();
                })
                .toList();
    }

    private static List<CutLine> in(String currency, List<CutLine> lines) {
        return lines.stream()
                .filter(line -> line.charge().currency().equals(currency))
                .toList();
    }

    private Stream<OwnerChange> list() {
        return moves.entrySet().stream()
                .filter(entry -> entry.getValue().signum() != 0)
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(
                                (OwnerChange change) -> change.amount().abs())
                        .reversed());
    }

    private OwnerChange change(Move move, BigDecimal amount) {
        return new OwnerChange(
                move.account(), move.service(), move.tagValue(), move.from(), move.to(), currency, amount);
    }

    /** Whoever lost most gives to whoever gained most, until one side is through: what is left is a change of the charges. */
    private void ofGroup(List<ChargePlace> group) {
        Map<Integer, BigDecimal> change = new TreeMap<>();
        BigDecimal kept = BigDecimal.ZERO;
        for (ChargePlace place : group) {
            kept = kept.add(place.keptSum());
            place.newestByTeam()
                    .forEach((team, amount) -> change.merge(successor.applyAsInt(team), amount, BigDecimal::add));
            place.keptByTeam()
                    .forEach((team, amount) ->
                            change.merge(successor.applyAsInt(team), amount.negate(), BigDecimal::add));
        }
        boolean credits = kept.signum() < 0;
        List<Map.Entry<Integer, BigDecimal>> gained = side(change, credits ? -1 : 1);
        List<Map.Entry<Integer, BigDecimal>> lost = side(change, credits ? 1 : -1);
        int g = 0;
        int l = 0;
        while (g < gained.size() && l < lost.size()) {
            var gain = gained.get(g);
            var loss = lost.get(l);
            BigDecimal moved = gain.getValue().min(loss.getValue());
            move(group, loss.getKey(), gain.getKey(), credits ? moved.negate() : moved);
            gain.setValue(gain.getValue().subtract(moved));
            loss.setValue(loss.getValue().subtract(moved));
            g += gain.getValue().signum() == 0 ? 1 : 0;
            l += loss.getValue().signum() == 0 ? 1 : 0;
        }
    }

    private static List<Map.Entry<Integer, BigDecimal>> side(Map<Integer, BigDecimal> change, int sign) {
        var side = new ArrayList<Map.Entry<Integer, BigDecimal>>();
        change.forEach((team, amount) -> {
            if (amount.signum() == sign) {
                side.add(new SimpleEntry<>(team, amount.abs()));
            }
        });
        side.sort(Map.Entry.<Integer, BigDecimal>comparingByValue().reversed());
        return side;
    }

    private void move(List<ChargePlace> group, int from, int to, BigDecimal amount) {
        Map<ChargePlace, BigDecimal> before = new LinkedHashMap<>();
        Map<ChargePlace, BigDecimal> now = new LinkedHashMap<>();
        for (ChargePlace place : group) {
            before.put(place, paidBy(from, place.keptByTeam()));
            now.put(place, paidBy(to, place.newestByTeam()));
        }
        if (!taken(Amounts.largest(before), from)) {
            Name name = Amounts.largest(now).name();
            moves.merge(new Move(name.account(), name.service(), name.tagValue(), from, to), amount, BigDecimal::add);
        }
    }

    private BigDecimal paidBy(int payer, Map<Integer, BigDecimal> byTeam) {
        return Amounts.sum(byTeam.entrySet().stream()
                .filter(entry -> successor.applyAsInt(entry.getKey()) == payer)
                .map(Map.Entry::getValue)
                .toList());
    }

    /** Whether a pool took what the kept cut gives there to who pays now. */
    private boolean taken(ChargePlace place, int payer) {
        Name name = place.name();
        Map<Integer, BigDecimal> theirs = new TreeMap<>(place.keptByTeam());
        theirs.keySet().removeIf(team -> successor.applyAsInt(team) != payer);
        var charge = new CutCharge(
                theirs.isEmpty() ? place.largest().team() : Amounts.largest(theirs),
                name.account(),
                name.service(),
                name.recordType(),
                name.category(),
                place.largest().kind(),
                false,
                month,
                currency,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                name.caller());
        return Allocator.poolOf(issued, charge, false) != 0;
    }
}
