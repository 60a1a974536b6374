package dev.bursar.tagging.violations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.access.SignedInAs;
import dev.bursar.inventory.Creation;
import dev.bursar.inventory.Creations;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.list.Filter;
import dev.bursar.list.ListColumn;
import dev.bursar.list.ListState;
import dev.bursar.list.Sort;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.violations.ViolationService.Details;
import dev.bursar.tagging.violations.ViolationService.GroupRow;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.tagging.violations.Violations.Group;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Violations as each role, held against what the resources are. */
@BursarTest
class ViolationServiceTest {
    private static final String OTHER_ACCOUNT = "444455556666";

    @Autowired
    ApplicationContext portal;

    @Autowired
    ViolationService service;

    @Autowired
    TestDatabase database;

    private ResourceRows rows;
    private int research;
    private int fraud;
    private int policy;

    @BeforeEach
    void resources() {
        try (var owner = database.owner()) {
            ResourceRows.clear(JdbcClient.create(owner));
            JdbcClient.create(owner)
                    .sql("truncate ownership_rule, charge, charge_slice, spend_by_month cascade")
                    .update();
        }
        rows = new ResourceRows(database.jdbc());
        var organisation = portal.getBean(Organisation.class);
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            research = organisation.teamNamed("Research").value();
            fraud = organisation.teamNamed("Fraud").value();
            var rules = portal.getBean(OwnershipRules.class);
            rules.append(new TeamId(research), List.of("research"), false, null, null);
            rules.append(new TeamId(fraud), List.of("fraud", "fraud-ml"), true, null, null);
        });
        policy = policy("Team", "team", false, "team", 0);
    }

    private int policy(String name, String key, boolean free, String rule, int grace) {
        return database.jdbc()
                .sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values (:name, :key, false, :rule, '{}', :free, false, '2026-01-01', :grace) returning id
                        """)
                .param("name", name)
                .param("key", key)
                .param("rule", rule)
                .param("free", free)
                .param("grace", grace)
                .query(Integer.class)
                .single();
    }

    private void check() {
        SecurityContext person = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            SyncJob job = portal.getBeansOfType(SyncJob.class).values().stream()
                    .filter(one -> one.name().equals("tag-check"))
                    .findFirst()
                    .orElseThrow();
            assertThat(portal.getBean(SyncRunner.class)
                            .run(job, "test")
                            .orElseThrow()
                            .state())
                    .isEqualTo(RunState.DONE);
        } finally {
            SecurityContextHolder.setContext(person);
        }
    }

    /** What is changed by hand is checked by the next run, as after a reading. */
    private void readAgain() {
        database.jdbc()
                .sql("update resource_cost_state set joined_at = joined_at + interval '1 second'")
                .update();
        check();
    }

    private SyncJob job() {
        return portal.getBeansOfType(SyncJob.class).values().stream()
                .filter(one -> one.name().equals("tag-check"))
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> pending() {
        return portal.getBean(TransactionTemplate.class).execute(status -> job().pending());
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void chargesThatNameResourcesHaveThemJudgedAgain() {
        database.jdbc().sql("""
                        insert into inventory_reading (account, region, source, run_id, read_at, complete, resources)
                        values ('111111111111', 'eu-central-1', 'tagging', 1, '2026-11-24T06:00:00Z', true, 2)
                        """).update();
        rows.instance("a-ghost").onlyTagging().costUnknown().add();
        rows.instance("b-there").costing("5");
        check();
        assertThat(found(all())).hasSize(2);
        assertThat(pending()).isEmpty();
        // at the same moment: what counts is what was joined
        database.jdbc().sql("update resource set cost_known = true").update();
        database.jdbc().sql("""
                        insert into resource_cost_state (single, fingerprint, joined_at) values (true, 'other', '2026-11-24T09:30Z')
                        on conflict (single) do update set fingerprint = excluded.fingerprint
                        """).update();
        assertThat(pending()).isPresent();
        check();
        assertThat(found(all())).containsExactly("b-there missing open");
        assertThat(pending()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void violationsWaitForTheFirstReadOfResourcesAndCosts() {
        rows.instance("a-missing").costing("5");
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, state)
                        values ('inventory', 'test', '2026-11-24T06:00Z', 'running')
                        """).update();
        assertThat(job().waitsFor()).isPresent();
        assertThat(pending()).isEmpty();
        assertThat(portal.getBean(SyncRunner.class).run(job(), "test")).isEmpty();
        database.jdbc()
                .sql("update sync_run set state = 'done', ended_at = '2026-11-24T06:10Z'")
                .update();
        assertThat(job().waitsFor()).isEmpty();
        check();
        assertThat(found(all())).hasSize(1);
    }

    private List<String> found(ListState state) {
        return service.rows(state, 0, 500).stream()
                .map(row -> row.name() + " " + row.finding().problem().stored() + " "
                        + row.state().word())
                .toList();
    }

    private static ListState all() {
        return Violations.USUAL
                .with(Violations.SHOW, Violations.Show.ALL)
                .with(Violations.LISTING.sort(), new Sort("resource", false));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void findsExactlyWhatIsWrongAndCounts() {
        rows.instance("a-missing").costing("5");
        rows.instance("b-fine").tag("team", "research").costing("5");
        rows.instance("c-fine-any-case").tag("team", "FRAUD").costing("5");
        rows.instance("d-case").tag("team", "Research ").costing("5");
        rows.instance("e-typo").tag("team", "fruad").costing("5");
        rows.instance("f-empty").tag("team", " ").costing("5");
        rows.instance("g-key-case").tag("Team", "research").costing("5");
        rows.instance("h-free").add();
        rows.instance("i-cost-unknown").costUnknown().add();
        rows.instance("j-ghost").onlyTagging().add();
        rows.instance("k-service-made").madeBy("Amazon EKS").costing("5");
        rows.instance("l-gone").gone().add();
        rows.instance("m-team-name").tag("team", "Fraud").costing("5");
        rows.instance("n-credit").costing("-2.5");

        check();

        assertThat(found(all()))
                .containsExactly(
                        "a-missing missing open",
                        "d-case value-case open",
                        "e-typo value open",
                        "f-empty empty open",
                        "g-key-case key-case open",
                        "i-cost-unknown missing open",
                        "n-credit missing open");
        Page page = service.page(Violations.USUAL);
        assertThat(page.violations()).isEqualTo(7);
        assertThat(page.cost()).containsExactly(Map.entry("USD", new BigDecimal("22.5")));
        assertThat(page.costUnknown()).isEqualTo(1);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatNobodyCanJudgeIsNoViolation() {
        long dashboard = rows.instance("a-dashboard").costUnknown().add();
        rows.instance("b-missing").costing("5");
        check();
        assertThat(found(all())).containsExactly("a-dashboard missing open", "b-missing missing open");

        database.jdbc()
                .sql("update resource set tags_known = false where id = :id")
                .param("id", dashboard)
                .update();
        readAgain();
        assertThat(found(all())).containsExactly("b-missing missing open");
        assertThat(service.page(Violations.USUAL).violations()).isEqualTo(1);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aResourceThatViolatesTwoPoliciesIsCountedOnceInSums() {
        policy("Env", "env", false, "any", 0);
        long both = rows.instance("a").costing("5", "USD");
        rows.cost(both, 0, "3", "EUR");
        rows.instance("b").tag("team", "research").costing("7");
        check();

        Page page = service.page(Violations.USUAL);
        assertThat(page.violations()).isEqualTo(3);
        assertThat(page.resources()).isEqualTo(2);
        assertThat(page.cost())
                .containsExactly(Map.entry("EUR", new BigDecimal("3")), Map.entry("USD", new BigDecimal("12")));
        assertThat(service.untagged().orElseThrow()).isEqualTo(new Untagged(2, page.cost()));
        assertThat(service.groups(Violations.USUAL, Group.KEY))
                .extracting(GroupRow::key, GroupRow::violations, GroupRow::cost)
                .containsExactlyInAnyOrder(
                        tuple("env", 2L, Map.of("EUR", new BigDecimal("3"), "USD", new BigDecimal("12"))),
                        tuple("team", 1L, Map.of("EUR", new BigDecimal("3"), "USD", new BigDecimal("5"))));
        assertThat(service.groups(Violations.USUAL, Group.POLICY)).hasSize(2);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aViolationIsFixedOnlyByAnotherTagAndGoneOnlyWithItsResource() {
        long fixed = rows.instance("a").tag("team", "fruad").costing("5");
        long gone = rows.instance("b").costing("5");
        long allowedNow = rows.instance("c").tag("team", "frauds").costing("5");
        long noCost = rows.instance("d").costing("5");
        check();
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("update resource set tags = '{\"team\":\"fraud\"}' where id = ?")
                .param(fixed)
                .update();
        jdbc.sql("update resource set gone_at = now(), tagging_seen = null, explorer_seen = null where id = ?")
                .param(gone)
                .update();
        jdbc.sql("update resource set has_cost = false, cost_known = true where id = ?")
                .param(noCost)
                .update();
        jdbc.sql("update ownership_rule set tag_values = array['fraud', 'frauds'] where 'fraud' = any(tag_values)")
                .update();
        readAgain();

        assertThat(found(all())).containsExactly("a value fixed", "b missing gone");
        assertThat(service.page(Violations.USUAL).states())
                .containsOnly(Map.entry(ViolationState.FIXED, 1L), Map.entry(ViolationState.GONE, 1L));

        jdbc.sql("update resource set tags = '{}' where id = ?").param(fixed).update();
        readAgain();
        assertThat(found(all())).containsExactlyInAnyOrder("a missing open", "a value fixed", "b missing gone");
        assertThat(allowedNow).isPositive();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void graceAndExemptionsHoldForTheirDays() {
        int env = policy("Env", "env", false, "any", 10);
        var row = rows.instance("a");
        row.costing("5");
        check();
        assertThat(found(all())).containsExactly("a missing open", "a missing grace");
        JdbcClient jdbc = database.jdbc();
        LocalDate today = jdbc.sql("select since from tag_violation limit 1")
                .query(LocalDate.class)
                .single();
        jdbc.sql("""
                        insert into tag_exemption (policy_id, scope, value, reason, from_day, last_day, created_by, created_at)
                        values (:policy, 'resource', :arn, 'old', :from, :to, 'x', now()),
                               (null, 'account', '999999999999', 'other', :from, :to, 'x', now())
                        """)
                .param("policy", policy)
                .param("arn", row.arn())
                .param("from", today.minusDays(1))
                .param("to", today)
                .update();
        assertThat(found(all())).containsExactlyInAnyOrder("a missing exempt", "a missing grace");
        jdbc.sql("update tag_exemption set last_day = from_day").update();
        assertThat(found(all())).containsExactlyInAnyOrder("a missing open", "a missing grace");
        jdbc.sql("update tag_exemption set last_day = from_day + 10, policy_id = null, scope = 'type', value ="
                        + " 'ec2:instance'")
                .update();
        assertThat(found(all())).containsExactly("a missing exempt", "a missing exempt");
        assertThat(env).isNotEqualTo(policy);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesOwnAndNobodysInAccountsWhollyTheirs() {
        int a = account(ResourceRows.ACCOUNT);
        int b = account(OTHER_ACCOUNT);
        month(a, research, "10");
        month(b, research, "10");
        month(b, 0, "1");
        rows.instance("a-own").ownedBy(research).costing("5");
        long shared = rows.instance("b-shared").ownedBy(research).costing("5");
        rows.cost(shared, fraud, "90", "USD");
        long other = rows.instance("c-other").ownedBy(fraud).costing("70");
        rows.instance("d-nobody-here").costing("3");
        long nobodyElsewhere = rows.instance("e-nobody-there").in(OTHER_ACCOUNT).costing("40");
        check();

        assertThat(found(all()))
                .containsExactly("a-own missing open", "b-shared missing open", "d-nobody-here missing open");
        Page page = service.page(Violations.USUAL);
        assertThat(page.violations()).isEqualTo(3);
        assertThat(page.cost()).containsExactly(Map.entry("USD", new BigDecimal("13")));
        assertThat(page.choices().of(Violations.TEAM).values()).containsExactlyInAnyOrder("Research", "");
        assertThat(page.choices().of(Violations.ACCOUNT)).containsOnlyKeys(ResourceRows.ACCOUNT);
        assertThat(service.groups(Violations.USUAL, Group.TEAM))
                .extracting(GroupRow::violations)
                .containsExactlyInAnyOrder(2L, 1L);
        assertThat(service.details(other)).isEmpty();
        assertThat(service.details(nobodyElsewhere)).isEmpty();
        assertThat(service.details(-1)).isEmpty();
        var exported = new ArrayList<String>();
        service.each(all(), row -> exported.add(row.name()));
        assertThat(exported).containsExactly("a-own", "b-shared", "d-nobody-here");
        // a filter for another team finds nothing, not even a count
        var sneaky = Violations.USUAL
                .with(Violations.SHOW, Violations.Show.ALL)
                .and(Violations.TEAM.is(String.valueOf(fraud)));
        assertThat(service.page(sneaky).violations()).isZero();
        assertThat(service.page(sneaky).states()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatAwsDoesNotChargeForIsHiddenAndCountedUntilItIsAskedFor() {
        rows.of("ec2:vpc", "a-vpc").costUnknown().add();
        rows.of("iam:role", "b-role").costUnknown().add();
        rows.of("ec2:security-group", "c-with-charges").costing("3");
        rows.instance("d-instance").costUnknown().add();
        check();
        assertThat(found(all())).containsExactly("c-with-charges missing open", "d-instance missing open");
        Page page = service.page(all());
        assertThat(page.violations()).isEqualTo(2);
        assertThat(page.hidden()).isEqualTo(2);
        assertThat(service.untagged().orElseThrow().resources()).isEqualTo(2);
        assertThat(found(all().with(Violations.FREE, true))).hasSize(4);
        assertThat(service.page(all().with(Violations.FREE, true)).hidden()).isZero();
        assertThat(service.groups(all(), Group.TYPE)).hasSize(2);
        long vpc =
                service.rows(all().with(Violations.FREE, true), 0, 1).getFirst().resource();
        assertThat(service.details(vpc)).as("its panel opens all the same").isPresent();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void fixesAreOfWhatThePersonMaySeeWhoeverChoseThem() {
        rows.instance("a-own").ownedBy(research).costing("5");
        rows.instance("b-own").ownedBy(research).costing("4");
        rows.instance("c-other").ownedBy(fraud).costing("70");
        check();
        Set<Long> everybodys = Set.copyOf(database.jdbc()
                .sql("select id from tag_violation")
                .query(Long.class)
                .list());
        assertThat(everybodys).hasSize(3);
        TagFixes fixes = portal.getBean(TagFixes.class);
        assertThat(fixes.fixes(all(), new ChosenViolations(false, everybodys)).fixes())
                .extracting(fix -> fix.row().name() + " " + fix.value())
                .containsExactly("a-own research", "b-own research");
        assertThat(fixes.chosen(all(), ChosenViolations.ALL, 200)).hasSize(2);
        long one = service.rows(all(), 0, 1).getFirst().id();
        assertThat(fixes.fixes(all(), new ChosenViolations(true, Set.of(one))).fixes())
                .extracting(fix -> fix.row().name())
                .containsExactly("b-own");
        assertThat(fixes.fixes(all(), ChosenViolations.NONE).fixes()).isEmpty();
        assertThat(fixes.rows(all(), 0, 10))
                .extracting(listed -> listed.row().name() + " " + listed.value())
                .containsExactly("a-own research", "b-own research");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aFileHasAtMostFiveHundredFixesAndSaysHowManyAreLeftOut() {
        for (int i = 0; i < TagFixes.MOST + 3; i++) {
            long id = rows.instance("i-%03d".formatted(i)).costing("1");
            if (i < 3) {
                rows.cost(id, 0, "2", "EUR");
            }
        }
        check();
        TagFixes.Fixes found = portal.getBean(TagFixes.class).fixes(all(), ChosenViolations.ALL);
        assertThat(found.fixes()).hasSize(TagFixes.MOST);
        assertThat(found.fixes().stream().map(fix -> fix.row().id()).distinct()).hasSize(TagFixes.MOST);
        assertThat(found.left()).isEqualTo(3);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadIsNotToldWhatNamesOtherTeams() {
        rows.instance("sibling-1").tag("team", "fraud").ownedBy(fraud).costing("9");
        long own = rows.instance("fraud-tool")
                .tag("team", "fruad")
                .ownedBy(research)
                .costing("5");
        check();
        Details details = service.details(own).orElseThrow();
        assertThat(details.wrong()).hasSize(1);
        assertThat(details.wrong().getFirst().row().finding().problem()).isEqualTo(Problem.VALUE);
        assertThat(new TreeSet<>(details.wrong().getFirst().suggestions().stream()
                        .map(ViolationService.Suggestion::value)
                        .toList()))
                .containsExactly("research");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void detailsSayWhoCreatedTheResource() {
        var tool = rows.instance("tool").tag("team", "fruad").ownedBy(research);
        long made = tool.costing("5");
        long unknown = rows.instance("other-tool")
                .tag("team", "fruad")
                .ownedBy(research)
                .costing("5");
        check();
        var creation = new Creation(
                tool.arn(),
                "ada@example.org",
                "sso-user",
                "RunInstances",
                new UUID(1, 2),
                Instant.parse("2026-11-20T08:00:00Z"));
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(Creations.class).learn(List.of(creation)));
        assertThat(service.details(made).orElseThrow().creation()).contains(creation);
        assertThat(service.details(unknown).orElseThrow().creation()).isEmpty();
        assertThat(service.rows(all(), 0, 500).stream()
                        .filter(row -> row.resource() == made || row.resource() == unknown)
                        .collect(Collectors.toMap(
                                ViolationRow::resource, row -> String.valueOf(row.madeBy()), (one, same) -> one)))
                .isEqualTo(Map.of(made, creation.person(), unknown, "null"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aNewTeamIsMarkedInRowsGroupsAndFilters() {
        long resource = rows.instance("young").ownedBy(research).costing("5");
        check();
        confirmed(research, false);
        try {
            assertThat(service.rows(all(), 0, 10))
                    .extracting(ViolationRow::owner)
                    .containsExactly("Research (new)");
            assertThat(service.details(resource).orElseThrow().owner()).isEqualTo("Research (new)");
            assertThat(service.groups(Violations.USUAL, Group.TEAM))
                    .extracting(GroupRow::label)
                    .containsExactly("Research (new)");
            assertThat(service.page(all()).choices().of(Violations.TEAM)).containsValue("Research (new)");
        } finally {
            confirmed(research, true);
        }
    }

    private void confirmed(int team, boolean confirmed) {
        database.jdbc()
                .sql("update team set confirmed = " + confirmed + " where id = " + team)
                .update();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void sortsFiltersAndPages() {
        for (int i = 0; i < 30; i++) {
            rows.of(i % 2 == 0 ? "s3:bucket" : "lambda:function", "n%02d".formatted(i))
                    .costing(String.valueOf(i));
        }
        check();
        var byCost = service.rows(Violations.USUAL, 10, 5);
        assertThat(byCost).extracting(ViolationRow::name).containsExactly("n19", "n18", "n17", "n16", "n15");
        ListState buckets = Violations.USUAL
                .with(Violations.SHOW, Violations.Show.ALL)
                .filtered(List.of(
                        Violations.POLICY.is(String.valueOf(policy)),
                        Violations.TEAM.is("0"),
                        Violations.ACCOUNT.is(ResourceRows.ACCOUNT),
                        Violations.TYPE.is("s3:bucket"),
                        Violations.KEY.is("team"),
                        new Filter("resource", Filter.Operator.CONTAINS, List.of("N2"))))
                .with(Violations.LISTING.sort(), new Sort("resource", true));
        assertThat(service.rows(buckets, 0, 500))
                .extracting(ViolationRow::name)
                .containsExactly("n28", "n26", "n24", "n22", "n20");
        for (ListColumn<ViolationRow> column : Violations.LISTING.columns()) {
            for (boolean down : new boolean[] {true, false}) {
                if (Violations.LISTING.sorts(column.key())) {
                    assertThat(service.rows(
                                    all().with(Violations.LISTING.sort(), new Sort(column.key(), down)), 0, 500))
                            .hasSize(30);
                }
            }
        }
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void sortsAndFiltersByTheRegionsThatThePersonMaySee() {
        inRegion("us-east-1", rows.instance("a").ownedBy(research).costing("5"));
        inRegion("eu-west-1", rows.instance("b").ownedBy(research).costing("4"));
        inRegion("us-east-1", rows.instance("c").ownedBy(research).costing("3"));
        inRegion("ap-south-1", rows.instance("d-other").ownedBy(fraud).costing("70"));
        check();

        assertThat(service.page(all()).choices().of(Violations.REGION).values())
                .containsExactly("eu-west-1", "us-east-1");
        assertThat(byRegion(all(), false)).containsExactly("b eu-west-1", "a us-east-1", "c us-east-1");
        assertThat(byRegion(all(), true)).containsExactly("a us-east-1", "c us-east-1", "b eu-west-1");
        ListState east = all().and(Violations.REGION.is("us-east-1"));
        assertThat(byRegion(east, false)).containsExactly("a us-east-1", "c us-east-1");
        assertThat(service.page(east).violations()).isEqualTo(2);
        assertThat(service.page(east).choices().of(Violations.REGION).values())
                .as("others stay to choose")
                .containsExactly("eu-west-1", "us-east-1");
        assertThat(service.groups(east, Group.KEY))
                .extracting(GroupRow::violations)
                .containsExactly(2L);
        ListState others = all().and(Violations.REGION.is("ap-south-1"));
        assertThat(service.page(others).violations()).isZero();
        assertThat(service.page(others).states()).isEmpty();
    }

    private List<String> byRegion(ListState state, boolean down) {
        return service.rows(state.with(Violations.LISTING.sort(), new Sort("region", down)), 0, 500).stream()
                .map(row -> row.name() + " " + row.region())
                .toList();
    }

    private void inRegion(String region, long resource) {
        database.jdbc()
                .sql("update resource set region = :region where id = :id")
                .param("region", region)
                .param("id", resource)
                .update();
    }

    private int account(String id) {
        try (var owner = database.owner()) {
            return JdbcClient.create(owner)
                    .sql("""
                            insert into term (kind, value, hash) values (1, :id, sha256(convert_to(:id, 'UTF8')))
                            on conflict (kind, hash) do update set value = excluded.value returning id
                            """)
                    .param("id", id)
                    .query(Integer.class)
                    .single();
        }
    }

    private void month(int account, int team, String cost) {
        database.jdbc()
                .sql("""
                        insert into spend_by_month (charge_month, team_id, account_id, currency, billed_cost, effective_cost)
                        values ('2026-01-01', :team, :account, 'USD', :cost, :cost)
                        """)
                .param("team", team)
                .param("account", account)
                .param("cost", new BigDecimal(cost))
                .update();
    }
}
