package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.testing.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** What people do in all journeys: open the portal in a browser of their own, sign in, find things by their names. */
@ExtendWith(InBrowser.Failures.class)
abstract class InBrowser {
    private static final double PATIENCE = 20_000;
    private static Chromium chromium;
    private static boolean synced;
    private static boolean soiled;

    static final Portal portal = Portal.shared();

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

    @BeforeEach
    void onAPortalThatNoFailureHasLeft() {
        if (soiled) {
            portal.startAnew();
            synced = false;
            soiled = false;
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
        context.onWebError(error -> errors.add(error.error()));
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

    /** A person of this role on the page that follows the sign-in, once the first costs have been read. */
    Page signedIn(String role) {
        return signedIn(role, wide());
    }

    Page signedIn(String role, Browser.NewContextOptions options) {
        awaitFirstSync();
        var page = somebody(options);
        page.navigate(portal.at("login"));
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
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                .locator("vaadin-side-nav-item");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator content(Page page) {
        return page.getByRole(AriaRole.MAIN);
    }

    private synchronized void awaitFirstSync() {
        if (synced) {
            return;
        }
        var page = somebody();
        page.navigate(portal.at("sync"));
        signIn(page, "admin", Portal.PASSWORD);
        assertThat(heading(page)).hasText("Sync");
        assertThat(job(page, "Refresh costs"))
                .containsText(
                        "Done",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(180_000));
        page.context().close();
        people.remove(page.context());
        synced = true;
    }

    /** A job's line on the Sync page. */
    static Locator job(Page page, String title) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Jobs"))
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(title));
    }

    /** Nothing serious or critical, in axe's words. */
    static void isAccessible(Page page, String where) {
        page.waitForFunction("document.getAnimations().every(one => one.playState !== 'running'"
                + " || one.effect.getComputedTiming().iterations === Infinity)");
        var found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .limit(3)
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                        .toList();
        assertThat(found).as("flaws of " + where).isEmpty();
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("bursar.home", "."), "target/screenshots", name + ".png")));
    }
}
