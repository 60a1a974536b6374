package dev.bursar.tagging.violations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.access.SignedInAs;
import dev.bursar.inventory.Creation;
import dev.bursar.inventory.Creations;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.list.ListState;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.policy.CurrentTeamValues;
import dev.bursar.tagging.policy.PolicyStore;
import dev.bursar.tagging.violations.TagFixes.Fix;
import dev.bursar.tagging.violations.ViolationService.Details;
import dev.bursar.tagging.violations.ViolationService.Month;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.tagging.writes.Obstacle;
import dev.bursar.tagging.writes.TagChangeService;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import dev.bursar.tagging.writes.TagChangeService.Planned;
import dev.bursar.tagging.writes.TagChangeService.Refused;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Untagged resources that nobody owns, and the one lead who sees them because everything points at their team. */
@BursarTest
class ProbablyYoursTest {
    private static final ListState PROBABLE = Violations.USUAL.with(Violations.WHOSE, Violations.Whose.PROBABLE);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String STACK = "aws:cloudformation:stack-name";

    @Autowired
    ApplicationContext portal;

    @Autowired
    ViolationService service;

    @Autowired
    TagFixes fixes;

    @Autowired
    TagChangeService changes;

    @Autowired
    TestDatabase database;

    private ResourceRows rows;
    private int research;
    private int fraud;

