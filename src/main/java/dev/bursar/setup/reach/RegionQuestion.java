package dev.bursar.setup.reach;

import dev.bursar.setup.reach.RegionRow.State;
import java.util.List;
import java.util.Optional;

/**
 * Which Regions of accounts are asked for.
 *
 * @param state empty for each
 * @param accounts ids; empty for all
 * @param regions empty for all
 */
public record RegionQuestion(
        Optional<State> state, List<String> accounts, List<String> regions, Order order, boolean descending) {
    public RegionQuestion {
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
    }

    /** What rows are sorted by. */
    public enum Order {
        STATE,
        ACCOUNT,
        REGION,
        READ
    }
}
