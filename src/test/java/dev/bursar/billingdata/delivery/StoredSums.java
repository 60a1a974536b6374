package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.testing.SyncRig;
import module java.base;

/** What is stored of October and November, wherever it came from. */
final class StoredSums {
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final LocalDate END = LocalDate.parse("2026-12-01");

    private StoredSums() {}

    /** Sums by account, team and day that aren't 0; the rollups equal their charges. */
    static Map<String, BigDecimal> of(SyncRig rig, Cost cost) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        var totals = rig.bean(ChargeTotals.class);
        assertThat(totals.differencesOfRollups()).isZero();
        totals.totals(FIRST, END, List.of(By.ACCOUNT, By.TEAM, By.DAY), cost).forEach(total -> {
            if (total.amount().signum() != 0) {
                sums.put(
                        String.join("|", total.values()) + total.currency(),
                        total.amount().stripTrailingZeros());
            }
        });
        return sums;
    }
}
