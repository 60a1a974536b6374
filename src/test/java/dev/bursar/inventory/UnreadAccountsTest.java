package dev.bursar.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.inventory.UnreadAccounts.Answer;
import dev.bursar.inventory.UnreadAccounts.Unread;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.WhyUnread;
import dev.bursar.sync.Problem.Said;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which accounts' resources were not read. */
@BursarTest
class UnreadAccountsTest {
    private static final String READ = "100000000001";
    private static final String REFUSED = "100000000002";
    private static final String NEVER = "100000000003";
    private static final String PARTLY = "100000000004";

    @Autowired
    UnreadAccounts accounts;

    @Autowired
    TestDatabase database;

    private JdbcClient jdbc;

    @BeforeEach
    void rows() {
        clear();
        jdbc = database.jdbc();
        for (String id : new String[] {READ, REFUSED, NEVER, PARTLY}) {
            jdbc.sql("""
                insert into account (id, name, payer, state, observed_at, seen_at)
                values (:id, 'n' || right(:id, 1), :id, 'ACTIVE', now(), now())
                """).param("id", id).update();
        }
        reading(READ);
        reading(PARTLY);
        state(REFUSED, "", "role", "denied", "AWS refused the role in account 1000-0000-0002.");
        state(PARTLY, "eu-west-1", "resource-explorer", "incomplete", "No view.");
        state(PARTLY, "us-east-1", "tagging", "denied", "Refused.");
        state(PARTLY, "us-east-2", "sagemaker", "denied", "Another page's matter.");
        state(READ, "ap-east-1", "tagging", "off", "The Region is off.");
    }

    @AfterEach
    void clear() {
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("truncate account, inventory_reading, place_state, resource cascade")
                    .update();
        }
    }

    private void reading(String account) {
        jdbc.sql("""
            insert into inventory_reading (account, region, source, run_id, read_at, complete, resources)
            values (:account, 'us-east-1', 'tagging', 1, now(), true, 1)
            """).param("account", account).update();
    }

    private void state(String account, String region, String api, String state, String problem) {
        jdbc.sql("""
            insert into place_state (account, region, api, state, problem, what_to_do, checked_at)
            values (:account, :region, :api, :state, :problem, 'Do this.', now())
            """)
                .param("account", account)
                .param("region", region)
                .param("api", api)
                .param("state", state)
                .param("problem", problem)
                .update();
    }

    @Test
    void whatIsMissingIsSaidOfEachAccountOnce() {
        Answer answer = accounts.of(ResourceVisibility.EVERYTHING);
        assertThat(answer.unread())
                .containsExactly(
                        new Unread(
                                REFUSED,
                                "n2",
                                WhyUnread.NO_ACCESS,
                                new Said("AWS refused the role in account 1000-0000-0002.", "Do this."),
                                0),
                        new Unread(NEVER, "n3", WhyUnread.NOT_YET, null, 0),
                        new Unread(PARTLY, "n4", WhyUnread.IN_PART, new Said("Refused.", "Do this."), 1));
        assertThat(answer.accounts()).isEqualTo(4);
    }

    @Test
    void aLeadHearsOfAccountsWithResourcesOfTheirsOnly() {
        int team = jdbc.sql("insert into team (name) values ('Unread') returning id")
                .query(Integer.class)
                .single();
        jdbc.sql("""
            insert into resource (arn, arn_hash, account, region, type, name, tags, read_account, read_region, first_seen,
                   last_seen, tagging_seen, team_id, owner_by)
            values ('arn:x', sha256('arn:x'), :account, 'eu-west-1', 'x', 'x', '{}', :account, 'eu-west-1', now(), now(), now(),
                    :team, 'rules')
            """).param("account", PARTLY).param("team", team).update();
        Answer answer = accounts.of(new Visible(false, Set.of(new TeamId(team)), Set.of(NEVER)));
        assertThat(answer.unread()).extracting(Unread::account).containsExactly(NEVER, PARTLY);
        assertThat(answer.accounts()).isEqualTo(2);
        assertThat(accounts.of(new Visible(false, Set.of(), Set.of())).accounts())
                .isZero();
    }
}
