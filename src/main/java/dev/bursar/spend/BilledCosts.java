package dev.bursar.spend;

import dev.bursar.spend.spi.CostAmounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a slice's source amounts into BilledCost.
 *
 * <p>Savings Plans covered usage is listed at its on-demand price and taken back by an untagged negation; billing both where
 * they stand would bill teams on demand and credit Unallocated. So covered usage is billed 0 and the negation is billed what
 * the two leave together, per service and currency: the sum of BilledCost stays the source's sum exactly.
 */
final class BilledCosts {
    private BilledCosts() {}

    /** A charge with what the invoice asks for it. */
    record Billed(SourceCharge charge, BigDecimal billedCost) {}

    /** The slice's charges in a stable order, one each for its service, record type, tag value and currency. */
    static List<Billed> of(List<SourceCharge> slice) {
        List<SourceCharge> charges = merged(slice);
        Map<Key, BigDecimal> left = new HashMap<>();
        for (SourceCharge charge : charges) {
            if (RecordType.covered(charge.recordType()) || RecordType.negation(charge.recordType())) {
                left.merge(key(charge), charge.amounts().netUnblended(), BigDecimal::add);
            }
        }
        var billed = new ArrayList<Billed>(charges.size());
        for (SourceCharge charge : charges) {
            if (RecordType.covered(charge.recordType())) {
                billed.add(new Billed(charge, BigDecimal.ZERO));
            } else if (RecordType.negation(charge.recordType())) {
                BigDecimal remainder = left.remove(key(charge));
                billed.add(new Billed(charge, remainder == null ? BigDecimal.ZERO : remainder));
            } else {
                billed.add(new Billed(charge, charge.amounts().netUnblended()));
            }
        }
        left.forEach((key, remainder) -> {
            if (remainder.signum() != 0) {
                billed.add(new Billed(adjustment(charges.getFirst(), key), remainder));
            }
        });
        billed.sort(Comparator.comparing(Billed::charge, ORDER));
        return billed;
    }

    private static final Comparator<SourceCharge> ORDER = Comparator.comparing(SourceCharge::service)
            .thenComparing(SourceCharge::recordType)
            .thenComparing(SourceCharge::tagValue)
            .thenComparing(charge -> charge.amounts().currency());

    private static List<SourceCharge> merged(List<SourceCharge> slice) {
        Map<List<String>, SourceCharge> merged = new HashMap<>();
        for (SourceCharge charge : slice) {
            merged.merge(
                    List.of(
                            charge.service(),
                            charge.recordType(),
                            charge.tagValue(),
                            charge.amounts().currency()),
                    charge,
                    (one, other) -> new SourceCharge(
                            one.day(),
                            one.account(),
                            one.service(),
                            one.recordType(),
                            one.tagValue(),
                            one.amounts().plus(other.amounts())));
        }
        return merged.values().stream().sorted(ORDER).toList();
    }

    private static SourceCharge adjustment(SourceCharge sibling, Key key) {
        BigDecimal none = BigDecimal.ZERO;
        return new SourceCharge(
                sibling.day(),
                sibling.account(),
                key.service(),
                RecordType.NEGATION,
                "",
                new CostAmounts(key.currency(), none, none, none, none, null, null));
    }

    private static Key key(SourceCharge charge) {
        return new Key(charge.service(), charge.amounts().currency());
    }

    private record Key(String service, String currency) {}
}
