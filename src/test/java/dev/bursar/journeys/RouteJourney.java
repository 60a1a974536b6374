package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.bursar.kernel.Role;
import dev.bursar.testing.WhoMayOpen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page as every role: who may do what, and that it is accessible in light and dark and fits a phone. */
class RouteJourney extends InBrowser {
    /** Open to everybody, signed in or not. */
    private static final Map<String, String> PUBLIC = Map.of(
            "login", "Sign in",
            "login/code", "Sign in",
            "login/second-factor", "Sign in",
            "first-admin", "This link no longer works",
            "welcome", "This invitation no longer works",
            "reset", "New password");

    private static final Map<String, String> HEADINGS = Map.ofEntries(
            entry("", "Overview"),
            entry("spend", "Spend"),
            entry("account", "Account"),
            entry("sync", "Sync"),
            entry("admin", "Teams"),
            entry("admin/settings", "Settings"),
            entry("admin/imports", "Imports"),
            entry("admin/set-up", "Set-up"),
            entry("admin/reach", "Access to accounts"),
            entry("admin/sign-in", "Sign-in rules"),
            entry("admin/journal", "Activity log"),
            entry("admin/people", "People"),
            entry("admin/rules", "Ownership rules"),
            entry("admin/rules/new", "Add rule"),
            entry("spend/views", "Saved views"),
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
            entry("tags/policies", "Tag policies"),
            entry("tags/policies/new", "Add policy"),
            entry("tags/exemptions", "Tag exemptions"),
            entry("tags", "Tags"),
            entry("tags/coverage", "Tag coverage"),
            entry("tags/values", "Tag values"),
            entry("cloudtrail", "CloudTrail"),
            entry("efficiency", "Efficiency"),
            entry("efficiency/:workload", "Workload"),
            entry("efficiency/prices", "Custom prices"),
            entry("exports", "Exports"),
            entry("glossary", "Glossary"),
            entry("admin/teams", "Teams"),
            entry("admin/teams/:team", "Research"),
            entry("admin/accounts", "Accounts"));
    private static final String UNKNOWN = "nowhere/at-all";
    private static final List<String> CLOSED = List.of("actuator", "actuator/env", "actuator/heapdump");

    @Test
    void everyRouteHasItsHeading() {
        assertThat(HEADINGS.keySet()).isEqualTo(WhoMayOpen.ROUTES.keySet());
        assertThat(PUBLIC.keySet()).isEqualTo(WhoMayOpen.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead", "finance", "admin", "auditor"})
    void aRoleOpensItsPagesAndNoOther(String role) {
        var page = signedIn(role);
        var unknown = closed(page, UNKNOWN);
        assertThat(unknown).contains("You don’t have access to this page");
        looksRight(page, role + ": no page");
        var linked = new TreeSet<String>();
        var mine = new TreeMap<String, String>();
        WhoMayOpen.ROUTES.forEach((route, roles) -> {
            if (roles.contains(Role.valueOf(role.toUpperCase(Locale.ROOT)))) {
                mine.put(route, address(route));
            } else {
                assertThat(closed(page, address(route)))
                        .as(route + " as " + role)
                        .isEqualTo(unknown);
            }
        });
        mine.forEach((route, address) -> {
            var answer = page.navigate(portal.at(address));
            assertThat(answer.status()).as(route).isEqualTo(200);
            assertThat(heading(page)).hasText(HEADINGS.get(route));
            assertThat(page.getByText("You don’t have access to this page")).hasCount(0);
            looksRight(page, role + ": " + address);
            linked.addAll(links(page));
        });
        // pages of one thing, with a thing that there is
        mine.keySet().stream().filter(route -> route.contains(":")).forEach(route -> {
            var example = Pattern.compile(route.replaceAll(":[a-z]+", "[0-9][-0-9]*"));
            linked.stream()
                    .filter(path -> example.matcher(path).matches() && !path.equals(address(route)))
                    .findFirst()
                    .ifPresent(path -> {
                        page.navigate(portal.at(path));
                        assertThat(heading(page)).isVisible();
                        looksRight(page, role + ": " + path);
                    });
        });
        for (var path : CLOSED) {
            var answer = page.navigate(portal.at(path));
            assertThat(answer.status()).as(path).isBetween(400, 499);
        }
    }

    /** To axe in light and in dark, where that is asked for: for all pages and roles it takes a quarter of an hour. */
    private static void looksRight(Page page, String where) {
        assertThat(page.locator("main .skeleton")).hasCount(0);
        if (System.getenv("BURSAR_AXE_EVERY_PAGE") == null) {
            return;
        }
        isAccessible(page, where);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        hasContrast(page, where + ", dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Paths that the page links to, as the portal writes them. */
    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('main a[href]')]
                  .map(link => new URL(link.href))
                  .filter(link => link.origin === location.origin)
                  .map(link => link.pathname.slice(1))""");
    }

    /** The page of the first team there is, where a route asks for one. */
    private static String address(String route) {
        return route.replace(":team", "1");
    }

    /** Title and words of a page that says that there is none. */
    private static String closed(Page page, String path) {
        var answer = page.navigate(portal.at(path));
        assertThat(heading(page)).hasText("Not available");
        assertThat(page.locator(".closed-page h2")).isVisible();
        return answer.status() + " " + page.title() + "\n" + content(page).innerText();
    }

    @Test
    void withoutSignInThereIsOnlyTheSignIn() {
        var page = somebody();
        for (var path : List.of("", "spend", "sync", "spend?f=team.is.1", UNKNOWN, "actuator/env", "v3/api-docs")) {
            page.navigate(portal.at(path));
            assertThat(heading(page)).hasText("Sign in");
            assertThat(page).hasURL(Pattern.compile(".*/login.*"));
        }
        PUBLIC.forEach((route, title) -> {
            page.navigate(portal.at(route));
            assertThat(heading(page)).hasText(title);
            looksRight(page, route);
        });
    }
}
