package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.bursar.testing.Chromium;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** What people do in all journeys: open the portal in a browser of their own, sign in, find things by their names. */
@ExtendWith(InBrowser.Failures.class)
abstract class InBrowser {
    private static final double PATIENCE = 20_000;
    /** What Vaadin's layout lets go unhandled where a change of the window's size breaks off the drawer's movement. */
    private static final String BROKEN_OFF = "AbortError: The user aborted a request.";

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(90);
    private static Chromium chromium;
    private static boolean soiled;

    private static final List<String> LEVELS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    /** Part of WCAG 2.1, but off in axe unless asked for. */
    private static final String NAME_HAS_LABEL = "label-content-name-mismatch";
    /** What axe says of a target that is large enough, but whose row has scrolled under the foot, or of a cell that holds a link. */
    private static final String COVERED = "partially obscured";

    private static final Set<String> LOOKED_AT = new HashSet<>();
    private static final Map<String, List<Cookie>> COOKIES = new HashMap<>();

    /** Accounts, costs and AWS's forecast. */
    static final KeptState COSTS = new KeptState("costs", null, Map.of(), InBrowser::readCosts);
    /** Resources, events, workloads and their metrics in member accounts too, all judged. */
    static final KeptState EVERYTHING = new KeptState("everything", COSTS, Map.of(), InBrowser::readEverything);
    /** What the demo's people have set up, and all that follows from it: what somebody meets who tries Bursar. */
    static final KeptState DEMO = new KeptState("demo", null, Map.of("BURSAR_DEMO", "full"), Portal::awaitDemo);

    static final Portal portal = Portal.ofThisProcess();

    private final List<BrowserContext> people = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private static synchronized Browser browser() {
        if (chromium == null) {
            chromium = new Chromium();
            Runtime.getRuntime().addShutdownHook(new Thread(chromium::close));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        }
        return chromium.browser();
    }

