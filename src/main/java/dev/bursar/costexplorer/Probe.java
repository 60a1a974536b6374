package dev.bursar.costexplorer;

import dev.bursar.charges.spi.Combination;
import dev.bursar.costexplorer.spi.CostDimension;
import module java.base;

/**
 * The two paid questions that find change. Together they fix the marginals of all four dimensions: cost that moves between
 * tags at equal sums shows in one, between accounts in the other.
 */
public enum Probe {
    ACCOUNT_RECORD_TYPE("account-record-type", CostDimension.ACCOUNT, CostDimension.RECORD_TYPE),
    TAG_SERVICE("tag-service", CostDimension.TAG, CostDimension.SERVICE);

    private final String stored;
    private final CostDimension first;
    private final CostDimension second;

    Probe(String stored, CostDimension first, CostDimension second) {
        this.stored = stored;
        this.first = first;
        this.second = second;
    }

    String stored() {
        return stored;
    }

    List<CostDimension> groupBy() {
        return List.of(first, second);
    }

    /** The probe's key of a combination. */
    List<String> key(Combination cell) {
        return List.of(Cooccurrence.value(cell, first), Cooccurrence.value(cell, second));
    }
}
