package dev.bursar.admin.organisation;

import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Department;
import dev.bursar.org.Departments;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.ownership.OwnershipRuleService;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Puts together what the pages about teams show. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
class TeamsLoad {
    private static final int MONTHS = 6;

    private final Teams teams;
    private final Departments departments;
    private final TeamLeads leads;
    private final CostService spend;
    private final OwnershipRuleService rules;
    private final OwnershipReasons reasons;
    private final Clock clock;

    TeamsLoad(
            Teams teams,
            Departments departments,
            TeamLeads leads,
            CostService spend,
            OwnershipRuleService rules,
            OwnershipReasons reasons,
            Clock clock) {
        this.teams = teams;
        this.departments = departments;
        this.leads = leads;
        this.spend = spend;
        this.rules = rules;
        this.reasons = reasons;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    public TeamsPage page(boolean withEnded) {
        LocalDate today = today();
        List<TeamHistory> sheets = teams.all();
        List<Department> all = departments.all();
        var tree = new TeamTree(today, all, sheets, leads.all());
        LocalDate month = today.withDayOfMonth(1);
        CostResult answer = spend.ask(new CostQuery(
                month.minusMonths(1),
                month.plusMonths(1),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of()));
        for (CostResult.CurrencySpend currency : answer.currencies()) {
            for (CostResult.Row row : currency.rows()) {
                var team = new TeamId(Integer.parseInt(row.key()));
                for (int i = 0; i < answer.periods().size(); i++) {
                    if (row.perPeriod().get(i).signum() != 0) {
                        tree.spent(
                                team,
                                answer.periods().get(i),
                                Amounts.of(currency.currency(), row.perPeriod().get(i)));
                    }
                }
            }
        }
        Optional<LocalDateRange> read = spend.read();
        return new TeamsPage(
                today,
                NoCosts.of(YearMonth.from(today), read, today),
                NoCosts.of(YearMonth.from(today).minusMonths(1), read, today),
                tree.lines(withEnded),
                tree.thisMonth(),
                tree.lastMonth(),
                currency(answer),
                (int) sheets.stream().filter(team -> team.isThere(today)).count(),
                (int) all.stream().filter(one -> one.isThere(today)).count(),
                tree.ended(),
                reasons.keysOf(
                        sheets.stream()
                                .filter(team -> !team.confirmed() && team.to() == null)
                                .map(TeamHistory::id)
                                .toList(),
                        month.minusMonths(1),
                        month.plusMonths(1)));
    }

    public Optional<TeamPage> team(TeamId id) {
        LocalDate today = today();
        return teams.find(id).map(sheet -> {
            List<TeamLead> its =
                    leads.all().stream().filter(lead -> lead.team().equals(id)).toList();
            LocalDate month = today.withDayOfMonth(1);
            CostResult answer = spend.ask(new CostQuery(
                    month.minusMonths(MONTHS - 1),
                    month.plusMonths(1),
                    Granularity.MONTHLY,
                    CostMetric.EFFECTIVE,
                    Dimension.TEAM,
                    List.of(new CostFilter(
                            Dimension.TEAM, CostFilter.Operator.IS, List.of(String.valueOf(id.value()))))));
            Optional<LocalDateRange> read = spend.read();
            return new TeamPage(
                    today,
                    sheet,
                    departments.all(),
                    its,
                    read.isPresent(),
                    TeamPage.months(answer, read, today),
                    currency(answer),
                    rules.rules().all().stream()
                            .filter(rule -> rule.team().equals(id))
                            .toList(),
                    rules.accounts());
        });
    }

    private static String currency(CostResult answer) {
        return answer.currencies().isEmpty()
                ? "USD"
                : answer.currencies().getFirst().currency();
    }
}
