package dev.bursar.admin;

import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Department;
import dev.bursar.org.Departments;
import dev.bursar.org.TeamSheet;
import dev.bursar.org.Teams;
import dev.bursar.spend.CostMetric;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.Granularity;
import dev.bursar.spend.OwnershipRuleService;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendFilter;
import dev.bursar.spend.SpendQuestion;
import dev.bursar.spend.SpendService;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what the pages about teams show. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
class TeamsLoad {
    private static final int MONTHS = 6;

    private final Teams teams;
    private final Departments departments;
    private final TeamLeads leads;
    private final SpendService spend;
    private final OwnershipRuleService rules;
    private final Clock clock;

    TeamsLoad(
            Teams teams,
            Departments departments,
            TeamLeads leads,
            SpendService spend,
            OwnershipRuleService rules,
            Clock clock) {
        this.teams = teams;
        this.departments = departments;
        this.leads = leads;
        this.spend = spend;
        this.rules = rules;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    public TeamsPage page(boolean withEnded) {
        LocalDate today = today();
        List<TeamSheet> sheets = teams.all();
        List<Department> all = departments.all();
        var tree = new TeamTree(today, all, sheets, leads.all());
        LocalDate month = today.withDayOfMonth(1);
        SpendAnswer answer = spend.ask(new SpendQuestion(
                month.minusMonths(1),
                month.plusMonths(1),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of()));
        for (SpendAnswer.CurrencySpend currency : answer.currencies()) {
            for (SpendAnswer.Row row : currency.rows()) {
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
        return new TeamsPage(
                today,
                spend.extent().isPresent(),
                tree.lines(withEnded),
                tree.thisMonth(),
                tree.lastMonth(),
                currency(answer),
                (int) sheets.stream().filter(team -> team.isThere(today)).count(),
                (int) all.stream().filter(one -> one.isThere(today)).count(),
                tree.ended());
    }

    public Optional<TeamPage> team(TeamId id) {
        LocalDate today = today();
        return teams.find(id).map(sheet -> {
            List<TeamLead> its =
                    leads.all().stream().filter(lead -> lead.team().equals(id)).toList();
            LocalDate month = today.withDayOfMonth(1);
            SpendAnswer answer = spend.ask(new SpendQuestion(
                    month.minusMonths(MONTHS - 1),
                    month.plusMonths(1),
                    Granularity.MONTHLY,
                    CostMetric.EFFECTIVE,
                    Dimension.TEAM,
                    List.of(new SpendFilter(
                            Dimension.TEAM, SpendFilter.Operator.IS, List.of(String.valueOf(id.value()))))));
            return new TeamPage(
                    today,
                    sheet,
                    departments.all(),
                    its,
                    spend.extent().isPresent(),
                    TeamPage.months(answer),
                    currency(answer),
                    rules.rules().all().stream()
                            .filter(rule -> rule.team().equals(id))
                            .toList(),
                    rules.accounts());
        });
    }

    private static String currency(SpendAnswer answer) {
        return answer.currencies().isEmpty()
                ? "USD"
                : answer.currencies().getFirst().currency();
    }
}
