package dev.bursar.tagging.ui;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.CostService;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.spend.CostReadings;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.tagging.coverage.CoverageAnswer;
import dev.bursar.tagging.coverage.TagCoverageService;
import org.springframework.stereotype.Component;

/** Asks for what the Coverage page shows, and why there are no costs where there are none. */
@Component
class CoverageLoad {
    private final TagCoverageService coverage;
    private final CostService costs;
    private final Readings readings;
    private final Scope scope;

    CoverageLoad(TagCoverageService coverage, CostService costs, Readings readings, Scope scope) {
        this.coverage = coverage;
        this.costs = costs;
        this.readings = readings;
        this.scope = scope;
    }

    /**
     * @param nothing set where the answer is that there are no costs
     * @param unread accounts whose resources were not read
     */
    record Loaded(CoverageAnswer answer, NoCosts nothing, UnreadAccounts.Answer unread, Readings.Answer readings) {}

    /**
     * Why there are no costs.
     *
     * @param others whether costs have been read, none of which the person may see
     * @param read how far the first read is
     */
    record NoCosts(boolean others, FirstRead read) {}

    Loaded load(CoverageUrl url) {
        CoverageAnswer answer =
                coverage.ask(url.days().map(days -> new DayRange(days.getStart(), days.getEnd())), url.key());
        return new Loaded(
                answer,
                answer instanceof CoverageAnswer.NoCosts ? noCosts() : new NoCosts(false, FirstRead.NOT_STARTED),
                coverage.unread(),
                readings.of(ReadingText.jobs(CostReadings.RESTS_ON)));
    }

    private NoCosts noCosts() {
        return !costs.seesEverything() && costs.observedAt().isPresent()
                ? new NoCosts(true, FirstRead.NOT_STARTED)
                : new NoCosts(false, readings.first());
    }

    Visibility visibility() {
        return scope.visibility();
    }

    boolean isAdmin() {
        return scope.has(Role.ADMIN);
    }

    boolean seesSync() {
        return scope.has(Role.FINANCE) || scope.has(Role.ADMIN) || scope.has(Role.AUDITOR);
    }
}
