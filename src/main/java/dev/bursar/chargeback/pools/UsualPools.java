package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.split.PoolSplit.Basis;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;

/** Pools that most organisations want, in their order. */
public final class UsualPools {
    public static final List<PoolDraft> ALL = List.of(
            pool("Unused commitment", Kind.UNUSED_COMMITMENT, Basis.COVERED_USAGE),
            pool("Commitment fees", Kind.COMMITMENT_FEES, Basis.COVERED_USAGE),
            pool("AWS Support", Kind.SUPPORT, Basis.USAGE),
            pool("Tax", Kind.TAX, Basis.DIRECT));

    private UsualPools() {}

    private static PoolDraft pool(String name, Kind kind, Basis basis) {
        return new PoolDraft(
                name,
                new PoolSelection(kind, Set.of(), Set.of(), Set.of(), false),
                new PoolSplit.Proportional(basis, Set.of(), Set.of()),
                0,
                YearMonth.of(2000, 1));
    }
}
