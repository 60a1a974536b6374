package dev.bursar.costexplorer.spi;

import dev.bursar.charges.spi.CostAmounts;
import module java.base;

/**
 * All pages of one question's answer.
 *
 * @param groups a group at most once for each period; periods without cost are absent
 * @param estimated first days of the periods that the source may still change
 * @param accountNames names by account id, where the source gave them
 * @param pages paid pages, at least 1
 */
public record CostResponse(List<Group> groups, Set<LocalDate> estimated, Map<String, String> accountNames, int pages) {
    public CostResponse {
        groups = List.copyOf(groups);
        estimated = Set.copyOf(estimated);
        accountNames = Map.copyOf(accountNames);
    }

    /** One group's sums in one period; {@code keys} in the order of the question's dimensions, "" is untagged. */
    public record Group(LocalDate period, List<String> keys, CostAmounts amounts) {
        public Group {
            keys = List.copyOf(keys);
        }
    }
}
