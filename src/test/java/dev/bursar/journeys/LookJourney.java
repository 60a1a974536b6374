package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import module java.base;
import org.junit.jupiter.api.Test;

/** Each page in light and dark, wide and narrow, with axe and by keyboard; pictures lie in target/screenshots. */
class LookJourney extends InBrowser {
    private static final List<Integer> PHONES = List.of(390, 320);
    private static final int HEIGHT = 844;
    private static final String NO_MATCH = "by=service&f=service.contains.no+such+service&f=team.is-not.0";

    /** Each page is opened once and looked at in both schemes, as whoever lets the system choose sees it in the evening. */
    @Test
    void everyPageIsAccessibleInLightAndInDark() {
        var page = signedIn("admin", wide().setColorScheme(ColorScheme.LIGHT));
        var overview = new OverviewPage(page).loaded();
        seen(page, "overview", "Overview");
        overview.cumulative();
        pictured(page, "overview-cumulative-1440-light");
        lookAtSearch(page);
        var spend = new SpendPage(page).open("");
        seen(page, "spend", "Spend");
        spend.open("period=last-month&" + NO_MATCH);
        seen(page, "spend-no-match", "Spend without a match");
        go(page, "exports");
        assertThat(heading(page)).hasText("Exports");
        seen(page, "exports", "Exports");
        go(page, "sync");
        assertThat(job(page, "Refresh costs")).isVisible();
        seen(page, "sync", "Sync");
        go(page, "admin/settings");
        assertThat(page.getByLabel("Daily cap")).isVisible();
        seen(page, "settings", "Settings");
        go(page, "admin/imports");
        assertThat(button(page, "Choose files")).isVisible();
        seen(page, "imports", "Imports");
        go(page, "admin/journal");
        page.locator(".detail-table a.row-link").first().click();
        assertThat(page.locator(".detail-panel h2")).isFocused();
        seen(page, "journal", "Activity log");
        go(page, "admin/people");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead")))
                .isVisible();
        seen(page, "people", "People");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead"))
                .click();
        assertThat(button(page, "Save")).isVisible();
        seen(page, "person", "a person");
        button(page, "Send reset link").click();
        assertThat(page.getByLabel("Link", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        seen(page, "link", "a link on screen");
        button(page, "Done").click();
        var other = signedIn("admin");
        other.navigate(page.url());
        button(other, "Save").click();
        assertThat(other.getByText("Saved: Demo lead")).isVisible();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Demo leader");
        button(page, "Save").click();
        assertThat(button(page, "Keep yours")).isVisible();
        seen(page, "conflict", "two versions of a person");
        button(page, "New person\u2026").click();
        button(page, "Send invitation").click();
        seen(page, "invite", "an invitation");
        lookAtTeams(page, what -> seen(page, what, what));
        go(page, "admin/rules");
        assertThat(button(page, "Move down: Tag value is research \u2192 Research"))
                .isVisible();
        seen(page, "rules", "Ownership rules");
        go(page, "admin/rules/new");
        assertThat(page.getByLabel("Tag values")).isVisible();
        seen(page, "rule", "New rule");
        page.navigate(portal.at("nowhere"));
        assertThat(heading(page)).hasText("Not available");
        seen(page, "not-available", "a page that there isn't");
        var stranger = somebody(wide().setColorScheme(ColorScheme.LIGHT));
        stranger.navigate(portal.at("login"));
        assertThat(heading(stranger)).hasText("Sign in");
        seen(stranger, "login", "sign-in");
        signIn(stranger, "nobody", "wrong");
        assertThat(stranger.getByText("Sign-in failed.")).isVisible();
        seen(stranger, "login-failed", "a failed sign-in");
        button(stranger, "Forgot password?").click();
        assertThat(heading(stranger)).hasText("New password");
        seen(stranger, "reset", "asking for a new password");
        stranger.navigate(portal.at("welcome?token=old"));
        seen(stranger, "welcome-late", "an old invitation");
    }

    /** Each page is opened on one of them and turned into the other. */
    @Test
    void phonesShowEverythingWithoutScrollingSideways() {
        var phone = new Browser.NewContextOptions()
                .setViewportSize(PHONES.getFirst(), HEIGHT)
                .setHasTouch(true);
        var stranger = somebody(phone);
        stranger.navigate(portal.at("login"));
        onPhones(
                stranger,
                "login",
                width -> assertThat(button(stranger, "Sign in")).isInViewport());

        var page = signedIn("admin", phone);
        var overview = new OverviewPage(page).loaded();
        onPhones(page, "overview", width -> {
            assertThat(overview.spend()).isInViewport();
            assertThat(button(page, "Previous period")).isInViewport();
        });
        var spend = new SpendPage(page).open("period=last-month");
        onPhones(page, "spend", width -> {
            assertThat(spend.total()).isInViewport();
            assertThat(button(page, "More pages")).isInViewport();
            assertThat(button(page, "View options")).isInViewport();
        });
        var why = button(page, "Why is this Fraud\u2019s?");
        onPhones(page, "spend-rows", width -> {
            why.scrollIntoViewIfNeeded();
            var box = why.boundingBox();
            assertThat(box.x + box.width).as("the end of the last column").isLessThanOrEqualTo(width);
            assertThat(box.width).isGreaterThanOrEqualTo(24);
        });
        button(page, "View options").click();
        onPhones(
                page,
                "spend-options",
                width -> assertThat(button(page, "Add filter")).isInViewport());
        button(page, "Show").click();

        spend.open("period=last-month&" + NO_MATCH);
        onPhones(page, "spend-no-match");
        go(page, "sync");
        assertThat(button(page, "Actions of Refresh costs")).isVisible();
        onPhones(page, "sync");
        go(page, "admin/settings");
        assertThat(page.getByLabel("Daily cap")).isVisible();
        onPhones(page, "settings");
        go(page, "admin/journal");
        page.locator(".detail-table a.row-link").first().click();
        onPhones(
                page,
                "journal-entry",
                width -> assertThat(page.locator(".detail-panel h2")).isInViewport());
        go(page, "admin/journal");
        assertThat(page.locator(".detail-table a.row-link").first()).isVisible();
        onPhones(page, "journal");
        go(page, "admin/people");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead")))
                .isVisible();
        onPhones(page, "people");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead"))
                .click();
        assertThat(button(page, "Save")).isVisible();
        onPhones(page, "person");
        stranger.navigate(portal.at("reset"));
        onPhones(
                stranger,
                "reset",
                width -> assertThat(button(stranger, "Send link")).isInViewport());
        lookAtTeams(page, what -> onPhones(page, what));
        go(page, "admin/rules");
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^Position \\d+, move to another: Tag value is research.*"))))
                .isVisible();
        onPhones(page, "rules");
        go(page, "admin/rules/new");
        assertThat(page.getByLabel("Tag values")).isVisible();
        onPhones(page, "rule");
        button(page, "More pages").click();
        menu(page).getByText("Spend").click();
        assertThat(heading(page)).hasText("Spend");
    }

    @Test
    void aPhoneHasFourPagesBelowAndTheRestUnderMore() {
        var phone = new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true);
        var page = signedIn("admin", phone);
        var bar = page.locator(".bottom-bar a");
        for (int width : List.of(390, 599)) {
            page.setViewportSize(width, 844);
            assertThat(bar).hasText(new String[] {"Overview", "Spend", "Chargeback", "Budgets"});
            for (var link : bar.all()) {
                assertThat(link).isInViewport();
            }
            assertThat(page.locator("vaadin-drawer-toggle").getByText("More")).isInViewport();
        }
        page.setViewportSize(601, 844);
        assertThat(bar.first()).isHidden();
        assertThat(button(page, "More pages")).isInViewport();
        page.setViewportSize(390, 844);
        for (var address : List.of("spend/views", "spend/reconciliation", "admin/imports", "admin/journal")) {
            go(page, address);
            var here = page.locator(".page-tabs a[aria-current=page]");
            assertThat(here).hasAttribute("href", address);
            assertThat(here).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        }
        assertThat(page.locator("vaadin-drawer-toggle")).hasClass(Pattern.compile(".*\\bhere\\b.*"));
    }

    /** Low ones too, and one that is made larger again. */
    @Test
    void theMenuLeadsOnInWindowsOfEachSize() {
        var sizes = List.of(
                List.of(1366, 599), List.of(1280, 590), List.of(1024, 580), List.of(800, 500), List.of(1440, 900));
        for (var role : List.of("lead", "finance", "admin", "auditor")) {
            var page = signedIn(role);
            for (var size : sizes) {
                page.setViewportSize(size.getFirst(), size.getLast());
                boolean overlay = size.getFirst() <= 800;
                goesBy(menu(page).last(), page, overlay);
                goesBy(menu(page).first(), page, overlay);
            }
        }
    }

    /** @param overlay whether the menu lies over the page and is opened first */
    private static void goesBy(Locator item, Page page, boolean overlay) {
        var toggle = button(page, "More pages");
        var link = item.locator("a").first();
        if (overlay) {
            assertThat(toggle).isInViewport();
            toggle.click();
            still(page);
        } else {
            assertThat(toggle).isHidden();
        }
        String address = link.getAttribute("href");
        item.click();
        // an item may lead on to its first tab, and the period goes along
        assertThat(page).hasURL(Pattern.compile("^" + portal.at(address) + "(/people|/teams)?([?].*)?$"));
        assertThat(item).hasAttribute("current", "");
        assertThat(heading(page)).isAttached();
        assertThat(page.locator("main .skeleton")).hasCount(0);
        if (overlay) {
            assertThat(link).not().isInViewport();
        } else {
            assertThat(link).isInViewport();
        }
        still(page);
    }

    @Test
    void pagesPrintOnPaper() {
        var page = signedIn("finance", wide().setColorScheme(ColorScheme.DARK));
        go(page, "");
        new OverviewPage(page).loaded();
        prints(page, "overview");
        assertThat(page.locator(".html-table td").first()).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.SCREEN));
        var spend = new SpendPage(page).open("period=last-month&then=service&compare=previous&f=team.is-not.0");
        var rows = spend.rows().size();
        var total = spend.total().innerText();
        prints(page, "spend");
        assertThat(content(page)).containsText("Filters: Team is not Unallocated");
        assertThat(content(page)).containsText("By team, then service, daily, compared with");
        assertThat(content(page)).containsText("Data as of");
        assertThat(page.locator(".html-table thead th").first()).hasText("Team, service");
        assertThat(page.locator(".html-table tbody tr")).hasCount(rows);
        assertThat(page.locator(".html-table tfoot td").nth(1)).hasText(total);
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.SCREEN));
        assertThat(page.locator(".filter-bar")).isVisible();
    }

    private static void prints(Page page, String name) {
        assertThat(page.locator("bursar-spend-chart canvas").first()).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(null));
        var pdf = page.pdf(new Page.PdfOptions()
                .setPreferCSSPageSize(true)
                .setPath(java.nio.file.Path.of(
                        System.getProperty("bursar.home", "."), "target/screenshots", "print-" + name + ".pdf")));
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        for (var gone : List.of(".drawer", ".filter-bar", ".period-control", ".opener", ".export-menu")) {
            for (var part : page.locator(gone).all()) {
                assertThat(part).isHidden();
            }
        }
        assertThat(heading(page)).isVisible();
        assertThat(page.locator(".fact-line").first()).isVisible();
    }

    @Test
    void everythingIsReachedByKeyboard() {
        var page = somebody();
        page.navigate(portal.at("login"));
        assertThat(page.getByLabel("User name")).isVisible();
        tabTo(page, "document.activeElement.name === 'username'");
        page.keyboard().type("finance");
        tabTo(page, "document.activeElement.name === 'password'");
        page.keyboard().type(Portal.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(heading(page)).hasText("Overview");
        var overview = new OverviewPage(page).loaded();

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to main content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(heading(page)).isFocused();
        tabTo(page, "document.activeElement.localName === 'bursar-spend-chart'");
        assertThat(overview.chart().locator("canvas").first()).isVisible();
        page.keyboard().press("Home");
        assertThat(overview.chart().locator("[aria-live]")).containsText("$");
        page.keyboard().press("Enter");
        assertThat(heading(page)).hasText("Spend");
        var spend = new SpendPage(page).loaded();

        tabTo(page, "document.activeElement.classList.contains('period-button')");
        page.keyboard().press("Enter");
        var period = page.locator("vaadin-popover[role=dialog] .period-popover");
        assertThat(period).isVisible();
        page.keyboard().press("Escape");
        assertThat(period).isHidden();
        assertThat(page.locator(".period-button")).isFocused();

        tabTo(page, "document.activeElement.classList.contains('add-filter')");
        page.keyboard().press("Enter");
        var filters = page.locator("vaadin-popover[role=dialog] .filter-dimensions");
        assertThat(filters).isVisible();
        page.keyboard().press("Escape");
        assertThat(filters).isHidden();
        assertThat(button(page, "Add filter")).isFocused();
        tabTo(page, "document.activeElement.localName === 'bursar-spend-chart'");
        assertThat(spend.chart().locator("canvas").first()).isVisible();
        page.keyboard().press("End");
        assertThat(spend.chart().locator("[aria-live]")).containsText("$");
    }

    /** Before anything is typed, with results and without. */
    private static void lookAtSearch(Page page) {
        page.keyboard().press("Control+k");
        var field = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search by name or id"));
        var options = page.locator(".search-found [role=option]");
        assertThat(options.first()).isVisible();
        seen(page, "search", "the search");
        field.fill("fraud");
        assertThat(options.first()).containsText("Fraud");
        seen(page, "search-found", "the search with results");
        field.fill("zzqxj");
        assertThat(page.locator(".search-nothing")).isVisible();
        assertThat(options.first()).isHidden();
        seen(page, "search-nothing", "the search without a result");
        page.keyboard().press("Escape");
        assertThat(field).isHidden();
    }

    /** Teams, one of them while it is asked to be ended, and accounts. */
    private static void lookAtTeams(Page page, Consumer<String> looked) {
        go(page, "admin/teams");
        assertThat(page.locator(".teams-table a").getByText("Recommendations")).isVisible();
        looked.accept("teams");
        page.locator(".teams-table a").getByText("Recommendations").click();
        assertThat(heading(page)).hasText("Recommendations");
        assertThat(page.getByText("Tag value is recommendations or recs")).isVisible();
        looked.accept("team");
        page.locator(".change-menu").getByText("Edit").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("End\u2026"))
                .click();
        assertThat(page.locator(".money-preview")).containsText("from Recommendations to");
        looked.accept("team-end");
        button(page, "Cancel").click();
        go(page, "admin/accounts");
        Locator account = page.locator(".accounts-table").getByText("checkout-prod");
        try {
            account.waitFor();
        } catch (TimeoutError e) {
            page.reload(); // a portal that has just begun may not have read the accounts yet
        }
        assertThat(account).isVisible();
        looked.accept("accounts");
    }

    private static void seen(Page page, String name, String what) {
        settled(page);
        looksRightInBothSchemes(page, name + "-1440", what);
    }

    private static void onPhones(Page page, String what) {
        onPhones(page, what, width -> {});
    }

    /** As wide as it is first, so that each page is opened on the phone that the page before was turned into. */
    private static void onPhones(Page page, String what, IntConsumer holds) {
        var widths = page.viewportSize().width == PHONES.getFirst() ? PHONES : PHONES.reversed();
        for (int width : widths) {
            page.setViewportSize(width, HEIGHT);
            holds.accept(width);
            fits(page, what + " on " + width);
            pictured(page, what + "-" + width);
        }
    }

    private static void tabTo(Page page, String reached) {
        for (var i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("() => " + reached)) {
                return;
            }
        }
        throw new AssertionError("Tab never gets to " + reached + ", it ends at "
                + page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)"));
    }

    private static void pictured(Page page, String name) {
        settled(page);
        picture(page, name);
    }

    private static void settled(Page page) {
        page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
    }
}
