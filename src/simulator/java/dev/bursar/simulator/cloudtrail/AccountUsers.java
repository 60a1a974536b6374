package dev.bursar.simulator.cloudtrail;

import static dev.bursar.simulator.organisation.OrganisationModel.CHECKOUT;
import static dev.bursar.simulator.organisation.OrganisationModel.DATA_LAKE;
import static dev.bursar.simulator.organisation.OrganisationModel.FRAUD;
import static dev.bursar.simulator.organisation.OrganisationModel.GROWTH;
import static dev.bursar.simulator.organisation.OrganisationModel.ML_PLATFORM;
import static dev.bursar.simulator.organisation.OrganisationModel.RECOMMENDATIONS;
import static dev.bursar.simulator.organisation.OrganisationModel.RESEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SANDBOX;
import static dev.bursar.simulator.organisation.OrganisationModel.SEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SHARED;
import static dev.bursar.simulator.organisation.OrganisationModel.VISION;

import dev.bursar.simulator.organisation.Organisation;
import java.util.List;

/**
 * Who works in an account.
 *
 * @param people those who sign in by Identity Center
 * @param user an IAM user, who has an access key
 * @param repository what the account's pipeline deploys
 */
record AccountUsers(String account, List<String> people, String user, String repository) {

    /** The role of pipelines. */
    static final String DEPLOYER = "ci-deployer";

    static final String GITHUB = "token.actions.githubusercontent.com";
    static final String GITLAB = "gitlab.com";

    private static final List<AccountUsers> ALL = List.of(
            new AccountUsers(Organisation.PAYER, List.of("org-admin", "finops"), "billing-export", "landing-zone"),
            new AccountUsers(ML_PLATFORM, List.of("ml-ops", "jonas"), "platform-batch", "ml-platform"),
            new AccountUsers(RESEARCH, List.of("anna", "research-lead"), "trainer", "experiments"),
            new AccountUsers(SANDBOX, List.of("anna", "intern-2"), "playground", "prototypes"),
            new AccountUsers(RECOMMENDATIONS, List.of("recs-lead", "lin"), "recs-batch", "recommender"),
            new AccountUsers(VISION, List.of("vision-lead", "tomas"), "vision-ops", "detector"),
            new AccountUsers(SEARCH, List.of("search-lead", "kenji"), "indexer", "search"),
            new AccountUsers(DATA_LAKE, List.of("data-lead", "lake-ops"), "ingest", "lake"),
            new AccountUsers(FRAUD, List.of("fraud-lead", "fraud-ml"), "scoring", "fraud-models"),
            new AccountUsers(CHECKOUT, List.of("checkout-lead", "shop-ops"), "shop-deploy", "checkout"),
            new AccountUsers(GROWTH, List.of("growth-lead", "web-ops"), "campaigns", "web"),
            new AccountUsers(SHARED, List.of("platform-ops", "net-admin"), "backup", "platform"));

    static List<AccountUsers> all() {
        return ALL;
    }

    static AccountUsers of(String account) {
        return ALL.stream()
                .filter(users -> users.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody works in " + account));
    }

    /** Half of the accounts' pipelines run on GitHub, half on GitLab. */
    String gitHost() {
        return Ids.number(account, 2) == 0 ? GITHUB : GITLAB;
    }

    String gitSubject() {
        return gitHost().equals(GITHUB)
                ? "repo:acme/" + repository + ":ref:refs/heads/main"
                : "project_path:acme/" + repository + ":ref_type:branch:ref:main";
    }
}
