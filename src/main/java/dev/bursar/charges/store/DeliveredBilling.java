package dev.bursar.charges.store;

import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.DeliveredCharge;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nets covered usage with its negation among an export's charges of one account and day, as {@link BilledCosts} does among Cost
 * Explorer's: the sum of BilledCost stays the export's. FOCUS has neither.
 */
final class DeliveredBilling {
    private DeliveredBilling() {}

    /** A charge with what the invoice asks for it. */
    record Billed(DeliveredCharge charge, BigDecimal billedCost) {}

    static List<Billed> of(List<DeliveredCharge> charges) {
        Map<Key, BigDecimal> left = new HashMap<>();
        for (DeliveredCharge charge : charges) {
            if (covered(charge) || negation(charge)) {
                left.merge(Key.of(charge), charge.costs().billed(), BigDecimal::add);
            }
        }
        var billed = new ArrayList<Billed>(charges.size());
        Map<Key, Integer> last = new HashMap<>();
        for (DeliveredCharge charge : charges) {
            if (negation(charge)) {
                BigDecimal remainder = left.remove(Key.of(charge));
                billed.add(new Billed(charge, remainder == null ? BigDecimal.ZERO : remainder));
            } else if (covered(charge)) {
                last.put(Key.of(charge), billed.size());
                billed.add(new Billed(charge, BigDecimal.ZERO));
            } else {
                billed.add(new Billed(charge, charge.costs().billed()));
            }
        }
        // covered usage that nothing takes back is billed after all
        last.forEach((key, at) -> {
            BigDecimal remainder = left.remove(key);
            if (remainder != null) {
                billed.set(at, new Billed(billed.get(at).charge(), remainder));
            }
        });
        return billed;
    }

    private static boolean covered(DeliveredCharge charge) {
        return RecordType.covered(charge.recordType());
    }

    private static boolean negation(DeliveredCharge charge) {
        return RecordType.negation(charge.recordType());
    }

    private record Key(String payer, YearMonth period, String service, String currency) {
        static Key of(DeliveredCharge charge) {
            return new Key(charge.billingAccount(), charge.billingPeriod(), charge.service(), charge.currency());
        }
    }
}