    static class Failures implements TestWatcher {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            soiled = true;
        }
    }

    /** What the portal has read when this journey begins. */
    KeptState begins() {
        return COSTS;
    }

    @BeforeEach
    void onAPortalThatIsAsOthersExpect() {
        if (soiled || !portal.beganWith(begins())) {
            portal.startAnew(begins());
            COOKIES.clear();
            soiled = false;
        }
    }

    /** Says that other journeys would not expect what this one leaves: the next one begins on a portal of its own. */
    static void leavesTraces() {
        soiled = true;
    }

    /** Lets Bursar into the member accounts, whose page is open, and waits until they answer. */
    static void letBursarIn(Page admin) {
        assertThat(heading(admin)).hasText("Access to accounts");
        admin.getByLabel("Read member accounts").check();
        button(admin, "Save").click();
        assertThat(admin.getByText("Saved. Bursar checks the accounts")).isVisible();
        look(admin, admin.url(), () -> content(admin).innerText().contains("11 of 12 accounts connected"));
        assertThat(content(admin)).containsText("11 of 12 accounts connected");
    }

    /** Opens an address and waits for what it loads. */
    static void open(Page page, String address) {
        go(page, address);
        assertThat(heading(page)).isVisible();
        assertThat(page.locator("main .skeleton")).hasCount(0);
    }

    /**
     * Goes to an address, as a click on a link does where another page of the portal is shown: loading the frame with its scripts anew
     * takes three times as much. {@code RouteJourney} and {@code TrialJourney} load pages anew.
     */
    static void go(Page page, String address) {
        String url = address.startsWith("http") ? address : portal.at(address);
        if (!wentInside(page, url)) {
            page.navigate(url);
        }
    }

    private static boolean wentInside(Page page, String url) {
        try {
            return Boolean.TRUE.equals(page.evaluate("""
                url => new Promise(done => {
                  const to = new URL(url);
                  if (to.origin !== location.origin || to.pathname === location.pathname || !document.querySelector('.menu')) {
                    done(false);
                    return;
                  }
                  window.addEventListener('vaadin-router-location-changed', () => done(true), {once: true});
                  window.dispatchEvent(new CustomEvent('vaadin-router-go', {
                    detail: {pathname: to.pathname, search: to.search, hash: to.hash}
                  }));
                })\
                """, url));
        } catch (PlaywrightException e) {
            // the portal answered with a page that is loaded anew; a second navigation meanwhile may never end
            page.waitForLoadState();
            return false;
        }
    }

    /** Paths that the page links to, as the portal writes them. */
    @SuppressWarnings("unchecked")
    static List<String> links(Page page) {
        return (List<String>) page.evaluate("""
            () => [...document.querySelectorAll('main a[href]')]
              .map(link => new URL(link.href))
              .filter(link => link.origin === location.origin)
              .map(link => link.pathname.slice(1))\
            """);
    }

    /** The page of the first team there is, where a route asks for one. */
    static String address(String route) {
        return route.replace(":team", "1");
    }

    /** Looks until a page is so, for a minute and a half at most: pages don't follow what jobs do. */
    static void look(Page page, String address, BooleanSupplier there) {
        Instant end = Instant.now().plus(MOST_PATIENCE);
        open(page, address);
        while (!there.getAsBoolean() && Instant.now().isBefore(end)) {
            page.waitForTimeout(300);
            open(page, address);
        }
    }

    @AfterEach
    void leave() {
        people.forEach(BrowserContext::close);
        assertThat(errors).as("errors in the browser").isEmpty();
    }

    /** Somebody with a browser, signed in nowhere. */
    Page somebody(Browser.NewContextOptions options) {
        var context = browser().newContext(options.setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE);
        people.add(context);
        context.onWebError(error -> {
            if (!BROKEN_OFF.equals(error.error())) {
                errors.add(error.error());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        return context.newPage();
    }

    Page somebody() {
        return somebody(wide());
    }

    static Browser.NewContextOptions wide() {
        return new Browser.NewContextOptions().setViewportSize(1440, 900);
    }

    /** A person of this role on Overview; an earlier journey's sign-in is gone on with. */
    Page signedIn(String role) {
        return signedIn(role, wide());
    }

    Page signedIn(String role, Browser.NewContextOptions options) {
        var cookies = COOKIES.get(role);
        if (cookies != null) {
            var page = somebody(options);
            page.context().addCookies(cookies);
            page.navigate(portal.at(""));
            if (page.url().equals(portal.at(""))) {
                assertThat(heading(page)).hasText("Overview");
                return page;
            }
        }
        var page = signedInAnew(role, options);
        COOKIES.put(role, page.context().cookies());
        return page;
    }

    /** The same with a session that no other journey has. */
    Page signedInAnew(String role, Browser.NewContextOptions options) {
        var page = somebody(options);
        // the first page of a portal that has just started takes its time on a busy machine
        page.navigate(portal.at("login"), new Page.NavigateOptions().setTimeout(60_000));
        signIn(page, role, Portal.PASSWORD);
        assertThat(heading(page)).hasText("Overview");
        return page;
    }

    static void signIn(Page page, String name, String password) {
        page.getByLabel("User name").fill(name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        button(page, "Sign in").click();
    }

    static Locator heading(Page page) {
        return page.locator("h1");
    }

    static Locator menu(Page page) {
        return page.locator(".menu vaadin-side-nav-item");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Runs a job from the menu of its row on Sync. */
    static void runNow(Page page, String job) {
        button(page, "Actions of " + job).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Run now"))
                .click();
    }

    static Locator content(Page page) {
        return page.getByRole(AriaRole.MAIN);
    }

    private static void readCosts(Portal portal) {
        try (var somebody = browser().newContext(wide().setLocale("en-GB"))) {
            var page = somebody.newPage();
            page.navigate(portal.at("sync"));
            signIn(page, "admin", Portal.PASSWORD);
            for (var title : List.of("Read accounts", "Refresh costs", "Read AWS's forecast")) {
                assertThat(job(page, title))
                        .containsText("Done", new LocatorAssertions.ContainsTextOptions().setTimeout(180_000));
            }
            portal.awaitNothingDue();
        }
        portal.keepTotals();
    }

    private static void readEverything(Portal portal) {
        try (var somebody = browser().newContext(wide().setLocale("en-GB"))) {
            var page = somebody.newPage();
            page.navigate(portal.at("admin/reach"));
            signIn(page, "admin", Portal.PASSWORD);
            letBursarIn(page);
            // what has been read is judged, and what was judged has costs
            portal.awaitNothingDue();
            look(
                    page,
                    portal.at("admin/reach"),
                    () -> content(page).innerText().contains("All 90 days have been read in"));
            look(
                    page,
                    portal.at("efficiency?state=zombie"),
                    () -> content(page).innerText().contains("vision-ocr-legacy"));
        }
    }

    /** A job's line on the Sync page. */
    static Locator job(Page page, String title) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Jobs"))
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(title));
    }

    /** No violation of WCAG 2.2 A or AA, and nothing else that axe calls serious or critical; looked at once in each process. */
    static void isAccessible(Page page, String where) {
        if (LOOKED_AT.add(where)) {
            isAccessible(page, where, new AxeBuilder(page).options(allRules()));
        }
    }

    private static AxeRunOptions allRules() {
        var levels = new AxeRunOnlyOptions();
        levels.setType("tag");
        levels.setValues(LEVELS);
        var on = new AxeRuleOptions();
        on.setEnabled(true);
        var options = new AxeRunOptions();
        options.setRunOnly(levels);
        options.setRules(Map.of(NAME_HAS_LABEL, on));
        return options;
    }

    /** The same of what depends on the colours alone. */
    static void hasContrast(Page page, String where) {
        if (LOOKED_AT.add(where + " contrast")) {
            isAccessible(page, where, new AxeBuilder(page).withRules(List.of("color-contrast")));
        }
    }

    /** By axe as it is, in light, and then in the dark, where a page has the same parts in other colours. */
    static void looksRightInBothSchemes(Page page, String picture, String what) {
        picture(page, picture + "-light");
        isAccessible(page, what);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(page, picture + "-dark");
        hasContrast(page, what + ", dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Returns when nothing moves on the page any more. */
    static void still(Page page) {
        page.waitForFunction("document.getAnimations().every(one => one.playState !== 'running'"
                + " || one.effect.getComputedTiming().iterations === Infinity)");
    }

    private static void isAccessible(Page page, String where, AxeBuilder axe) {
        var found = flaws(page, axe);
        if (!found.isEmpty()) {
            LOOKED_AT.clear(); // it fails again when it is run again
        }
        assertThat(found).as("flaws of " + where).isEmpty();
    }

    /** What {@link #isAccessible(Page, String)} would fail on. */
    static List<String> flaws(Page page) {
        return flaws(page, new AxeBuilder(page).options(allRules()));
    }

    private static List<String> flaws(Page page, AxeBuilder axe) {
        still(page);
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .filter(rule -> rule.getTags().stream().anyMatch(LEVELS::contains)
                                && !rule.getTags().contains("best-practice")
                        || List.of("serious", "critical").contains(rule.getImpact()))
                .flatMap(rule -> rule.getNodes().stream()
                        .filter(node -> !node.getFailureSummary().contains(COVERED))
                        .limit(3)
                        .map(node ->
                                rule.getId() + ": " + rule.getHelp() + " " + node.getTarget() + " " + node.getHtml()))
                .toList();
    }

    /** But for tabs, which scroll by themselves, and a layout that keeps its closed detail out of sight beside itself. */
    static void fits(Page page, String what) {
        var wide = (List<?>) page.evaluate("""
            () => [...document.querySelectorAll('html, body, main, main .page, main .page > *, vaadin-dialog')]
              .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline'
                && !part.matches('.page-tabs, vaadin-master-detail-layout'))
              .map(part => `${part.localName}.${part.className}: ${part.scrollWidth} > ${part.clientWidth}, by `
                + [...part.querySelectorAll('*')]
                  .filter(child => child.getBoundingClientRect().right > part.getBoundingClientRect().right + 1)
                  .map(child => `${child.localName}.${child.className}`)
                  .slice(0, 8)
                  .join(' '))\
            """);
        assertThat(wide).as("what of " + what + " is wider than the screen").isEmpty();
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("bursar.home", "."), "target/screenshots", name + ".png")));
    }
}
