package dev.bursar.testing;

import static dev.bursar.kernel.Role.ADMIN;
import static dev.bursar.kernel.Role.AUDITOR;
import static dev.bursar.kernel.Role.FINANCE;
import static dev.bursar.kernel.Role.LEAD;
import static java.util.Map.entry;

import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import module java.base;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Which page each role may open. A page that is added has to be added here. */
public final class WhoMayOpen {
    private static final Set<Role> ALL = Set.of(LEAD, FINANCE, ADMIN, AUDITOR);
    private static final Set<Role> SEES_EVERYTHING = Set.of(FINANCE, ADMIN, AUDITOR);
    private static final Set<Role> ADMIN_OR_AUDITOR = Set.of(ADMIN, AUDITOR);

    public static final Map<String, Set<Role>> ROUTES = Map.ofEntries(
            entry("", ALL),
            entry("spend", ALL),
            entry("exports", ALL),
            entry("glossary", ALL),
            entry("guide", ALL),
            entry("account", ALL),
            entry("spend/models", ALL),
            entry("spend/clusters", ALL),
            entry("spend/views", ALL),
            entry("spend/lines", ALL),
            entry("changes-in-cost", ALL),
            entry("anomalies", ALL),
            entry("spend/breakdown", SEES_EVERYTHING),
            entry("spend/reconciliation", SEES_EVERYTHING),
            entry("budgets", ALL),
            entry("budgets/:budget", ALL),
            entry("budgets/new", Set.of(ADMIN)),
            entry("budgets/all-teams", Set.of(ADMIN)),
            entry("budgets/aws", SEES_EVERYTHING),
            entry("chargeback", ALL),
            entry("chargeback/:month", SEES_EVERYTHING),
            entry("chargeback/:month/:team", ALL),
            entry("chargeback/:month/charges", ALL),
            entry("chargeback/pools", SEES_EVERYTHING),
            entry("chargeback/pools/new", Set.of(FINANCE)),
            entry("chargeback/pools/usual", Set.of(FINANCE)),
            entry("chargeback/documents", SEES_EVERYTHING),
            entry("chargeback/ledger", SEES_EVERYTHING),
            entry("chargeback/adjustments", SEES_EVERYTHING),
            entry("tags/policies", SEES_EVERYTHING),
            entry("tags/policies/new", Set.of(ADMIN)),
            entry("tags/exemptions", SEES_EVERYTHING),
            entry("tags", ALL),
            entry("changes", ALL),
            entry("changes/:change", ALL),
            entry("admin/changes", ADMIN_OR_AUDITOR),
            entry("tags/coverage", ALL),
            entry("tags/keys", SEES_EVERYTHING),
            entry("tags/values", SEES_EVERYTHING),
            entry("cloudtrail", Set.of(LEAD, ADMIN, AUDITOR)),
            entry("efficiency", ALL),
            entry("efficiency/:workload", ALL),
            entry("efficiency/prices", SEES_EVERYTHING),
            entry("efficiency/provisioned", ALL),
            entry("sync", SEES_EVERYTHING),
            entry("admin", SEES_EVERYTHING),
            entry("admin/teams", SEES_EVERYTHING),
            entry("admin/teams/:team", SEES_EVERYTHING),
            entry("admin/rules", SEES_EVERYTHING),
            entry("admin/rules/new", Set.of(ADMIN)),
            entry("admin/imports", SEES_EVERYTHING),
            entry("admin/settings", Set.of(ADMIN)),
            entry("admin/getting-started", SEES_EVERYTHING),
            entry("admin/set-up", Set.of(ADMIN)),
            entry("admin/accounts", ADMIN_OR_AUDITOR),
            entry("admin/reach", ADMIN_OR_AUDITOR),
            entry("admin/reach/regions", ADMIN_OR_AUDITOR),
            entry("admin/people", ADMIN_OR_AUDITOR),
            entry("admin/sign-in", ADMIN_OR_AUDITOR),
            entry("admin/journal", ADMIN_OR_AUDITOR));

