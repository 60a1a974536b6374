package dev.bursar.charges.store;

import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.SourceCharge;
import module java.base;

/**
 * Turns a slice's source amounts into BilledCost.
 *
 * <p>Savings Plans covered usage is listed at its on-demand price and taken back by an untagged negation; billing both where
 * they stand would bill teams on demand and credit Unallocated. So covered usage is billed 0 and the negation is billed what
 * the two leave together, per service and currency: the sum of BilledCost stays the source's sum exactly.
 */
public final class BilledCosts {
    private BilledCosts() {}

    /** A charge with what the invoice asks for it. */
    public record Billed(SourceCharge charge, BigDecimal billedCost) {}

    /** The slice's charges in a stable order, one each for its service, record type, tag value and currency. */
    public static List<Billed> of(List<SourceCharge> slice) {
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
        int known = billed.size();
        left.forEach((key, remainder) -> {
            if (remainder.signum() != 0) {
                billed.add(new Billed(adjustment(charges.getFirst(), key), remainder));
            }
        });
        if (billed.size() > known) {
            billed.sort((one, other) -> compare(one.charge(), other.charge()));
        }
        return billed;
    }

    private static int compare(SourceCharge one, SourceCharge other) {
        int order = one.service().compareTo(other.service());
        if (order == 0) {
            order = one.recordType().compareTo(other.recordType());
        }
        if (order == 0) {
            order = one.tagValue().compareTo(other.tagValue());
        }
        return order == 0 ? one.amounts().currency().compareTo(other.amounts().currency()) : order;
    }

    private static List<SourceCharge> merged(List<SourceCharge> slice) {
        var sorted = new ArrayList<>(slice);
        sorted.sort(BilledCosts::compare);
        var merged = new ArrayList<SourceCharge>(sorted.size());
        for (SourceCharge charge : sorted) {
            SourceCharge last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && compare(last, charge) == 0) {
                merged.set(
                        merged.size() - 1,
                        new SourceCharge(
                                last.day(),
                                last.account(),
                                last.service(),
                                last.recordType(),
                                last.tagValue(),
                                last.amounts().plus(charge.amounts())));
            } else {
                merged.add(charge);
            }
        }
        return merged;
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
