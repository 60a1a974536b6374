package dev.bursar.local;

import dev.bursar.kernel.BackgroundScope;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.Organisation;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipRules;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The teams of the simulated organisation, their departments, and the rules by which they own its costs; made once. */
@Component
@Profile("demo")
@Order(100)
class DemoTeams implements ApplicationRunner {
    private static final String PLATFORM = "Platform";
    private static final LocalDate SINCE = LocalDate.of(2000, 1, 1);

    private final Organisation organisation;
    private final Teams teams;
    private final Departments departments;
    private final OwnershipRules rules;
    private final BackgroundScope background;
    private final TransactionTemplate transaction;
    private final boolean full;

    DemoTeams(
            Organisation organisation,
            Teams teams,
            Departments departments,
            OwnershipRules rules,
            BackgroundScope background,
            TransactionTemplate transaction,
            @Value("${bursar.demo}") String demo) {
        this.organisation = organisation;
        this.teams = teams;
        this.departments = departments;
        this.rules = rules;
        this.background = background;
        this.transaction = transaction;
        this.full = demo.equals("full");
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            if (rules.all().isEmpty()) {
                byTag().forEach((team, values) -> rules.append(
                        organisation.teamNamed(team), values, !full || !team.equals(PLATFORM), null, null));
                byAccount()
                        .forEach((team, account) ->
                                rules.append(organisation.teamNamed(team), null, false, List.of(account), null));
            }
        });
        // a demo that was begun before there were departments gets them too
        background.run(() -> transaction.executeWithoutResult(status -> {
            if (departments.all().isEmpty()) {
                arrange();
            }
        }));
    }

    /** Two departments lie in a third, so that sums of sums are seen. */
    private void arrange() {
        DepartmentId technology = departments.create("Technology", SINCE, null);
        place(
                departments.create("Machine Learning", SINCE, technology),
                Map.of("Research", "4110", "Recommendations", "4112", "Vision", "4114"));
        place(
                departments.create("Data and Platform", SINCE, technology),
                Map.of("Data Lake", "4120", PLATFORM, "4122"));
        place(
                departments.create("Commerce", SINCE, null),
                Map.of("Search", "5210", "Checkout", "5212", "Growth", "5214"));
        place(departments.create("Risk", SINCE, null), Map.of("Fraud", "6300"));
    }

    private void place(DepartmentId department, Map<String, String> costCentres) {
        for (TeamHistory team : teams.all()) {
            String costCentre = costCentres.get(team.name());
            if (costCentre != null && !team.isOver(SINCE)) {
                teams.move(team.id(), team.version(), SINCE, department);
                teams.setCostCentre(team.id(), team.version() + 1, SINCE, costCentre);
            }
        }
    }

    private Map<String, List<String>> byTag() {
        var teams = new LinkedHashMap<String, List<String>>();
        teams.put("Research", List.of("research"));
        teams.put("Recommendations", List.of("recommendations", "recs"));
        teams.put("Vision", List.of("vision"));
        teams.put("Search", List.of("search"));
        teams.put("Data Lake", List.of("data-lake", "data$lake"));
        teams.put("Fraud", List.of("fraud"));
        teams.put(PLATFORM, platform());
        teams.put("Checkout", List.of("checkout"));
        teams.put("Growth", List.of("growth", "🚀 growth"));
        return teams;
    }

    /** The whole demo leaves "platform " with a space at its end to whoever opens the page of values. */
    private List<String> platform() {
        return full ? List.of("platform", "Platform", "PLATFORM") : List.of("platform");
    }

    /** What carries no tag in an account that one team has for itself. */
    private static Map<String, String> byAccount() {
        var accounts = new LinkedHashMap<String, String>();
        accounts.put("Research", "210987654321");
        accounts.put("Recommendations", "432109876543");
        accounts.put("Vision", "543210987654");
        accounts.put("Search", "654321098765");
        accounts.put("Data Lake", "765432109876");
        accounts.put("Fraud", "876543210987");
        accounts.put("Checkout", "987654321098");
        accounts.put("Growth", "109876543210");
        return accounts;
    }
}
