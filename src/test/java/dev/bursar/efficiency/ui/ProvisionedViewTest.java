package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.efficiency.query.ProvisionedRow;
import dev.bursar.efficiency.query.ProvisionedService;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of provisioned models in each of its states, as each role. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class ProvisionedViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    ProvisionedService service;

    private WorkloadRows rows;

    @BeforeEach
    void nothing() {
        workers.forget();
        var owner = database.owner();
        WorkloadRows.clear(JdbcClient.create(owner));
        owner.destroy();
        database.jdbc().sql("delete from place_state where api = 'bedrock'").update();
        rows = new WorkloadRows(database.jdbc());
    }

    @AfterEach
    void nothingIsLeft() {
        database.jdbc().sql("delete from place_state where api = 'bedrock'").update();
        workers.forget();
    }

    private String open(String query) {
        UI.getCurrent().navigate(EfficiencyLinks.PROVISIONED, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        return Texts.of(find(ProvisionedView.class).single());
    }

    @SuppressWarnings("unchecked")
    private Grid<ProvisionedRow> grid() {
        return find(Grid.class).single();
    }

    private List<String> names() {
        return IntStream.range(0, test(grid()).size())
                .mapToObj(row -> test(grid()).getRow(row).name())
                .toList();
    }

    private String row(int row) {
        return IntStream.range(0, grid().getColumns().size())
                .mapToObj(column -> Texts.of(test(grid()).getCellComponent(row, column)))
                .collect(Collectors.joining("|"));
    }

    private void answered(String state) {
        database.jdbc()
                .sql("""
                        insert into place_state (account, region, api, state, problem, what_to_do, checked_at, answered_at)
                        values (:account, :region, 'bedrock', :state, case when :state <> 'answers' then 'AWS refused it.' end,
                                case when :state <> 'answers' then 'Allow it.' end, '2026-11-24T06:00:00Z',
                                case when :state = 'answers' then cast('2026-11-24T06:00:00Z' as timestamptz) end)
                        """)
                .param("account", WorkloadRows.ACCOUNT)
                .param("region", state.equals("answers") ? "eu-central-1" : "us-east-1")
                .param("state", state)
                .update();
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    /**
     * A model of two model units whose metrics were asked for.
     *
     * @param asked from that moment on; null for never
     */
    private long model(String name, int team, boolean shared, @Nullable String asked) {
        WorkloadRows.Endpoint made = rows.endpoint(name).ownedBy(team).found("zombie", "No requests in 14 days.");
        long id = (shared ? made.shared() : made).add();
        database.jdbc()
                .sql("update ml_workload set kind = 'provisioned' where id = :id")
                .param("id", id)
                .update();
        database.jdbc().sql("""
                        insert into ml_provisioned (workload_id, model, model_units, commitment, commitment_ends)
                        values (:id, 'amazon.titan-text-lite-v1', 2, 'SixMonths', '2027-02-14T00:00:00Z')
                        """).param("id", id).update();
        if (asked != null) {
            database.jdbc().sql("""
                            insert into ml_measured (variant_id, from_hour, to_hour, complete, unreadable, read_at)
                            select id, cast(:asked as timestamptz), '2026-11-24T05:00:00Z', true, 0, '2026-11-24T06:00:00Z'
                              from ml_variant where workload_id = :id
                            """).param("asked", asked).param("id", id).update();
        }
        return id;
    }

    private void called(long id, String hour, double requests) {
        rows.hours(id, hour, 1, requests);
        database.jdbc()
                .sql("update ml_point set input_tokens = 800 * invocations, output_tokens = 200 * invocations")
                .update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aModelHasItsHoursCostRequestsTokensAndCommitment() {
        rows.judged();
        answered("answers");
        long busy = model("busy", 0, false, "2026-10-01T00:00:00Z");
        called(busy, "2026-11-23T23:00:00Z", 2_000);
        called(busy, "2026-11-24T00:00:00Z", 7); // after the days of the costs
        called(busy, "2026-10-24T23:00:00Z", 7); // before them
        rows.cost(busy, WorkloadRows.LAST_DAY, "340");
        rows.cost(busy, WorkloadRows.FIRST_DAY, "60.5");
        rows.cost(busy, WorkloadRows.FIRST_DAY.minusDays(1), "1000");
        long idle = model("idle", 0, false, "2026-11-14T00:00:00Z");
        rows.cost(idle, WorkloadRows.LAST_DAY, "170.40");
        model("unread", 0, false, null);

        assertThat(open("")).contains("EffectiveCost", "25 Oct \u2013 23 Nov 2026");
        assertThat(names()).as("the dearest first, what isn't stated last").containsExactly("busy", "idle", "unread");
        assertThat(row(0))
                .contains(
                        "amazon.titan-text-lite-v1",
                        "2 model units",
                        "|48",
                        "$400.50",
                        "|2,000|",
                        "1.6 M in",
                        "400,000 out")
                .as("$400.50 for 2 million tokens")
                .contains("$200.25")
                .contains("until 14 Feb 2027", "6 months");
        assertThat(row(1)).contains("$170.40", "|0", "in 10 days", "0 in", "|no requests|");
        assertThat(row(2)).contains("Not stated", "|Not read|Not read|");
        open("state=fits");
        assertThat(find(ProvisionedView.class).single())
                .satisfies(page -> assertThat(Texts.of(page)).contains("No provisioned models match these filters"));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Kelp")
    void aLeadSeesTheirTeamsModelsOnlyAndNoCostThatOthersShare() {
        rows.judged();
        answered("answers");
        answered("denied");
        database.jdbc().sql("insert into team (name) values ('Not theirs')").update();
        int kelp = team("Kelp");
        int other = team("Not theirs");
        rows.cost(model("own", kelp, false, null), WorkloadRows.LAST_DAY, kelp, "10");
        rows.cost(model("shared", kelp, true, null), WorkloadRows.LAST_DAY, kelp, "20");
        rows.cost(model("theirs", other, false, null), WorkloadRows.LAST_DAY, other, "30");
        model("nobodys", 0, false, null);

        String page = open("");
        assertThat(names()).containsExactly("own", "shared");
        assertThat(row(1)).contains("Shared with other teams").doesNotContain("$20");
        assertThat(page).doesNotContain("fully read (", "AWS refused it");
        assertThat(service.page(ProvisionedService.LISTING.address().usual())
                        .choices()
                        .count(ProvisionedService.STATE, Optional.empty()))
                .isEqualTo(2);
        open("f=team.is." + other);
        assertThat(Texts.of(find(ProvisionedView.class).single()))
                .contains("No provisioned models match these filters");
        var exported = new ArrayList<ProvisionedRow>();
        service.each(ProvisionedService.LISTING.address().usual(), exported::add);
        assertThat(exported).extracting(ProvisionedRow::name).containsExactly("own", "shared");
        assertThat(exported).extracting(ProvisionedRow::cost).last().isNull();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Coral")
    void anotherLeadSeesNoneOfThem() {
        rows.judged();
        answered("answers");
        database.jdbc().sql("insert into team (name) values ('Somebody else')").update();
        model("theirs", team("Somebody else"), false, null);
        assertThat(open(""))
                .contains("No provisioned throughput", "No model with provisioned throughput belongs to your teams.")
                .doesNotContain("theirs");
        answered("denied");
        assertThat(open(""))
                .contains("No provisioned throughput of your teams is known")
                .doesNotContain("AWS refused it", "No model with");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void notReadRefusedAndNothingFoundAreThreeThings() {
        assertThat(open("")).contains("Provisioned models have not been read yet", "Go to Sync");
        rows.judged();
        answered("denied");
        assertThat(open(""))
                .contains(
                        "AWS refused to list provisioned models",
                        "The account isn\u2019t fully read (1 refused by AWS). AWS refused it. Allow it.");
        answered("answers");
        assertThat(open(""))
                .contains("The account isn\u2019t fully read (1 read in part)", "AWS refused it. Allow it.")
                .doesNotContain("have not been read yet");
        database.jdbc()
                .sql("delete from place_state where api = 'bedrock' and state = 'denied'")
                .update();
        assertThat(open(""))
                .contains("No provisioned throughput", "No model with provisioned throughput was found there.");
    }
}
