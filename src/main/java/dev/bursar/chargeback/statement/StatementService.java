package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.issued.StatementLeads;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Statements. Who sees all costs sees all of them; a lead those of months that finance has issued or shows, of teams that they led on the month's last
 * day or lead since. Others don't exist for them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class StatementService {
    /** Where fewer share a pool, a lead could work out what the others have. */
    private static final int FEWEST_SHARERS = 4;

    private final CutStore cuts;
    private final Allocations allocations;
    private final ShownMonths shown;
    private final StatementMaker maker;
    private final IssueStore issues;
    private final StatementsAround around;
    private final Organisation organisation;
    private final Scope scope;
    private final Journal journal;
    private final Clock clock;

    StatementService(
            CutStore cuts,
            Allocations allocations,
            ShownMonths shown,
            StatementMaker maker,
            IssueStore issues,
            StatementsAround around,
            Organisation organisation,
            Scope scope,
            Journal journal,
            Clock clock) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.shown = shown;
        this.maker = maker;
        this.issues = issues;
        this.around = around;
        this.organisation = organisation;
        this.scope = scope;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A team's statement, or what no team owns: as it was issued last, else a draft.
     *
     * @param team its number; 0 for Unallocated, which only those see who see all costs; below 0 for what is no team
     * @return empty where there is none, and where the person may not see it
     */
    public Optional<Statement> statement(YearMonth month, int team) {
        return statement(month, team, Optional.empty());
    }

    /** @param version of an issued one; empty for the newest */
    public Optional<Statement> statement(YearMonth month, int team, Optional<Integer> version) {
        if (!may(month, team)) {
            journal.denied(CommonAction.DENIED, MonthSubjects.subject(month));
            return Optional.empty();
        }
        if (issues.last(month).isPresent()) {
            return issues.versions(month, team).reversed().stream()
                    .filter(one -> version.filter(any -> any != one.version()).isEmpty())
                    .findFirst()
                    .map(one -> seen(Statement.read(issues.content(one.id()))));
        }
        return cuts.find(month)
                .filter(found -> version.isEmpty())
                .filter(found -> team == 0
                        || allocations.teams(month).contains(team)
                        || allocations.of(found).stream()
                                .anyMatch(all -> all.lines(team).findAny().isPresent()))
                .map(found -> seen(maker.source(found, any -> true).statement(team)));
    }

    /** Whether the person may see the statement of a team for a month, be there one or not. */
    boolean may(YearMonth month, int team) {
        Visibility visibility = scope.visibility();
        return visibility.everything()
                || team > 0
                        && (shown.months().contains(month) || issues.last(month).isPresent())
                        && StatementLeads.include(
                                visibility,
                                Today.of(clock),
                                month,
                                new TeamId(team),
                                organisation.days().get(new TeamId(team)));
    }

    /** As the person may see it. */
    private Statement seen(Statement all) {
        int team = all.team();
        boolean full = scope.visibility().everything();
        boolean before = may(all.month().minusMonths(1), team);
        List<InCurrency> currencies = all.currencies().stream()
                .map(in -> full ? in : in.forLead(FEWEST_SHARERS))
                .map(in -> before ? in : in.withoutBefore())
                .toList();
        return all.with(full, shown.months().contains(all.month()), currencies, around.of(all.cut(), team, this::may));
    }
}
