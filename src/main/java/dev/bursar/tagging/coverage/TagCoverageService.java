package dev.bursar.tagging.coverage;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostService;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.setup.TeamKey;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says how much of the spend that the person may see carries a tag, from costs alone: without access to member accounts. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class TagCoverageService {
    private static final int MONTHS = 6;

    private final CostService costs;
    private final CoverageCosts coverage;
    private final TeamKey teamKey;
    private final ResourceVisibility visibility;
    private final UnreadAccounts unread;

    TagCoverageService(
            CostService costs,
            CoverageCosts coverage,
            TeamKey teamKey,
            ResourceVisibility visibility,
            UnreadAccounts unread) {
        this.costs = costs;
        this.coverage = coverage;
        this.teamKey = teamKey;
        this.visibility = visibility;
        this.unread = unread;
    }

    /** Accounts whose resources were not read: what is untagged there stands among costs and in no violation. */
    public UnreadAccounts.Answer unread() {
        return unread.of(visibility.now());
    }

    /**
     * The coverage of a tag.
     *
     * @param days at most 40 years; empty: the last six months with costs
     * @param key empty: the one that names teams
     */
    public CoverageAnswer ask(Optional<DayRange> days, Optional<String> key) {
        Optional<DayRange> extent = costs.extent();
        if (extent.isEmpty()) {
            return new CoverageAnswer.NoCosts();
        }
        DayRange asked = days.orElseGet(() -> lastMonths(extent.get()));
        Optional<String> team = teamKey.key();
        var keys = new ArrayList<String>();
        team.ifPresent(keys::add);
        costs.dimensions().stream()
                .flatMap(dimension -> dimension instanceof Dimension.Tag(String one) ? Stream.of(one) : Stream.empty())
                .filter(one -> !keys.contains(one))
                .forEach(keys::add);
        Optional<String> wanted = key.or(() -> team);
        if (wanted.isEmpty()) {
            return new CoverageAnswer.NoTeamKey(asked, List.copyOf(keys));
        }
        if (!keys.contains(wanted.get())) {
            return new CoverageAnswer.NeedsExport(asked, wanted.get(), List.copyOf(keys));
        }
        boolean ofTeams = wanted.equals(team);
        return new CoverageAnswer.Found(
                coverage.of(asked, wanted.get(), ofTeams ? Dimension.TAG_VALUE : new Dimension.Tag(wanted.get())),
                List.copyOf(keys));
    }

    private static DayRange lastMonths(DayRange extent) {
        LocalDate from = extent.to().minusDays(1).withDayOfMonth(1).minusMonths(MONTHS - 1L);
        LocalDate first = extent.from().withDayOfMonth(1);
        return new DayRange(from.isBefore(first) ? first : from, extent.to());
    }
}
