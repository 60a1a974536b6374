package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.bursar.kernel.Role;
import dev.bursar.testing.WhoMayOpen;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is missing looks like what is denied, and without a sign-in there is only the sign-in. */
class RouteJourney extends InBrowser {
    /** Open to everybody, signed in or not. */
    private static final Map<String, String> PUBLIC = Map.of(
            "login", "Sign in",
            "login/code", "Sign in",
            "login/second-factor", "Sign in",
            "first-admin", "This link no longer works",
            "welcome", "This invitation no longer works",
            "reset", "New password");

    private static final String AXE_EVERY_PAGE = "BURSAR_AXE_EVERY_PAGE";
    private static final String UNKNOWN = "nowhere/at-all";
    private static final List<String> CLOSED = List.of("actuator", "actuator/env", "actuator/heapdump");

    @Test
    void everyRouteHasItsHeading() {
        assertThat(WhoMayOpen.HEADINGS.keySet()).isEqualTo(WhoMayOpen.ROUTES.keySet());
        assertThat(PUBLIC.keySet()).isEqualTo(WhoMayOpen.PUBLIC);
    }

    /** That each page is drawn is seen in TrialJourney, and what each role may open beside the portal, in RouteTest. */
    @Test
    void whatIsMissingLooksLikeWhatIsDenied() {
        opensNoOther(signedIn("admin"), Role.ADMIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAD", "FINANCE", "ADMIN", "AUDITOR"})
    @EnabledIfEnvironmentVariable(named = AXE_EVERY_PAGE, matches = ".+")
    void eachRoleOpensItsPagesAndNoOther(Role role) {
        var page = signedIn(role.name().toLowerCase(Locale.ROOT));
        opensNoOther(page, role);
        opensItsPages(page, role);
    }

    private static void opensNoOther(Page page, Role role) {
        var unknown = closed(page, UNKNOWN);
        assertThat(unknown).contains("You don’t have access to this page");
        looksRight(page, role + ": no page");
        WhoMayOpen.ROUTES.forEach((route, roles) -> {
            if (!roles.contains(role)) {
                assertThat(closed(page, address(route)))
                        .as(route + " as " + role)
                        .isEqualTo(unknown);
            }
        });
        for (var path : CLOSED) {
            var answer = page.navigate(portal.at(path));
            assertThat(answer.status()).as(path).isBetween(400, 499);
        }
    }

    private static void opensItsPages(Page page, Role role) {
        var linked = new TreeSet<String>();
        var mine = new TreeMap<String, String>();
        WhoMayOpen.ROUTES.forEach((route, roles) -> {
            if (roles.contains(role)) {
                mine.put(route, address(route));
            }
        });
        mine.forEach((route, address) -> {
            var answer = page.navigate(portal.at(address));
            assertThat(answer.status()).as(route).isEqualTo(200);
            assertThat(heading(page)).hasText(WhoMayOpen.heading(route, role));
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
    }

    /** To axe in light and in dark, where that is asked for: for all pages and roles it takes a quarter of an hour. */
    private static void looksRight(Page page, String where) {
        assertThat(page.locator("main .skeleton")).hasCount(0);
        if (System.getenv(AXE_EVERY_PAGE) == null) {
            return;
        }
        isAccessible(page, where);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        hasContrast(page, where + ", dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
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
