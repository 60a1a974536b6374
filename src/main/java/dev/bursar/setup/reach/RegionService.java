package dev.bursar.setup.reach;

import dev.bursar.setup.reach.RegionQueries.Known;
import dev.bursar.setup.reach.RegionRow.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The Regions of accounts, for admins and auditors; what is known of them, AWS is asked nothing. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class RegionService {
    private final RegionQueries queries;
    private final Reach reach;
    private final StoredReach stored;

    RegionService(RegionQueries queries, Reach reach, StoredReach stored) {
        this.queries = queries;
        this.reach = reach;
        this.stored = stored;
    }

    /**
     * What a question finds in all.
     *
     * @param rows that it finds
     * @param states how many Regions of the same accounts are in each, whatever state was asked for
     * @param accounts that there are to choose from, names by ids
     * @param regions that there are to choose from
     * @param checkedAt when accounts were checked last; null where they never were
     */
    public record Page(
            long rows,
            Map<State, Long> states,
            Map<String, String> accounts,
            List<String> regions,
            @Nullable Instant checkedAt) {}

    public Page page(RegionQuestion question) {
        Map<State, Long> states = queries.states(question, known());
        long rows = question.state()
                .map(state -> states.getOrDefault(state, 0L))
                .orElseGet(() ->
                        states.values().stream().mapToLong(Long::longValue).sum());
        return new Page(
                rows, states, reach.inUse(), queries.regions(), reach.summary().checkedAt());
    }

    public List<RegionRow> rows(RegionQuestion question, int offset, int limit) {
        return queries.rows(question, known(), offset, limit);
    }

    /** All rows, one by one. */
    public void each(RegionQuestion question, Consumer<RegionRow> consumer) {
        queries.each(question, known(), consumer);
    }

    private Known known() {
        return new Known(reach.inUse(), stored.settings().regions());
    }
}
