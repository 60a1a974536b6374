package dev.bursar.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.NewTeam;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.ownership.RulePart;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

/** In November Research costs 10.123456789 and CNY 7 a day, Vision 5.5, Fraud 2, nobody 1.5; 23 days have been read. */
@BursarTest
class TeamChangesTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final LocalDate START = LocalDate.of(2000, 1, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final YearMonth MONTH = YearMonth.of(2026, 11);

    @Autowired
    ApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    TeamChanges changes;

    @Autowired
    Teams teams;

    @Autowired
    Departments departments;

    @Autowired
    TeamLeads leads;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    OwnershipRules rules;

    @Autowired
    CostService spend;

    @BeforeEach
    void load() {
        TeamsFixture.load(portal);
    }

    private TeamHistory sheet(String name) {
        return teams.all().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TeamId id(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private PersonId lead(TeamId team) {
        var person = people.create(new NewPerson("lead" + COUNTER.incrementAndGet(), "Some Lead", Set.of(Role.LEAD)));
        people.assignLead(person, new LedTeam(team, START, null));
        return person;
    }

    private static List<String> words(List<MoneyMove> moves) {
        return moves.stream()
                .map(move -> move.from() + " -> " + move.to() + " " + move.currency() + " "
                        + move.effectiveCost().stripTrailingZeros().toPlainString())
                .toList();
    }

    /** What the person who asks sees of two months by team, in USD. */
    private TreeMap<String, String> spent() {
        CostResult answer = spend.ask(new CostQuery(
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 12, 1),
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of()));
        var sums = new TreeMap<String, String>();
        answer.currencies().stream()
                .filter(currency -> currency.currency().equals("USD"))
                .flatMap(currency -> currency.rows().stream())
                .forEach(row -> sums.put(
                        row.label(),
                        row.perPeriod().stream()
                                .map(amount -> amount.stripTrailingZeros().toPlainString())
                                .toList()
                                .toString()));
        return sums;
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aMergeMovesCostsFromTheDayOnAsThePreviewSaid() {
        TeamHistory vision = sheet("Vision");
        TeamId research = sheet("Research").id();
        assertThat(words(changes.endMoves(vision.id(), research, NOVEMBER, MONTH)))
                .containsExactly("Vision -> Research USD 126.5");
        assertThat(words(changes.endMoves(vision.id(), research, LocalDate.of(2026, 11, 15), MONTH)))
                .containsExactly("Vision -> Research USD 49.5");
        assertThat(changes.endMoves(vision.id(), research, NOVEMBER, YearMonth.of(2026, 10)))
                .isEmpty();
        changes.end(vision.id(), vision.version(), NOVEMBER, research);
        TeamsFixture.applyRules(portal);
        assertThat(spent())
                .containsEntry("Vision", "[170.5, 0]")
                .containsEntry("Research", "[313.827160459, 359.339506147]");
        assertThat(sheet("Vision").to()).isEqualTo(NOVEMBER);
        assertThat(TeamsFixture.journal(portal, "team:" + vision.id().value()))
                .last()
                .asString()
                .startsWith("test admin team-merged");
        assertThat(TeamsFixture.journal(portal, "team:" + research.value()))
                .anyMatch(entry -> entry.startsWith("test admin rules-handed-over"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anEndedTeamsCostsAreUnallocatedFromTheDayOn() {
        TeamHistory vision = sheet("Vision");
        assertThat(changes.rules(vision.id(), NOVEMBER)).hasSize(1);
        assertThat(words(changes.endMoves(vision.id(), null, NOVEMBER, MONTH)))
                .containsExactly("Vision -> Unallocated USD 126.5");
        changes.end(vision.id(), vision.version(), NOVEMBER, null);
        TeamsFixture.applyRules(portal);
        assertThat(spent()).containsEntry("Vision", "[170.5, 0]").containsEntry("Unallocated", "[46.5, 161]");
        assertThat(rules.all())
                .filteredOn(rule -> rule.team().equals(vision.id()))
                .extracting(OwnershipRule::to)
                .containsExactly(NOVEMBER);
        assertThat(changes.rules(vision.id(), NOVEMBER)).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aSplitTakesTagValuesOutOfARule() {
        TeamHistory vision = sheet("Vision");
        OwnershipRule rule = changes.rules(vision.id(), NOVEMBER).getFirst();
        var parts = List.of(new RulePart(rule, null));
        assertThat(words(changes.splitMoves("Robotics", parts, NOVEMBER, MONTH)))
                .containsExactly("Vision -> Robotics USD 126.5");
        TeamId made =
                changes.split(vision.id(), vision.version(), new NewTeam("Robotics", NOVEMBER, null, "77"), parts);
        TeamsFixture.applyRules(portal);
        assertThat(spent()).containsEntry("Vision", "[170.5, 0]").containsEntry("Robotics", "[0, 126.5]");
        assertThat(sheet("Robotics").id()).isEqualTo(made);
        assertThat(sheet("Vision").to()).isNull();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatCannotBeStoredLeavesEverythingAsItWas() {
        TeamHistory vision = sheet("Vision");
        TeamId research = sheet("Research").id();
        var person = lead(vision.id());
        List<OwnershipRule> before = rules.all();
        assertThatThrownBy(() -> changes.end(vision.id(), vision.version() + 1, NOVEMBER, research))
                .isInstanceOf(StaleEdit.class);
        // the successor has an end, so that it can't own costs for good
        TeamHistory fraud = sheet("Fraud");
        teams.end(fraud.id(), fraud.version(), LocalDate.of(2027, 1, 1));
        assertThatThrownBy(() -> changes.end(vision.id(), vision.version(), NOVEMBER, fraud.id()))
                .isInstanceOf(dev.bursar.org.ChangeRefused.class);
        OwnershipRule stale = new OwnershipRule(
                before.getFirst().id(),
                1,
                vision.id(),
                List.of("a", "b"),
                false,
                null,
                null,
                START,
                null,
                before.getFirst().version() + 1);
        assertThatThrownBy(() -> changes.split(
                        vision.id(),
                        vision.version(),
                        new NewTeam("Robotics", NOVEMBER, null, null),
                        List.of(new RulePart(stale, List.of("a")))))
                .isInstanceOf(StaleEdit.class);
        assertThat(teams.all()).noneMatch(team -> team.name().equals("Robotics"));
        assertThat(sheet("Vision")).isEqualTo(vision);
        assertThat(rules.all()).isEqualTo(before);
        assertThat(people.led(person)).containsExactly(new LedTeam(vision.id(), START, null));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatIsAlreadyClaimedRefusesTheSplit() {
        TeamHistory vision = sheet("Vision");
        OwnershipRule rule = changes.rules(vision.id(), NOVEMBER).getFirst();
        // two tag values, one of which a rule of Fraud claims alone
        database.jdbc()
                .sql("update ownership_rule set tag_values = '{vision,fraud}' where id = ?")
                .param(rule.id())
                .update();
        OwnershipRule both = changes.rules(vision.id(), NOVEMBER).getFirst();
        assertThatThrownBy(() -> changes.split(
                        vision.id(),
                        vision.version(),
                        new NewTeam("Robotics", NOVEMBER, null, null),
                        List.of(new RulePart(both, List.of("fraud")))))
                .isInstanceOf(RuleRefused.class);
        assertThat(teams.all()).noneMatch(team -> team.name().equals("Robotics"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void leadsOfAnEndedTeamKeepTheirDays() {
        TeamHistory vision = sheet("Vision");
        var present = lead(vision.id());
        var coming = people.create(new NewPerson("lead" + COUNTER.incrementAndGet(), "Coming Lead", Set.of(Role.LEAD)));
        people.assignLead(coming, new LedTeam(vision.id(), NOVEMBER.plusDays(3), null));
        changes.end(vision.id(), vision.version(), NOVEMBER, sheet("Research").id());
        assertThat(people.led(present)).containsExactly(new LedTeam(vision.id(), START, NOVEMBER));
        assertThat(people.led(coming)).isEmpty();
        assertThat(leads.all())
                .filteredOn(lead -> lead.team().equals(vision.id()))
                .extracting(TeamLead::person, TeamLead::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(present, NOVEMBER));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void movingADepartmentOnIsPreviewedByDay() {
        TeamHistory vision = sheet("Vision");
        DepartmentId learning = departments.create("Machine Learning", START, null);
        DepartmentId commerce = departments.create("Commerce", START, null);
        teams.move(vision.id(), vision.version(), LocalDate.of(2026, 11, 10), learning);
        assertThat(words(changes.moveMoves(vision.id(), commerce, NOVEMBER, MONTH)))
                .containsExactlyInAnyOrder("no department -> Commerce USD 49.5", "Machine Learning -> Commerce USD 77");
        assertThat(words(changes.moveMoves(vision.id(), null, LocalDate.of(2026, 11, 23), MONTH)))
                .containsExactly("Machine Learning -> no department USD 5.5");
        assertThat(changes.moveMoves(vision.id(), commerce, LocalDate.of(2026, 12, 1), MONTH))
                .isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadOfAMergedTeamSeesTheDaysTheyLedAndNoLaterOnes() {
        // made by TeamsFixture's truncation away, so given anew
        var me = new PersonId(database.jdbc()
                .sql("select id from person where user_name = 'test lead of Vision'")
                .query(Integer.class)
                .single());
        asAdmin(() -> people.assignLead(me, new LedTeam(id("Vision"), START, null)));
        assertThat(spent()).containsOnlyKeys("Vision").containsEntry("Vision", "[170.5, 126.5]");
        asAdmin(() -> {
            // the transaction of a change is the same; Bursar itself may not make one that only admins may
            TeamHistory vision = sheet("Vision");
            teams.merge(vision.id(), vision.version(), sheet("Research").id(), NOVEMBER);
            leads.endAll(vision.id(), NOVEMBER);
        });
        assertThat(spent()).containsOnlyKeys("Vision").containsEntry("Vision", "[170.5, 0]");
    }

    private void asAdmin(Runnable work) {
        var context = org.springframework.security.core.context.SecurityContextHolder.getContext();
        org.springframework.security.core.context.SecurityContextHolder.clearContext();
        try {
            background.run(work);
        } finally {
            org.springframework.security.core.context.SecurityContextHolder.setContext(context);
        }
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeChangesNoTeam() {
        onlyAdminsMay();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorChangesNoTeam() {
        onlyAdminsMay();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Led")
    void aLeadChangesNoTeam() {
        onlyAdminsMay();
        assertThatThrownBy(() -> leads.all()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> portal.getBean(TeamsLoad.class).page(true)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> portal.getBean(AccountsLoad.class).accounts())
                .isInstanceOf(AccessDeniedException.class);
    }

    private void onlyAdminsMay() {
        TeamId team = id("Vision");
        assertThatThrownBy(() -> changes.end(team, 0, NOVEMBER, null)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> changes.split(team, 0, new NewTeam("x", NOVEMBER, null, null), List.of()))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> changes.endMoves(team, null, NOVEMBER, MONTH))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> leads.endAll(team, NOVEMBER)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> leads.candidates()).isInstanceOf(AccessDeniedException.class);
    }
}