    /** What each page is headed; of a page of one thing that is given no thing, or the first team. */
    public static final Map<String, String> HEADINGS = Map.ofEntries(
            entry("", "Overview"),
            entry("spend", "Spend"),
            entry("account", "Account"),
            entry("sync", "Sync"),
            entry("admin", "People"),
            entry("admin/settings", "Settings"),
            entry("admin/imports", "Imports"),
            entry("admin/getting-started", "Getting started"),
            entry("admin/set-up", "Set-up"),
            entry("admin/reach", "Access to accounts"),
            entry("admin/reach/regions", "Regions of accounts"),
            entry("admin/sign-in", "Sign-in rules"),
            entry("admin/journal", "Activity log"),
            entry("admin/people", "People"),
            entry("admin/rules", "Ownership rules"),
            entry("admin/rules/new", "New rule"),
            entry("spend/models", "Models"),
            entry("spend/clusters", "Clusters"),
            entry("spend/views", "Saved views"),
            entry("spend/lines", "Lines"),
            entry("changes-in-cost", "What changed"),
            entry("anomalies", "Anomalies"),
            entry("spend/breakdown", "Breakdowns"),
            entry("spend/reconciliation", "Reconciliation"),
            entry("budgets", "Budgets"),
            entry("budgets/:budget", "Budget"),
            entry("budgets/new", "New budget"),
            entry("budgets/all-teams", "Set budgets for all teams"),
            entry("budgets/aws", "AWS budgets"),
            entry("chargeback", "Chargeback"),
            entry("chargeback/:month", "Billing month"),
            entry("chargeback/:month/:team", "Statement"),
            entry("chargeback/:month/charges", "Charges"),
            entry("chargeback/pools", "Shared pools"),
            entry("chargeback/pools/new", "New pool"),
            entry("chargeback/pools/usual", "Usual pools"),
            entry("chargeback/documents", "AWS documents"),
            entry("chargeback/ledger", "Ledger"),
            entry("chargeback/adjustments", "Adjustments"),
            entry("tags/policies", "Tag policies"),
            entry("tags/policies/new", "New policy"),
            entry("tags/exemptions", "Tag exemptions"),
            entry("tags", "Violations"),
            entry("changes", "Changes to AWS"),
            entry("changes/:change", "Change to AWS"),
            entry("admin/changes", "Writing to AWS"),
            entry("tags/coverage", "Tag coverage"),
            entry("tags/keys", "Tag keys"),
            entry("tags/values", "Tag values"),
            entry("cloudtrail", "CloudTrail"),
            entry("efficiency", "Efficiency"),
            entry("efficiency/:workload", "Workload"),
            entry("efficiency/prices", "Custom prices"),
            entry("efficiency/provisioned", "Provisioned throughput"),
            entry("exports", "Exports"),
            entry("glossary", "Glossary"),
            entry("guide", "Guide"),
            entry("admin/teams", "Teams"),
            entry("admin/teams/:team", "Research"),
            entry("admin/accounts", "Accounts"));

    /** What a page is headed for a role: Admin's item leads to the first of its pages that they may open. */
    public static String heading(String route, Role role) {
        return route.equals("admin") && !ROUTES.get("admin/people").contains(role) ? "Teams" : HEADINGS.get(route);
    }

    /** Open to whoever is signed in, with or without a role: one's own account. */
    public static final Set<String> SIGNED_IN = Set.of("account");

    /** Open to everybody, signed in or not: the ways in. */
    public static final Set<String> PUBLIC =
            Set.of("login", "login/code", "login/second-factor", "first-admin", "welcome", "reset");

    private WhoMayOpen() {}

    /** Every page of the portal by its route. */
    public static Map<String, Class<?>> views() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        var views = new TreeMap<String, Class<?>>();
        scanner.findCandidateComponents("dev.bursar").forEach(found -> {
            try {
                var type = Class.forName(found.getBeanClassName());
                views.put(type.getAnnotation(Route.class).value(), type);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return views;
    }
}
