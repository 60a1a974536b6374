package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.OrganisationModel;
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

    private static final List<AccountUsers> ALL = Data.rows("users.csv", Row.class).stream()
            .map(row -> new AccountUsers(
                    OrganisationModel.id(row.account), List.of(row.people.split(" ")), row.user, row.repository))
            .toList();

    private record Row(String account, String people, String user, String repository) {}

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
