package dev.bursar.admin.organisation;

import dev.bursar.access.TeamLead;
import dev.bursar.charges.CostResult;
import dev.bursar.kernel.NoCosts;
import dev.bursar.org.Department;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.TeamHistory;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * What a team's page shows.
 *
 * @param departments all of them, for names
 * @param leads all times in which anybody led, leads or will lead it
 * @param read whether any costs have been read
 * @param months newest first
 * @param rules all that were, are or will be its, in the order tried
 * @param accountNames by id
 */
record TeamPage(
        LocalDate today,
        TeamHistory team,
        List<Department> departments,
        List<TeamLead> leads,
        boolean read,
        List<MonthCosts> months,
        String currency,
        List<OwnershipRule> rules,
        Map<String, String> accountNames) {
    TeamPage {
        departments = List.copyOf(departments);
        leads = List.copyOf(leads);
        months = List.copyOf(months);
        rules = List.copyOf(rules);
        accountNames = Map.copyOf(accountNames);
    }

    /** @param none why there may be no costs */
    record MonthCosts(YearMonth month, Amounts amounts, NoCosts none) {}

    static List<MonthCosts> months(CostResult answer, Optional<LocalDateRange> read, LocalDate today) {
        var months = new ArrayList<MonthCosts>();
        for (int i = answer.periods().size() - 1; i >= 0; i--) {
            Amounts amounts = Amounts.NONE;
            for (CostResult.CurrencySpend currency : answer.currencies()) {
                amounts = amounts.plus(
                        Amounts.of(currency.currency(), currency.perPeriod().get(i)));
            }
            YearMonth month = YearMonth.from(answer.periods().get(i));
            months.add(new MonthCosts(month, amounts, NoCosts.of(month, read, today)));
        }
        return months;
    }

    String departmentName(DepartmentId id) {
        return departments.stream()
                .filter(one -> one.id().equals(id))
                .map(Department::name)
                .findFirst()
                .orElse("");
    }
}
