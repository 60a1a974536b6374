package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import dev.bursar.access.SignedInAs;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.WhoMayOpen;
import dev.bursar.trail.TrailRows;
import module java.base;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Each page's states once something was read: nothing of what is there matches, an address names nothing, one of two accounts is
 * read, all is read and nothing was found. {@link FirstUseStatesTest} opens them before anything is.
 */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageStatesTest extends OpenedPages {
    private static final String LONG_AGO = "from=2025-01-01&to=2025-02-01";

    /** Pages that show forms, settings or what always exists: they have no state but the newcomer's, if any. */
    private static final Set<String> WITHOUT_LATER_STATES = Set.of(
            "account",
            "admin",
            "admin/changes", // WritingViewTest
            "admin/getting-started",
            "admin/imports",
            "admin/reach", // ReachViewTest
            "admin/reach/regions", // ReachViewTest
            "admin/set-up",
            "admin/settings",
            "admin/sign-in",
            "anomalies", // AnomaliesViewTest
            "budgets/all-teams",
            "budgets/new",
            "changes", // AwsChangesViewTest
            "chargeback",
            "chargeback/adjustments", // AdjustmentsViewTest
            "chargeback/ledger", // LedgerViewTest
            "chargeback/pools",
            "chargeback/pools/new",
            "spend/clusters", // ClustersViewTest
            "efficiency/prices",
            "efficiency/provisioned", // ProvisionedViewTest
            "glossary",
            "guide",
            "admin/rules/new",
            "spend/breakdown", // BreakdownViewTest
            "spend/lines", // LinesViewTest
            "spend/reconciliation",
            "tags/exemptions",
            "tags/policies",
            "tags/policies/new");

    /** By address. */
    private static final Map<String, String> NO_MATCH = Map.ofEntries(
            Map.entry("?month=2025-01", "not-known"),
            Map.entry("spend?f=service.is.None", "no-match"),
            Map.entry("spend?" + LONG_AGO, "not-known"),
            Map.entry("spend/models", "no-match"),
            Map.entry("spend/models?month=2025-01", "not-known"),
            Map.entry("changes-in-cost?f=service.is.None", "no-match"),
            Map.entry("budgets?state=over", "no-match"),
            Map.entry("chargeback/documents?type=credit-memo", "no-match"),
            Map.entry("chargeback/documents?month=2025-01", "no-match"),
            Map.entry("chargeback/2026-10/charges?service=None", "no-match"),
            Map.entry("tags?f=type.is.none", "no-match"),
            Map.entry("tags/coverage?" + LONG_AGO, "no-match"),
            Map.entry("cloudtrail?q=zzz", "no-match"),
            Map.entry("efficiency?q=zzz", "no-match"),
            Map.entry("admin/accounts?q=zzz", "no-match"),
            Map.entry("admin/teams?q=zzz", "no-match"),
            Map.entry("admin/people?q=zzz", "no-match"),
            Map.entry("admin/rules?q=zzz", "no-match"),
            Map.entry("admin/journal?" + LONG_AGO + "&f=action.is.budget-added", "no-match"));

    private static final Map<String, String> MISSING = Map.ofEntries(
            Map.entry("budgets/9999", "missing"),
            Map.entry("budgets/9999/edit", "missing"),
            Map.entry("changes/9999", "missing"),
            Map.entry("chargeback/2025-01", "missing"),
            Map.entry("chargeback/2026-10/9999", "missing"),
            Map.entry("chargeback/2025-01/charges", "missing"),
            Map.entry("chargeback/pools/9999", "missing"),
            Map.entry("efficiency/9999", "missing"),
            Map.entry("tags/policies/9999", "missing"),
            // the page of an address that doesn't exist
            Map.entry("admin/teams/9999", "denied"),
            Map.entry("admin/rules/9999", "missing"),
            Map.entry("admin/people?person=9999", "missing"));

    /** One of two accounts is read. */
    private static final Map<String, String> IN_PART = Map.of(
            "tags",
            "read-in-part",
            "tags/values",
            "read-in-part",
            "cloudtrail",
            "read-in-part",
            "efficiency",
            "read-in-part");

    private static final Map<String, String> NOTHING_FOUND = Map.ofEntries(
            Map.entry("tags", "nothing-found"),
            Map.entry("tags/values", "nothing-found"),
            Map.entry("tags/keys", "nothing-found"),
            Map.entry("cloudtrail", "nothing-found"),
            Map.entry("efficiency", "nothing-found"),
            Map.entry("budgets/aws", "nothing-found"),
            Map.entry("chargeback/documents", "nothing-found"),
            Map.entry("chargeback/pools/usual", "nothing-found"),
            Map.entry("chargeback/2026-10/charges?part=correction", "nothing-found"),
            Map.entry("admin/journal?" + LONG_AGO, "nothing-found"));

    /** What isn't read from AWS: nothing yet, then rows, then what can't be asked; in this order. */
    private static final Map<String, List<String>> OWN = Map.of(
            "exports",
            List.of("not-set-up", "", "failed"),
            "spend/views",
            List.of("not-set-up", "", "failed"),
            "sync",
            List.of("not-read", "", "failed"));

    @Autowired
    ApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    BackgroundScope background;

    @Autowired
    Scope scope;

    @Autowired
    CutWatch cuts;

    @Autowired
    BudgetEdits budgets;

    private void sql(String statement) {
        database.jdbc().sql(statement).update();
    }

    private void costs() {
        sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()");
        ChargeFixture.load(portal);
        var person = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            background.run(cuts::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(person);
        }
    }

    private void accounts(boolean both) {
        var events = new TrailRows(portal, database.jdbc());
        if (!both) {
            events.account(TrailRows.ACCOUNT, "research-prod");
            events.account(TrailRows.OTHER_ACCOUNT, "sandbox");
            new WorkloadRows(database.jdbc()).judged();
            sql("insert into tag_check_state (single, checked_at, fingerprint) values (true,"
                    + " '2026-11-24T06:00:00Z', 'test')");
            sql("insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made,"
                    + " from_day, grace_days) values ('Team', 'team', false, 'team', '{}', false, false,"
                    + " '2026-01-01', 0)");
            for (String name : List.of("aws-budgets", "documents")) {
                sql("insert into daily_reading (name, read_at) values ('" + name + "', '2026-11-24T06:00:00Z')");
            }
            sql("insert into tag_key_listing (listed_at) values ('2026-11-24T06:00:00Z')");
        }
        String read = both ? TrailRows.OTHER_ACCOUNT : TrailRows.ACCOUNT;
        events.read(read, "2026-09-01T00:00:00Z", "2026-11-24T09:20:00Z");
        sql("insert into inventory_reading (account, region, source, run_id, read_at, complete, resources)"
                + " values ('" + read + "', 'eu-central-1', 'tagging', 1, '2026-11-24T06:00:00Z', true, 0)");
    }

    private void asOwner(String statement) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(statement).update();
        }
    }

    private static Map<String, String> own(int stage) {
        return OWN.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, page -> page.getValue().get(stage)));
    }

    private void are(Map<String, String> expected) {
        var found = new TreeMap<String, String>();
        expected.keySet().forEach(address -> found.put(address, states(address)));
        assertThat(found).isEqualTo(new TreeMap<>(expected));
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void whatIsReadInPartIsNoAllClear() {
        costs();
        accounts(false);
        are(IN_PART);
    }

    @Test
    @Order(2)
    @SignedInAs({Role.ADMIN, Role.FINANCE})
    void onlyWhatWasReadAsAWholeFoundNothing() {
        accounts(true);
        are(NOTHING_FOUND);
    }

    @Test
    @Order(3)
    @SignedInAs({Role.ADMIN, Role.FINANCE})
    void whatMatchesNothingSaysSo() {
        sql("insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on,"
                + " currency, total, first_seen, last_seen) values ('aws', '999988887777', '7', 'AWS', 'INVOICE',"
                + " '2026-10-01', '2026-11-03', 'USD', 1, now(), now())");
        budgets.create(new BudgetDraft(
                new BudgetScope.OfEverything(),
                Cadence.MONTH,
                "USD",
                LocalDate.parse("2026-11-01"),
                List.of(new BigDecimal("90000")),
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                false,
                Set.of()));
        are(NO_MATCH);
        are(MISSING);
    }

    @Test
    @Order(4)
    @SignedInAs(Role.ADMIN)
    void whatBursarKeepsItselfIsNotYetThereListedOrCanNotBeAsked() {
        are(own(0));
        database.jdbc().sql("""
                        with work as (
                          insert into background_work (id, kind, person_id, person, state, asked_at, done)
                          values ('00000000-0000-0000-0000-000000000007', 'export', :me, 'Somebody', 'running',
                                  '2026-11-24T09:00:00Z', 0))
                        insert into export_job (id, kind, format, question, title, file_name)
                        values ('00000000-0000-0000-0000-000000000007', 'spend', 'CSV', '', 'Spend by team', 'x.csv')
                        """).param("me", scope.actor().id().value()).update();
        database.jdbc().sql("""
                        insert into saved_view (owner_id, name, name_key, address, filters)
                        values (:me, 'Vision by service', 'vision by service', 'group=service', '[]')
                        """).param("me", scope.actor().id().value()).update();
        sql("insert into sync_run (job, started_by, started_at, ended_at, state) values ('costs', 'schedule',"
                + " '2026-11-24T09:29:00Z', '2026-11-24T09:30:00Z', 'done')");
        are(own(1));
        List<String> tables = List.of("export_job", "saved_view", "sync_run");
        tables.forEach(table -> asOwner("revoke select on " + table + " from " + LocalPostgres.APP));
        try {
            are(own(2));
        } finally {
            tables.forEach(table -> asOwner("grant select on " + table + " to " + LocalPostgres.APP));
        }
        are(own(1));
    }

    @Test
    @Order(5)
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void whoMayNotSeeJobsIsToldSo() {
        are(Map.of("sync", "denied"));
    }

    @Test
    @Order(6)
    void everyPageIsInTheTable() {
        var looked = new TreeSet<String>(WITHOUT_LATER_STATES);
        looked.addAll(OWN.keySet());
        for (var table : List.of(NO_MATCH, MISSING, IN_PART, NOTHING_FOUND)) {
            table.keySet().stream()
                    .map(address -> address.split("\\?")[0])
                    .map(path -> path.replace("2025-01", ":month")
                            .replace("2026-10", ":month")
                            .replaceFirst("^budgets/9999.*", "budgets/:budget")
                            .replaceFirst("^(chargeback/:month)/9999", "$1/:team")
                            .replaceFirst("^changes/9999", "changes/:change")
                            .replaceFirst("^efficiency/9999", "efficiency/:workload")
                            .replaceFirst("^admin/teams/9999", "admin/teams/:team"))
                    .forEach(looked::add);
        }
        assertThat(looked).containsAll(WhoMayOpen.ROUTES.keySet());
    }
}
