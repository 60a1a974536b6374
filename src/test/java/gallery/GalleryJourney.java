package gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The frame and the widgets in a real browser: with axe, by keyboard, light and dark, wide and narrow. */
@SpringBootTest(
        classes = GalleryApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"vaadin.productionMode=true", "server.address=127.0.0.1"})
class GalleryJourney {
    private static Browser browser;

    @LocalServerPort
    private int port;

    private Page page;
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertThat(errors).as("errors in the browser's console").isEmpty();
    }

    private void visit(String path, ColorScheme scheme, int width) {
        page = browser.chromium
                .newContext(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900))
                .newPage();
        page.onPageError(errors::add);
        page.navigate(address("login"));
        page.locator("input[name=username]").fill("finance");
        page.locator("input[name=password]").fill("finance");
        page.locator("input[name=password]").press("Enter");
        assertThat(page.locator("h1")).hasText("Overview");
        page.navigate(address(path));
        assertThat(page.locator("h1")).not().isEmpty();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + "/" + path;
    }

    private void hasNoSeriousFlaws() {
        page.waitForTimeout(600); // colours fade in
        var found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .limit(3)
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                        .toList();
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyStateIsAccessible(ColorScheme scheme) {
        visit("overview", scheme, 1440);
        hasNoSeriousFlaws();
        for (var state : List.of("", "empty", "first", "failed", "loading", "lines")) {
            page.navigate(address("spend?state=" + state));
            assertThat(page.locator("h1")).hasText("Spend");
            hasNoSeriousFlaws();
        }
        page.navigate(address("nowhere"));
        assertThat(page.locator("h2")).hasText("This page is not part of your role");
        hasNoSeriousFlaws();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void signingInIsAccessibleAndSaysWhatWentWrong(ColorScheme scheme) {
        page = browser.chromium
                .newContext(new NewContextOptions().setColorScheme(scheme))
                .newPage();
        page.navigate(address("login"));
        page.locator("input[name=username]").fill("finance");
        page.locator("input[name=password]").fill("wrong");
        page.locator("input[name=password]").press("Enter");
        assertThat(page.locator("vaadin-login-form-wrapper [part=error-message-description]"))
                .hasText("Sign-in failed. Check user name and password.");
        hasNoSeriousFlaws();
        page.navigate(address("login?wait=30"));
        assertThat(page.locator("vaadin-login-form-wrapper [part=error-message-description]"))
                .hasText("Too many attempts. Try again in 30 seconds.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 1024, 768, 390, 320})
    void nothingIsWiderThanTheScreen(int width) {
        for (var path : List.of("overview", "spend", "spend?state=empty", "spend?state=failed")) {
            visit(path, ColorScheme.LIGHT, width);
            page.waitForTimeout(400);
            var overflow = page.evaluate("[...document.querySelectorAll('#content, #content .page > *')]"
                    + ".filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')"
                    + ".map(e => e.className + ' ' + e.scrollWidth + ' > ' + e.clientWidth)");
            assertThat((List<?>) overflow).as(path + " at " + width).isEmpty();
            page.context().close();
        }
        visit("overview", ColorScheme.LIGHT, width);
    }

    @Test
    void theFirstTabSkipsToThePage() {
        visit("spend", ColorScheme.LIGHT, 1440);
        page.keyboard().press("Tab");
        assertThat(page.locator("a.skip-link")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void navigationMovesTheFocusToTheHeadingAndSetsTheTitle() {
        visit("overview", ColorScheme.LIGHT, 1440);
        page.locator("vaadin-side-nav-item", new Page.LocatorOptions().setHasText("Spend"))
                .click();
        assertThat(page.locator("h1")).hasText("Spend");
        assertThat(page.locator("h1")).isFocused();
        assertThat(page).hasTitle("Spend – Bursar");
    }

    @Test
    void theChartIsReadByArrowKeysInTheTablesWords() {
        visit("spend", ColorScheme.LIGHT, 1440);
        var chart = page.locator("bursar-spend-chart");
        chart.focus();
        page.keyboard().press("End");
        assertThat(chart.locator("[aria-live]")).containsText("Mon 23 Nov 2026, estimated: $");
        page.keyboard().press("ArrowLeft");
        assertThat(chart.locator(".tip .head").first()).containsText("Sun 22 Nov 2026");
        assertThat(chart.locator(".tip .hint")).hasText("Click to see the day’s resources");
        page.keyboard().press("Escape");
        assertThat(chart.locator(".tip")).isHidden();
    }

    @Test
    void aClickOnABarTellsDayAndSeries() {
        visit("overview", ColorScheme.LIGHT, 1440);
        var chart = page.locator("bursar-spend-chart");
        var box = chart.boundingBox();
        chart.click(new Locator.ClickOptions().setPosition(box.width / 2, box.height - 60));
        assertThat(page.locator("vaadin-notification-card"))
                .containsText(java.util.regex.Pattern.compile("Day 1\\d Research"));
    }

    @Test
    void theChosenSchemeIsKept() {
        visit("overview", ColorScheme.LIGHT, 1440);
        page.locator(".user-menu vaadin-menu-bar-button").first().click();
        page.locator("vaadin-menu-bar-item", new Page.LocatorOptions().setHasText("Dark"))
                .click();
        assertThat(page.locator("html")).hasAttribute("theme", "dark");
        page.waitForFunction("document.cookie.includes('bursar-scheme=dark')");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("theme", "dark");
        assertThat(page.locator("h1")).hasText("Overview");
    }

    @Test
    void aFilterIsAddedByKeyboardAndMouse() {
        visit("spend", ColorScheme.LIGHT, 1440);
        page.locator("vaadin-button.add-filter").click();
        page.locator(".filter-dimensions vaadin-button").first().click();
        page.locator(".filter-editor vaadin-multi-select-combo-box input").click();
        page.locator("vaadin-multi-select-combo-box-item", new Page.LocatorOptions().setHasText("Growth"))
                .click();
        page.keyboard().press("Escape");
        page.locator(".filter-editor vaadin-button", new Page.LocatorOptions().setHasText("Apply"))
                .click();
        assertThat(page.locator(".filter-chip").last()).containsText("Growth");
        assertThat(page.locator(".filter-chip")).hasCount(4);
        page.locator("vaadin-button.clear").click();
        assertThat(page.locator(".filter-chip")).hasCount(0);
    }

    @Test
    void aPresetChangesThePeriodAndSoDoesAKey() {
        visit("spend", ColorScheme.LIGHT, 1440);
        page.locator("vaadin-button.period-button").click();
        hasNoSeriousFlaws();
        page.locator("vaadin-button.preset", new Page.LocatorOptions().setHasText("Last month"))
                .click();
        assertThat(page.locator("vaadin-button.period-button")).containsText("October 2026");
        page.locator("h1").focus();
        page.keyboard().press("[");
        assertThat(page.locator("vaadin-button.period-button")).containsText("September 2026");
        page.keyboard().press("]");
        assertThat(page.locator("vaadin-button.period-button")).containsText("October 2026");
    }

    @Test
    void onAPhoneFiltersOpenInADialog() {
        visit("spend", ColorScheme.LIGHT, 390);
        assertThat(page.locator(".filter-chip").first()).isHidden();
        page.locator("vaadin-button.narrow-only").click();
        assertThat(page.locator(".filter-chip").first()).isVisible();
        hasNoSeriousFlaws();
        page.locator("vaadin-button", new Page.LocatorOptions().setHasText("Show"))
                .last()
                .click();
        assertThat(page.locator(".filter-chip").first()).isHidden();
    }
}
