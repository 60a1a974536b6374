package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.issued.StatementLeads;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.statement.ShownMonths;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Statements of the teams that a person leads, as lists show them. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class OwnStatements {
    private final CutStore cuts;
    private final Allocations allocations;
    private final ShownMonths shown;
    private final LedgerMonths ledger;
    private final IssueStore issues;
    private final AnswerStore answers;
    private final Organisation organisation;
    private final Scope scope;
    private final Clock clock;

    OwnStatements(
            CutStore cuts,
            Allocations allocations,
            ShownMonths shown,
            LedgerMonths ledger,
            IssueStore issues,
            AnswerStore answers,
            Organisation organisation,
            Scope scope,
            Clock clock) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.shown = shown;
        this.ledger = ledger;
        this.issues = issues;
        this.answers = answers;
        this.organisation = organisation;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * A statement in a lead's list.
     *
     * @param issued what was said of its newest version; empty of a draft
     * @param closed whether finance has closed its month
     */
    public record OwnRow(
            Cut cut,
            int team,
            String name,
            String currency,
            BigDecimal total,
            Optional<AnswerState> issued,
            boolean closed) {
        public YearMonth month() {
            return cut.month();
        }
    }

    /** Those of the newest month that finance has issued or shows. */
    public List<OwnRow> newest() {
        List<OwnRow> all = own();
        return all.stream()
                .filter(row -> row.month().equals(all.getFirst().month()))
                .toList();
    }

    /** Statements of the person's teams that finance has issued or shows, the newest month first. */
    public List<OwnRow> own() {
        Visibility visibility = scope.visibility();
        Map<TeamId, TeamDays> days = organisation.days();
        Map<TeamId, String> names = DimensionLabels.markedTeamNames(organisation);
        Map<YearMonth, List<IssuedStatement>> issued =
                issues.statements().stream().collect(Collectors.groupingBy(IssuedStatement::month));
        Map<Long, AnswerState> states =
                answers.states(issued.values().stream().flatMap(List::stream).toList());
        List<YearMonth> shown = this.shown.months();
        Set<YearMonth> closed = ledger.all().stream()
                .filter(month -> month.closed().isPresent())
                .map(LedgerMonth::month)
                .collect(Collectors.toSet());
        return cuts.all().stream()
                .filter(cut -> issued.containsKey(cut.month()) || shown.contains(cut.month()))
                .flatMap(cut -> issued.containsKey(cut.month())
                        ? issued.get(cut.month()).stream()
                                .flatMap(one -> rows(cut, one, states, closed.contains(cut.month())))
                        : allocations.of(cut).stream().flatMap(allocation -> rows(cut, allocation, names)))
                .filter(row -> row.team() != 0
                        && StatementLeads.include(
                                visibility,
                                Today.of(clock),
                                row.month(),
                                new TeamId(row.team()),
                                days.get(new TeamId(row.team()))))
                .sorted(Comparator.comparing(OwnRow::month)
                        .reversed()
                        .thenComparing(OwnRow::name)
                        .thenComparing(OwnRow::team)
                        .thenComparing(OwnRow::currency))
                .toList();
    }

    /** How many disputes are open is told to whoever has them alone. */
    private static Stream<OwnRow> rows(Cut cut, IssuedStatement one, Map<Long, AnswerState> states, boolean closed) {
        Optional<AnswerState> state = Optional.ofNullable(states.get(one.id()))
                .map(found -> found instanceof AnswerState.Disputed ? new AnswerState.Disputed(0) : found);
        return one.totals().stream()
                .map(total -> new OwnRow(
                        cut,
                        one.team(),
                        one.name(),
                        total.getCurrencyUnit().getCode(),
                        total.getAmount(),
                        state,
                        closed));
    }

    private static Stream<OwnRow> rows(Cut cut, Allocation allocation, Map<TeamId, String> names) {
        return teams(allocation)
                .map(team -> new OwnRow(
                        cut,
                        team.value(),
                        names.getOrDefault(team, ""),
                        allocation.currency(),
                        allocation.of(team.value()),
                        Optional.empty(),
                        false));
    }

    private static Stream<TeamId> teams(Allocation allocation) {
        return allocation.lines().stream()
                .map(StatementLine::team)
                .filter(team -> team != 0)
                .distinct()
                .map(TeamId::new);
    }
}
