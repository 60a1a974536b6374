package dev.bursar.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.budgets.plan.BudgetPlanning;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Successors;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.TeamKey;
import dev.bursar.tagging.policy.CurrentTeamValues;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A new team counts for nothing but its own spend until an admin decides what it is. */
@BursarTest
class UnconfirmedTeamsTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    UnconfirmedTeams unconfirmed;

    @Autowired
    Teams teams;

    @Autowired
    Organisation organisation;

    @Autowired
    OwnershipRules rules;

    @Autowired
    OwnershipRuleService ruleService;

    @Autowired
    CurrentTeamValues values;

    @Autowired
    BudgetPlanning budgets;

    @Autowired
    TeamKey teamKey;

    @Autowired
    TransactionTemplate transaction;

    private TeamId made;

    @BeforeEach
    void madeOfAValue() {
        TeamsFixture.load(portal);
        database.jdbc().sql("delete from tag_value_left_out").update();
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        made = transaction.execute(status -> {
            TeamId team = organisation.teamOfUnseen("phantom");
            rules.append(team, List.of("phantom"), false, null, null);
            return team;
        });
    }

    private TeamHistory sheet() {
        return teams.find(made).orElseThrow();
    }

    private List<OwnershipRule> itsRules() {
        return rules.all().stream().filter(rule -> rule.namesTag("phantom")).toList();
    }

    private boolean counts() {
        boolean policy = values.now().values().contains("phantom");
        assertThat(ruleService.openTeams().containsKey(made)).isEqualTo(policy);
        assertThat(budgets.choices().teams().containsKey(made)).isEqualTo(policy);
        return policy;
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void itCountsOnceItIsConfirmed() {
        assertThat(counts()).isFalse();
        assertThat(unconfirmed.all()).extracting(TeamHistory::id).containsExactly(made);
        assertThat(organisation.lasting()).isNotEmpty().doesNotContain(made);
        unconfirmed.confirm(Map.of(made, 0));
        assertThat(organisation.lasting()).contains(made);
        assertThat(counts()).isTrue();
        assertThat(unconfirmed.all()).isEmpty();
        assertThat(TeamsFixture.journal(portal, "team:" + made.value())).containsExactly("test admin team-confirmed");
        assertThatThrownBy(() -> unconfirmed.confirm(Map.of(made, 0))).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> unconfirmed.leaveOut(made, 1))
                .as("it is a team like others now")
                .isInstanceOf(StaleEdit.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void joiningGivesItsCostsOfAllDaysToTheOtherTeam() {
        TeamId research = teams.all().stream()
                .filter(team -> team.name().equals("Research"))
                .findFirst()
                .orElseThrow()
                .id();
        unconfirmed.join(made, 0, research);
        assertThat(itsRules())
                .extracting(OwnershipRule::team, OwnershipRule::from)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(research, OwnershipRule.ALWAYS));
        assertThat(sheet().to()).isEqualTo(sheet().from().plusDays(1));
        assertThat(unconfirmed.all()).isEmpty();
        assertThat(portal.getBean(Successors.class).of(made, sheet().from().plusDays(1)))
                .contains(research);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anUpgradeTakesTeamsOfTagValuesThatNobodyTouchedAsNew() throws IOException {
        TeamId led = transaction.execute(status -> {
            TeamId team = organisation.teamNamed("led");
            rules.append(team, List.of("led"), false, null, null);
            return team;
        });
        TeamId before = transaction.execute(status -> {
            TeamId team = organisation.teamNamed("Unallocated");
            rules.append(team, List.of("Unallocated"), false, null, null);
            return team;
        });
        var lead = portal.getBean(People.class).create(new NewPerson("lead of led", "Lead", Set.of(Role.LEAD)));
        portal.getBean(People.class).assignLead(lead, new LedTeam(led, OwnershipRule.ALWAYS, null));
        database.jdbc().sql("update team set confirmed = true").update();
        try (var migration = getClass().getResourceAsStream("/db/migration/V124__new_teams.sql")) {
            String text = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
            database.jdbc().sql(text.substring(text.indexOf("update team t"))).update();
        }
        assertThat(organisation.unconfirmed()).containsExactlyInAnyOrder(made, before);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aValueThatIsLeftOutGetsNoTeamAgain() {
        unconfirmed.leaveOut(made, 0);
        assertThat(itsRules()).isEmpty();
        assertThat(teamKey.leftOut()).containsExactly("phantom");
        assertThat(sheet().to()).isEqualTo(sheet().from().plusDays(1));
    }
}
