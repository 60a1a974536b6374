package dev.bursar.charges.store;

import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;

/**
 * Nets covered usage with its negation among an export's charges of one account and day, as {@link BilledCosts} does among Cost
 * Explorer's: the sum of BilledCost stays the export's. FOCUS has neither. ChargeReader come out in their order; of an account and day
 * with very many, those that take a remainder come last, so that not all of them are held at once.
 */
final class DeliveredBilling {
    private final int most;
    private final Consumer<Billed> billed;
    private final List<Billed> waiting = new ArrayList<>();
    private final Map<Key, BigDecimal> left = new HashMap<>();
    /** Where the first negation of each service waits, which takes the remainder. */
    private final Map<Key, Integer> negations = new HashMap<>();
    /** Where the last covered usage of each service waits, which is billed after all where nothing takes it back. */
    private final Map<Key, Integer> covered = new HashMap<>();

    private int held;

    /**
     * @param most so many charges wait at once, beside those that may take a remainder
     * @param billed takes the charges
     */
    DeliveredBilling(int most, Consumer<Billed> billed) {
        this.most = most;
        this.billed = billed;
    }

    /** A charge with what the invoice asks for it. */
    record Billed(DeliveredCharge charge, BigDecimal billedCost) {}

    void add(DeliveredCharge charge) {
        boolean negation = RecordType.negation(charge.recordType());
        if (negation || RecordType.covered(charge.recordType())) {
            Key key = Key.of(charge);
            left.merge(key, charge.costs().billed(), BigDecimal::add);
            if (negation) {
                negations.putIfAbsent(key, waiting.size());
            } else {
                covered.put(key, waiting.size());
            }
            waiting.add(new Billed(charge, BigDecimal.ZERO));
        } else {
            waiting.add(new Billed(charge, charge.costs().billed()));
        }
        if (waiting.size() >= most + held) {
            release();
        }
    }

    /** All charges of the account and day were added. */
    void end() {
        left.forEach((key, remainder) -> {
            int at = Objects.requireNonNull(negations.containsKey(key) ? negations.get(key) : covered.get(key));
            waiting.set(at, new Billed(waiting.get(at).charge(), remainder));
        });
        waiting.forEach(billed);
        waiting.clear();
        left.clear();
        negations.clear();
        covered.clear();
        held = 0;
    }

    /** Lets those go that can't take a remainder. */
    private void release() {
        Map<Integer, Integer> moved = new HashMap<>();
        negations.values().forEach(at -> moved.put(at, at));
        covered.values().forEach(at -> moved.put(at, at));
        var stay = new ArrayList<Billed>();
        for (int at = 0; at < waiting.size(); at++) {
            if (moved.containsKey(at)) {
                moved.put(at, stay.size());
                stay.add(waiting.get(at));
            } else {
                billed.accept(waiting.get(at));
            }
        }
        waiting.clear();
        waiting.addAll(stay);
        negations.replaceAll((key, at) -> Objects.requireNonNull(moved.get(at)));
        covered.replaceAll((key, at) -> Objects.requireNonNull(moved.get(at)));
        held = stay.size();
    }

    private record Key(String payer, YearMonth period, String service, String currency) {
        static Key of(DeliveredCharge charge) {
            return new Key(charge.billingAccount(), charge.billingPeriod(), charge.service(), charge.currency());
        }
    }
}
