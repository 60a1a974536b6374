package dev.bursar.admin.setup;

import dev.bursar.billingdata.reduction.ReductionState;
import dev.bursar.setup.SetupState;
import dev.bursar.setup.reach.ReachSummary;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.control.SyncService.MeterState;
import module java.base;

/**
 * What the Set-up page shows, as of one moment.
 *
 * @param teams that the values of the key speak for; none while they haven't been read
 * @param hasCosts whether costs are stored
 * @param month whose spend is read of tags
 * @param missed what of that month keys that don't count would give a known team, by key and currency
 * @param estimate what reading all costs asks and pays
 * @param reach how many accounts let Bursar in
 * @param reduction where lines of charge files are reduced
 */
record SetupData(
        SetupState state,
        List<ProposedTeam> teams,
        boolean hasCosts,
        YearMonth month,
        Map<String, Map<String, BigDecimal>> missed,
        JobRow costs,
        Optional<Estimate> estimate,
        MeterState meter,
        ReachSummary reach,
        ReductionState reduction) {
    SetupData {
        teams = List.copyOf(teams);
        missed = Map.copyOf(missed);
    }
}