    @BeforeEach
    void resources() {
        try (var owner = database.owner()) {
            JdbcClient jdbc = JdbcClient.create(owner);
            ResourceRows.clear(jdbc);
            jdbc.sql("truncate ownership_rule, charge, charge_slice, spend_by_month, resource_creation, aws_change,"
                            + " aws_change_item, aws_write_setting cascade")
                    .update();
        }
        rows = new ResourceRows(database.jdbc());
        var organisation = portal.getBean(Organisation.class);
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            research = organisation.teamNamed("Research").value();
            fraud = organisation.teamNamed("Fraud").value();
            var rules = portal.getBean(OwnershipRules.class);
            rules.append(new TeamId(research), List.of("research", "res"), false, null, null);
            rules.append(new TeamId(fraud), List.of("fraud"), true, null, null);
        });
        policy("Team", "team", "team");
        policy("Environment", "env", "any");
    }

    private void policy(String name, String key, String rule) {
        database.jdbc()
                .sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values (:name, :key, false, :rule, '{}', true, false, '2026-01-01', 0)
                        """)
                .param("name", name)
                .param("key", key)
                .param("rule", rule)
                .update();
    }

    /** As the check of tags does: violations of all resources without the tag, and at whom they point. */
    private void check() {
        database.jdbc().sql("""
                        insert into tag_violation (policy_id, resource_id, problem, tag_key, since, grace_to)
                        select p.id, r.id, 'missing', p.tag_key, '2026-11-01', '2026-11-01' from tag_policy p, resource r
                         where r.tags not like '%"' || p.tag_key || '"%' on conflict do nothing
                        """).update();
        learn();
    }

    private void learn() {
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(LikelyTeams.class)
                        .learn(
                                ResourceRows.ACCOUNT,
                                portal.getBean(PolicyStore.class).all(),
                                portal.getBean(CurrentTeamValues.class).now(),
                                TODAY));
    }

    private void created(String person, ResourceRows.Row... created) {
        var all = new ArrayList<Creation>();
        for (var one : created) {
            all.add(new Creation(
                    one.arn(), person, "role", "Create", UUID.randomUUID(), Instant.parse("2026-11-01T06:00:00Z")));
        }
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(Creations.class).learn(all));
    }

    private ResourceRows.Row[] owned(String name, int team, int count) {
        var all = new ResourceRows.Row[count];
        for (int i = 0; i < count; i++) {
            all[i] = rows.instance(name + i).ownedBy(team).tag("team", team == fraud ? "fraud" : "research");
            all[i].add();
        }
        return all;
    }

    private List<String> probable() {
        return service.rows(PROBABLE, 0, 500).stream()
                .map(row -> row.name() + " " + row.key())
                .sorted()
                .toList();
    }

    /** One that points at Research in each way, one at Fraud, and those that point at two teams or none. */
    private void everyCase() {
        rows.instance("a-research-nb").costing("5");
        rows.instance("b-fraud-scorer").costing("7");
        for (int i = 0; i < 2; i++) {
            rows.instance("s" + i)
                    .ownedBy(research)
                    .tags(Map.of("team", "res", STACK, "labs"))
                    .add();
        }
        rows.instance("c-of-stack").tag(STACK, "labs").costing("3");
        rows.instance("d-fraud-of-stack").tag(STACK, "labs").costing("11");
        var made = rows.instance("e-made");
        made.costing("13");
        created("trainer", owned("t", research, 3));
        created("trainer", made);
        var madeByBoth = rows.instance("f-made-by-both");
        madeByBoth.costing("17");
        created("builder", owned("u", research, 3));
        created("builder", owned("v", fraud, 1));
        created("builder", madeByBoth);
        var madeByLead = rows.instance("g-made-by-lead");
        madeByLead.costing("19");
        created("TEST lead of Research", madeByLead);
        var seldom = rows.instance("h-made-by-a-beginner");
        seldom.costing("23");
        created("beginner", owned("w", research, 2));
        created("beginner", seldom);
        rows.instance("i-nothing").costing("29");
        check();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesWhatPointsAtTheirTeamAndNothingElseAnywhere() {
        everyCase();
        assertThat(probable())
                .containsExactly("a-research-nb team", "c-of-stack team", "e-made team", "g-made-by-lead team");
        Page page = service.page(PROBABLE);
        assertThat(page.violations()).isEqualTo(4);
        assertThat(page.cost()).containsExactly(Map.entry("USD", new BigDecimal("40")));
        assertThat(page.choices().of(Violations.TEAM)).containsOnlyKeys("0");
        assertThat(service.probable()).contains(new Untagged(4, page.cost()));
        var exported = new ArrayList<String>();
        service.each(PROBABLE, row -> exported.add(row.name()));
        assertThat(exported).containsExactlyInAnyOrder("a-research-nb", "c-of-stack", "e-made", "g-made-by-lead");
        assertThat(service.groups(PROBABLE, Violations.Group.TYPE))
                .extracting(ViolationService.GroupRow::violations)
                .containsExactly(4L);
        assertThat(fixes.fixes(PROBABLE, ChosenViolations.ALL).fixes())
                .extracting(fix -> fix.row().name(), Fix::value)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a-research-nb", "research"),
                        org.assertj.core.groups.Tuple.tuple("c-of-stack", "res"),
                        org.assertj.core.groups.Tuple.tuple("e-made", "research"),
                        org.assertj.core.groups.Tuple.tuple("g-made-by-lead", "research"));
        assertThat(fixes.rows(PROBABLE, 0, 500))
                .extracting(one -> one.sign() == null ? "" : one.sign().toString())
                .as("no number tells of others' resources")
                .containsExactlyInAnyOrder(
                        Sign.of(Sign.Kind.NAME).toString(),
                        new Sign(Sign.Kind.STACK, "labs", 2, 0).toString(),
                        new Sign(Sign.Kind.CREATOR, "trainer", 3, 0).toString(),
                        new Sign(Sign.Kind.LEAD, "TEST lead of Research", 0, 0).toString());
        // none is among their own
        assertThat(service.page(Violations.USUAL).violations())
                .as("of owned ones, without env")
                .isEqualTo(10);
        assertThat(service.page(Violations.USUAL).cost()).isEmpty();
        assertThat(service.untagged()).contains(new Untagged(10, Map.of()));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Fraud")
    void anotherTeamsLeadSeesNoneOfThem() {
        everyCase();
        assertThat(probable()).containsExactly("b-fraud-scorer team");
        assertThat(service.page(PROBABLE).cost()).containsExactly(Map.entry("USD", new BigDecimal("7")));
        ids("name <> 'b-fraud-scorer' and team_id = 0")
                .forEach(id -> assertThat(service.details(id)).isEmpty());
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void whatPointsAtTwoTeamsAlikeIsShownToNeither() {
        rows.instance("research-fraud-nb").costing("5");
        rows.instance("fraud-by-research").costing("5");
        for (int i = 0; i < 2; i++) {
            rows.instance("r" + i)
                    .ownedBy(research)
                    .tags(Map.of("team", "res", STACK, "shared"))
                    .add();
            rows.instance("f" + i)
                    .ownedBy(fraud)
                    .tags(Map.of("team", "fraud", STACK, "shared"))
                    .add();
        }
        rows.instance("of-both").tag(STACK, "shared").costing("5");
        check();
        assertThat(probable()).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aValueThatAwsDoesntTakeIsNotSuggested() {
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(OwnershipRules.class)
                        .append(new TeamId(research), List.of("r$d"), false, null, null));
        rows.instance("r-d-nb").costing("5");
        check();
        assertThat(fixes.rows(PROBABLE, 0, 500)).singleElement().satisfies(one -> {
            assertThat(one.row().name()).isEqualTo("r-d-nb");
            assertThat(one.value()).isNull();
        });
    }

    @Test
    @SignedInAs(
            value = Role.LEAD,
            leads = {"Research", "Fraud"})
    void whoLeadsBothTeamsSeesWhatPointsAtBoth() {
        everyCase();
        assertThat(probable()).contains("d-fraud-of-stack team", "a-research-nb team", "b-fraud-scorer team");
        assertThat(probable()).doesNotContain("i-nothing team", "f-made-by-both team", "h-made-by-a-beginner team");
    }

    @Test
    @SignedInAs({Role.ADMIN, Role.FINANCE, Role.AUDITOR})
    void whoLeadsNobodyHasNothingThatIsProbablyTheirs() {
        everyCase();
        assertThat(probable()).isEmpty();
        assertThat(service.page(PROBABLE).states()).isEmpty();
        assertThat(service.probable()).isEmpty();
    }

    private List<Long> ids(String condition) {
        return database.jdbc()
                .sql("select id from resource where " + condition + " order by id")
                .query(Long.class)
                .list();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void itsPanelShowsThatOneTagAndWhatNobodyOwnsOfItsCost() {
        long id = rows.instance("a-research-nb").costing("5");
        rows.monthCost(id, LocalDate.of(2026, 11, 1), 0, "5", "USD");
        rows.monthCost(id, LocalDate.of(2026, 11, 1), fraud, "2", "USD");
        check();
        Details details = service.details(id).orElseThrow();
        assertThat(details.probable()).isTrue();
        assertThat(details.wrong())
                .extracting(
                        wrong -> wrong.row().key(),
                        wrong -> wrong.suggestions().getFirst().value())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("team", "research"));
        assertThat(details.months()).extracting(Month::effectiveCost).containsExactly(new BigDecimal("5"));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void itIsGoneAtOnceWhenSomebodyOwnsItOrTheLeadNoLongerLeads() {
        long id = rows.instance("a-research-nb").costing("5");
        rows.instance("b-research-nb").costing("5");
        check();
        assertThat(probable()).hasSize(2);
        database.jdbc()
                .sql("update resource set team_id = :fraud, owner_by = 'rules' where id = :id")
                .param("fraud", fraud)
                .param("id", id)
                .update();
        assertThat(probable()).containsExactly("b-research-nb team");
        assertThat(service.details(id)).isEmpty();
        int person = database.jdbc()
                .sql("select person_id from person_team where team_id = :team and person_id = (select id from person"
                        + " where user_name = 'test lead of Research')")
                .param("team", research)
                .query(Integer.class)
                .single();
        database.jdbc()
                .sql("update person_team set valid_to = '2026-11-01' where person_id = :person")
                .param("person", person)
                .update();
        try {
            portal.getBean(dev.bursar.access.rights.RightsOfPeople.class)
                    .changed(new dev.bursar.kernel.PersonId(person));
            assertThat(probable()).isEmpty();
            assertThat(service.probable()).isEmpty();
        } finally {
            database.jdbc()
                    .sql("update person_team set valid_to = null where person_id = :person")
                    .param("person", person)
                    .update();
            portal.getBean(dev.bursar.access.rights.RightsOfPeople.class)
                    .changed(new dev.bursar.kernel.PersonId(person));
        }
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aNewTeamIsPointedAtOnceItIsConfirmed() {
        rows.instance("a-research-nb").costing("5");
        database.jdbc()
                .sql("update team set confirmed = false where id = :id")
                .param("id", research)
                .update();
        try {
            check();
            assertThat(probable()).isEmpty();
        } finally {
            database.jdbc()
                    .sql("update team set confirmed = true where id = :id")
                    .param("id", research)
                    .update();
        }
        learn();
        assertThat(probable()).hasSize(1);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadProposesTheirOwnValuesAndNoOthers() {
        everyCase();
        turnOn();
        Map<String, Long> violations = database
                .jdbc()
                .sql("""
                        select r.name || ' ' || v.tag_key as name, v.id from tag_violation v join resource r on r.id = v.resource_id
                        """)
                .query((row, number) -> Map.entry(row.getString("name"), row.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long own = violations.get("e-made team");
        assertThat(changes.plan(PROBABLE, ChosenViolations.ALL).tags())
                .extracting(one -> one.row().name(), Planned::value)
                .contains(org.assertj.core.groups.Tuple.tuple("c-of-stack", "res"))
                .hasSize(4);
        assertThat(changes.plan(PROBABLE, ChosenViolations.ALL).tags())
                .flatExtracting(Planned::values)
                .containsOnly("Research", "research", "res");
        for (String value : List.of("fraud", "Fraud", "unheard-of")) {
            assertThat(obstacles(new Choice(own, value))).as(value).isEqualTo(Map.of(own, Obstacle.VALUE_NOT_ALLOWED));
        }
        Set<String> others = Set.of(
                "b-fraud-scorer team",
                "d-fraud-of-stack team",
                "i-nothing team",
                "f-made-by-both team",
                "c-of-stack env");
        for (String other : others) {
            long id = violations.get(other);
            assertThat(obstacles(new Choice(id, "research"), new Choice(own, "research")))
                    .as(other)
                    .isEqualTo(Map.of(id, Obstacle.GONE));
        }
        assertThat(changes.propose(List.of(new Choice(own, "research")), "Ours"))
                .isPositive();
        assertThat(database.jdbc()
                        .sql("select subject || ' ' || part || ' ' || wanted || ' ' || team_id from aws_change_item")
                        .query(String.class)
                        .list())
                .containsExactly("arn:aws:ec2:eu-central-1:111122223333:instance/e-made team research 0");
        // what brings values back names no violation
        database.jdbc().sql("update aws_change_item set source = null").update();
        database.jdbc().sql("update aws_change set proposed_by = 424242").update();
        assertThat(changes.obstacles(List.of(new Choice(own, "research"))))
                .isEqualTo(Map.of(own, Obstacle.IN_ANOTHER_CHANGE));
        assertThat(changes.plan(PROBABLE, ChosenViolations.ALL).tags())
                .as("another lead learns that it is proposed, and no more")
                .filteredOn(one -> one.row().id() == own)
                .singleElement()
                .satisfies(one -> assertThat(one.obstacle()).contains(Obstacle.IN_ANOTHER_CHANGE));
        assertThat(fixes.rows(PROBABLE, 0, 500)).noneMatch(one -> one.fixing().isPresent());
    }

    private Map<Long, Obstacle> obstacles(Choice... choices) {
        return catchThrowableOfType(Refused.class, () -> changes.propose(List.of(choices), "Ours"))
                .obstacles();
    }

    private void turnOn() {
        database.jdbc().sql("""
                        insert into aws_write_setting (kind, enabled, another, role_name, most, stacks, version, changed_by, changed_at)
                        values ('tags', true, false, 'BursarWriter', 200, false, 1, 'Ada', now())
                        """).update();
    }
}
