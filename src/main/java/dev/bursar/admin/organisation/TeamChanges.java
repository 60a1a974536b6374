package dev.bursar.admin.organisation;

import dev.bursar.access.TeamLeads;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Department;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.NewTeam;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.org.Timeline;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RulePart;
import dev.bursar.ownership.TeamRules;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of teams that concern more than the team: its rules, its leads, its costs. All of it happens in one transaction.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
class TeamChanges {
    private static final String UNALLOCATED = "Unallocated";
    private static final String NO_DEPARTMENT = "no department";

    private final Teams teams;
    private final Departments departments;
    private final TeamLeads leads;
    private final TeamRules rules;
    private final OwnershipRuleService ruleService;
    private final OwnershipPreview preview;
    private final CostService spend;
    private final BudgetEdits budgets;

    TeamChanges(
            Teams teams,
            Departments departments,
            TeamLeads leads,
            TeamRules rules,
            OwnershipRuleService ruleService,
            OwnershipPreview preview,
            CostService spend,
            BudgetEdits budgets) {
        this.teams = teams;
        this.departments = departments;
        this.leads = leads;
        this.rules = rules;
        this.ruleService = ruleService;
        this.preview = preview;
        this.spend = spend;
        this.budgets = budgets;
    }

    /** Months that have costs, newest first. */
    public List<YearMonth> months() {
        return preview.months();
    }

    /** The team's rules that hold on the day or later, in the order tried. */
    public List<OwnershipRule> rules(TeamId team, LocalDate since) {
        return rules.of(team, since);
    }

    /** Names of accounts by id. */
    public Map<String, String> accountNames() {
        return ruleService.accounts();
    }

    /** Ends a team: from the day on its rules are the successor's, or end without one; nobody leads it any more. */
    @Writes(Guard.LOCK)
    public void end(TeamId team, int version, LocalDate since, @Nullable TeamId successor) {
        if (successor == null) {
            teams.end(team, version, since);
        } else {
            teams.merge(team, version, successor, since);
        }
        rules.end(team, successor, since);
        leads.endAll(team, since);
        budgets.teamEnds(team, since, successor);
    }

    /** What becomes of the team's budgets when it ends. */
    public List<BudgetEdits.Ending> budgetEndings(TeamId team, @Nullable TeamId successor, LocalDate since) {
        return budgets.endings(team, since, successor);
    }

    /** What ending a team would move of a month. */
    public List<MoneyMove> endMoves(TeamId team, @Nullable TeamId successor, LocalDate since, YearMonth month) {
        return moves(rules.endMoves(team, successor, since, month), Map.of());
    }

    /** Makes a team of a part of another one's rules. */
    @Writes(Guard.LOCK)
    public TeamId split(TeamId team, int version, NewTeam part, List<RulePart> its) {
        TeamId made = teams.split(team, version, part);
        rules.split(its, made, part.from());
        return made;
    }

    /** What splitting a team would move of a month. */
    public List<MoneyMove> splitMoves(String name, List<RulePart> its, LocalDate since, YearMonth month) {
        return moves(rules.splitMoves(its, since, month), Map.of(TeamRules.NOT_YET, name));
    }

    /** What laying a team into another department would move of a month. */
    public List<MoneyMove> moveMoves(TeamId team, @Nullable DepartmentId to, LocalDate since, YearMonth month) {
        TeamHistory sheet = teams.find(team).orElseThrow();
        LocalDate end = month.plusMonths(1).atDay(1);
        LocalDate first = since.isAfter(month.atDay(1)) ? since : month.atDay(1);
        if (!first.isBefore(end)) {
            return List.of();
        }
        Map<Optional<DepartmentId>, Amounts> sums = new HashMap<>();
        CostResult answer = spend.ask(new CostQuery(
                first,
                end,
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of(new CostFilter(
                        Dimension.TEAM, CostFilter.Operator.IS, List.of(String.valueOf(team.value()))))));
        Timeline<DepartmentId> lying = sheet.departments();
        for (CostResult.CurrencySpend currency : answer.currencies()) {
            for (int i = 0; i < answer.periods().size(); i++) {
                Optional<DepartmentId> from = lying.at(answer.periods().get(i));
                if (!from.equals(Optional.ofNullable(to))) {
                    sums.merge(
                            from,
                            Amounts.of(currency.currency(), currency.perPeriod().get(i)),
                            Amounts::plus);
                }
            }
        }
        var moves = new ArrayList<MoneyMove>();
        sums.forEach((from, amounts) -> amounts.byCurrency().forEach((currency, amount) -> {
            if (amount.signum() != 0) {
                moves.add(
                        new MoneyMove(departmentName(from), departmentName(Optional.ofNullable(to)), currency, amount));
            }
        }));
        return moves;
    }

    private String departmentName(Optional<DepartmentId> id) {
        return id.flatMap(wanted -> departments.all().stream()
                        .filter(one -> one.id().equals(wanted))
                        .map(Department::name)
                        .findFirst())
                .orElse(NO_DEPARTMENT);
    }

    private List<MoneyMove> moves(List<OwnershipMove> found, Map<TeamId, String> more) {
        Map<TeamId, String> names = new HashMap<>(more);
        teams.all().forEach(team -> names.put(team.id(), team.name()));
        return found.stream()
                .map(move -> new MoneyMove(
                        names.getOrDefault(move.from(), UNALLOCATED),
                        names.getOrDefault(move.to(), UNALLOCATED),
                        move.currency(),
                        move.effectiveCost()))
                .toList();
    }
}
