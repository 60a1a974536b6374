package dev.bursar.local;

import dev.bursar.org.Organisation;
import dev.bursar.spend.OwnershipRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The teams of the simulated organisation and the rules by which they own its costs; made once. */
@Component
@Profile("demo")
@Order(100)
class DemoTeams implements ApplicationRunner {
    private final Organisation organisation;
    private final OwnershipRules rules;
    private final TransactionTemplate transaction;

    DemoTeams(Organisation organisation, OwnershipRules rules, TransactionTemplate transaction) {
        this.organisation = organisation;
        this.rules = rules;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            if (rules.all().isEmpty()) {
                byTag().forEach((team, values) -> rules.append(organisation.teamNamed(team), values, true, null, null));
                byAccount()
                        .forEach((team, account) ->
                                rules.append(organisation.teamNamed(team), null, false, List.of(account), null));
            }
        });
    }

    private static Map<String, List<String>> byTag() {
        var teams = new LinkedHashMap<String, List<String>>();
        teams.put("Research", List.of("research"));
        teams.put("Recommendations", List.of("recommendations", "recs"));
        teams.put("Vision", List.of("vision"));
        teams.put("Search", List.of("search"));
        teams.put("Data Lake", List.of("data-lake", "data$lake"));
        teams.put("Fraud", List.of("fraud"));
        teams.put("Platform", List.of("platform"));
        teams.put("Checkout", List.of("checkout"));
        teams.put("Growth", List.of("growth", "🚀 growth"));
        return teams;
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
