package dev.bursar.inventory.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the simulated AWS's accounts, through the SDK over HTTP, to resources, their costs and what violates a policy. */
class InventorySyncTest {
    private static final String SANDBOX = OrganisationModel.SANDBOX;
    private static final String FRAUD = OrganisationModel.FRAUD;

    private final SyncRig rig = SyncRig.members(
            LocalDate.parse("2026-10-20"),
            Map.of("bursar.aws.charge-files", "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix()));
    private final MovableClock clock = rig.clock;
    private final JdbcClient jdbc = rig.database.jdbc();
    private Predicate<Resource> isRead = resource -> !resource.account().equals(MemberRoles.WITHOUT_ROLE);

    /** Has some accounts only, which are enough for what is not about all of them. */
    private void fewAccounts() {
        rig.only(FRAUD, SANDBOX);
        isRead = resource -> Set.of(FRAUD, SANDBOX, Organisation.PAYER).contains(resource.account());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RunRow read() {
        clock.forward(Duration.ofHours(8));
        RunRow run = rig.run("inventory");
        rig.run("resource-costs");
        rig.run("tag-check");
        return run;
    }

    /** Resources that are there and can be read: not in the account without a role. */
    private List<Resource> readable() {
        return rig.simulator.resources().existing().stream().filter(isRead).toList();
    }

    private Set<String> stored(String where) {
        return new TreeSet<>(jdbc.sql("select arn from resource where " + where)
                .query(String.class)
                .list());
    }

    private static Set<String> arns(List<Resource> resources) {
        return resources.stream().map(Resource::arn).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyResourceIsThereWithItsTagsAndItsCost() {
        assertThat(rig.run("exports").state()).isEqualTo(RunState.DONE);
        assertThat(read().state()).isIn(RunState.DONE, RunState.DONE_WITH_FAILURES);

        Set<String> expected = arns(readable());
        Set<String> stored = stored("gone_at is null");
        assertThat(stored).containsAll(expected);
        // what only the Tagging API still shows is deleted
        assertThat(stored.stream().filter(arn -> !expected.contains(arn)).toList())
                .isNotEmpty()
                .allSatisfy(arn -> assertThat(stored("explorer_seen is null and tagging_seen is not null"))
                        .contains(arn));
        Map<String, Map<String, String>> tags = new HashMap<>();
        jdbc.sql("select arn, tags from resource").query(row -> {
            tags.put(row.getString(1), dev.bursar.charges.terms.TagsText.read(row.getString(2)));
        });
        assertThat(readable())
                .allSatisfy(resource -> assertThat(tags.get(resource.arn())).isEqualTo(resource.tags()));

        assertThat(jdbc.sql("select distinct type from resource where not tags_known order by 1")
                        .query(String.class)
                        .list())
                .as("types whose tags nothing that is read shows")
                .containsExactly("cloudwatch:dashboard", "iam:role");

        Map<String, BigDecimal> costs = new TreeMap<>();
        jdbc.sql("""
            select r.arn, sum(c.effective_cost) from resource r join resource_cost c on c.resource_id = r.id
             where c.span = 'days' group by 1
            """).query(row -> {
            costs.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros());
        });
        assertThat(costs).isEqualTo(costsByHand());
        assertThat(jdbc.sql("""
            select (select sum(effective_cost) from resource_cost where span = 'days')
                 + (select sum(effective_cost) from resource_cost_elsewhere)
                 - (select sum(effective_cost) from charge c join term t on t.id = c.resource_id
                     where t.value <> '' and charge_day between
                           (select first_day from resource_cost_state) and (select last_day from resource_cost_state))
            """).query(BigDecimal.class).single()).isZero();
    }

    /** The export's charges by ARN, id or name: the ends of ARNs are unique in an account here. */
    private Map<String, BigDecimal> costsByHand() {
        Map<String, BigDecimal> costs = new TreeMap<>();
        LocalDate last = jdbc.sql("select max(charge_day) from charge where resource_id is not null")
                .query(LocalDate.class)
                .single();
        for (Resource resource : rig.simulator.resources().all()) {
            if (resource.account().equals(MemberRoles.WITHOUT_ROLE)) {
                continue;
            }
            String end =
                    resource.arn().startsWith("arn:aws:ec2:") && resource.arn().contains("natgateway")
                            ? resource.arn()
                            : resource.arn().startsWith("arn:aws:ec2:")
                                    ? resource.arn().substring(resource.arn().indexOf('/') + 1)
                                    : resource.arn().replace("arn:aws:s3:::", "");
            jdbc.sql("""
                select sum(effective_cost) as cost from charge c join term t on t.id = c.resource_id
                  join term a on a.id = c.account_id
                 where t.value = :end and a.value = :account and c.charge_day > :from
                having count(*) > 0
                """)
                    .param("end", end)
                    .param("account", resource.account())
                    .param("from", last.minusDays(30))
                    .query(BigDecimal.class)
                    .optional()
                    .ifPresent(cost -> costs.put(resource.arn(), cost.stripTrailingZeros()));
        }
        return costs;
    }

    @Test
    void violationsAreExactlyThoseOfResourcesThatExist() {
        jdbc.sql("""
            insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                   grace_days)
            values ('Project', 'project', false, 'any', '{}', true, true, '2026-01-01', 0)
            """).update();
        read();
        Set<String> wrong = new TreeSet<>();
        for (Resource resource : readable()) {
            // dashboards can't be tagged, and nothing that is read shows the tags of roles
            boolean judged =
                    !resource.arn().contains(":dashboard/") && !resource.arn().contains(":role/");
            if (judged && resource.tags().getOrDefault("project", "").isBlank()) {
                wrong.add(resource.arn());
            }
        }
        Set<String> found = new TreeSet<>(jdbc.sql("""
            select r.arn from tag_violation v join resource r on r.id = v.resource_id where v.closed_at is null
            """).query(String.class).list());
        // no export: what only the Tagging API shows may be there
        found.removeIf(arn -> !wrong.contains(arn)
                && rig.simulator.resources().existing().stream()
                        .noneMatch(one -> one.arn().equals(arn)));
        assertThat(found).isEqualTo(wrong);
    }

    @Test
    void aDeletedResourceIsGoneOnlyWhenItsPlaceWasRead() {
        fewAccounts();
        read();
        Resource tagged = readable().stream()
                .filter(one -> one.account().equals(SANDBOX) && one.tags().isEmpty())
                .findFirst()
                .orElseThrow();
        rig.simulator.resources().delete(tagged.arn());
        rig.simulator
                .faults()
                .add(Fault.accessDenied().inAccount(SANDBOX).on("Search").times(Fault.FOR_EVER));
        RunRow run = read();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(stored("gone_at is not null")).doesNotContain(tagged.arn());

        rig.simulator.faults().clear();
        read();
        assertThat(stored("gone_at is not null")).contains(tagged.arn());
    }

    @Test
    void aRoleThatStopsHalfWayStopsNobodyElse() {
        fewAccounts();
        rig.simulator.roles().works(FRAUD, false);
        RunRow run = read();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("8765-4321-0987");
        assertThat(stored("account = '" + FRAUD + "'")).isEmpty();
        assertThat(stored("gone_at is null"))
                .containsAll(arns(readable().stream()
                        .filter(one -> !one.account().equals(FRAUD))
                        .toList()));
        rig.simulator.roles().works(FRAUD, true);
        read();
        assertThat(stored("account = '" + FRAUD + "'")).isNotEmpty();
        assertThat(stored("gone_at is not null")).isEmpty();
    }

    @Test
    void aRegionWithoutAnIndexIsSaidAndNoSearchMakesOne() {
        fewAccounts();
        read();
        assertThat(rig.simulator.explorer().indexes().created()).isZero();
        assertThat(jdbc.sql("select problem || ' ' || (problem_at ->> 'region') from place_state where state ="
                                + " 'incomplete' and account = :account")
                        .param("account", FRAUD)
                        .query(String.class)
                        .list())
                .anySatisfy(problem -> assertThat(problem).isEqualTo("NO_INDEX ap-northeast-1"));
    }

    @Test
    void moreMatchesThanASearchShowsAreSplit() {
        fewAccounts();
        rig.simulator.explorer().mostMatches(3);
        read();
        // what is not complete at the smallest split is said; nothing that was read before is gone
        rig.simulator.explorer().mostMatches(1_000);
        read();
        Set<String> all = stored("gone_at is null");
        rig.simulator.explorer().mostMatches(2);
        read();
        assertThat(stored("gone_at is null")).isEqualTo(all);
        assertThat(jdbc.sql("select count(*) from place_state where state = 'incomplete'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void withoutAccessOnlyTheOwnAccountIsRead() {
        jdbc.sql("update reach_settings set enabled = false").update();
        rig.run("reach");
        read();
        assertThat(jdbc.sql("select distinct account from resource")
                        .query(String.class)
                        .list())
                .containsExactly(Organisation.PAYER);
    }
}
