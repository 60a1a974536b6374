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
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each page in light and dark, wide and narrow, with axe and by keyboard; pictures lie in target/screenshots. */
class LookJourney extends InBrowser {
    private static final String NO_MATCH = "by=service&f=service.contains.no+such+service&f=team.is-not.0";

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyPageIsAccessible(ColorScheme scheme) {
        var name = "-1440-" + scheme.name().toLowerCase(Locale.ROOT);
        var page = signedIn("admin", wide().setColorScheme(scheme));
        var overview = new OverviewPage(page).loaded();
        look(page, "overview" + name);
        looksRight(page, "Overview", scheme);
        overview.cumulative();
        look(page, "overview-cumulative" + name);
        var spend = new SpendPage(page).open("");
        look(page, "spend" + name);
        looksRight(page, "Spend", scheme);
        spend.open("period=last-month&" + NO_MATCH);
        look(page, "spend-no-match" + name);
        looksRight(page, "Spend without a match", scheme);
        page.navigate(portal.at("exports"));
        assertThat(heading(page)).hasText("Exports");
        looksRight(page, "Exports", scheme);
        page.navigate(portal.at("sync"));
        assertThat(job(page, "Refresh costs")).isVisible();
        look(page, "sync" + name);
        looksRight(page, "Sync", scheme);
        page.navigate(portal.at("admin/settings"));
        assertThat(page.getByLabel("Daily cap")).isVisible();
        look(page, "settings" + name);
        looksRight(page, "Settings", scheme);
        page.navigate(portal.at("admin/imports"));
        assertThat(button(page, "Choose files")).isVisible();
        look(page, "imports" + name);
        looksRight(page, "Imports", scheme);
        page.navigate(portal.at("admin/journal"));
        page.locator(".detail-table a.row-link").first().click();
        assertThat(page.locator(".detail-panel h2")).isFocused();
        look(page, "journal" + name);
        looksRight(page, "Activity log", scheme);
        page.navigate(portal.at("admin/people"));
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead")))
                .isVisible();
        look(page, "people" + name);
        looksRight(page, "People", scheme);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead"))
                .click();
        assertThat(button(page, "Save")).isVisible();
        look(page, "person" + name);
        looksRight(page, "a person", scheme);
        button(page, "Send reset link").click();
        assertThat(page.getByLabel("Link", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        look(page, "link" + name);
        looksRight(page, "a link on screen", scheme);
        button(page, "Done").click();
        var other = signedIn("admin");
        other.navigate(page.url());
        button(other, "Save").click();
        assertThat(other.getByText("Saved: Demo lead")).isVisible();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Demo leader");
        button(page, "Save").click();
        assertThat(button(page, "Keep yours")).isVisible();
        look(page, "conflict" + name);
        looksRight(page, "two versions of a person", scheme);
        button(page, "Invite person\u2026").click();
        button(page, "Send invitation").click();
        look(page, "invite" + name);
        looksRight(page, "an invitation", scheme);
        lookAtTeams(page, name, scheme);
        page.navigate(portal.at("admin/rules"));
        assertThat(button(page, "Move down: Tag value is research, any case \u2192 Research"))
                .isVisible();
        look(page, "rules" + name);
        looksRight(page, "Ownership rules", scheme);
        page.navigate(portal.at("admin/rules/new"));
        assertThat(page.getByLabel("Tag values")).isVisible();
        look(page, "rule" + name);
        looksRight(page, "Add rule", scheme);
        page.navigate(portal.at("nowhere"));
        assertThat(heading(page)).hasText("Not available");
        look(page, "not-available" + name);
        looksRight(page, "a page that there isn't", scheme);
        var stranger = somebody(wide().setColorScheme(scheme));
        stranger.navigate(portal.at("login"));
        assertThat(heading(stranger)).hasText("Sign in");
        look(stranger, "login" + name);
        looksRight(stranger, "sign-in", scheme);
        signIn(stranger, "nobody", "wrong");
        assertThat(stranger.getByText("Sign-in failed.")).isVisible();
        looksRight(stranger, "a failed sign-in", scheme);
        button(stranger, "Forgot password?").click();
        assertThat(heading(stranger)).hasText("New password");
        look(stranger, "reset" + name);
        looksRight(stranger, "asking for a new password", scheme);
        stranger.navigate(portal.at("welcome?token=old"));
        look(stranger, "welcome-late" + name);
        looksRight(stranger, "an old invitation", scheme);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 320})
    void aPhoneShowsEverythingWithoutScrollingSideways(int width) {
        var phone = new Browser.NewContextOptions().setViewportSize(width, 844).setHasTouch(true);
        var stranger = somebody(phone);
        stranger.navigate(portal.at("login"));
        assertThat(button(stranger, "Sign in")).isInViewport();
        fits(stranger, "sign-in");
        look(stranger, "login-" + width);

        var page = signedIn("admin", phone);
        var overview = new OverviewPage(page).loaded();
        fits(page, "Overview");
        look(page, "overview-" + width);
        assertThat(overview.figure("Spend to date")).isInViewport();
        assertThat(button(page, "Previous period")).isInViewport();
        var spend = new SpendPage(page).open("period=last-month");
        fits(page, "Spend");
        look(page, "spend-" + width);
        assertThat(spend.total()).isInViewport();
        assertThat(button(page, "More pages")).isInViewport();
        assertThat(button(page, "View options")).isInViewport();
        var why = button(page, "Why is this Fraud\u2019s?");
        why.scrollIntoViewIfNeeded();
        var box = why.boundingBox();
        assertThat(box.x + box.width).as("the end of the last column").isLessThanOrEqualTo(width);
        assertThat(box.width).isGreaterThanOrEqualTo(24);
        button(page, "View options").click();
        assertThat(button(page, "Add filter")).isInViewport();
        fits(page, "view options");
        button(page, "Show").click();

        spend.open("period=last-month&" + NO_MATCH);
        look(page, "spend-no-match-" + width);
        fits(page, "Spend without a match");
        page.navigate(portal.at("sync"));
        assertThat(button(page, "Run now: Refresh costs")).isVisible();
        fits(page, "Sync");
        look(page, "sync-" + width);
        page.navigate(portal.at("admin/settings"));
        assertThat(page.getByLabel("Daily cap")).isVisible();
        fits(page, "Settings");
        look(page, "settings-" + width);
        page.navigate(portal.at("admin/journal"));
        page.locator(".detail-table a.row-link").first().click();
        assertThat(page.locator(".detail-panel h2")).isInViewport();
        look(page, "journal-entry-" + width);
        page.navigate(portal.at("admin/journal"));
        assertThat(page.locator(".detail-table a.row-link").first()).isVisible();
        fits(page, "Activity log");
        look(page, "journal-" + width);
        page.navigate(portal.at("admin/people"));
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead")))
                .isVisible();
        fits(page, "People");
        look(page, "people-" + width);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo lead"))
                .click();
        assertThat(button(page, "Save")).isVisible();
        fits(page, "a person");
        look(page, "person-" + width);
        stranger.navigate(portal.at("reset"));
        assertThat(button(stranger, "Send link")).isInViewport();
        fits(stranger, "asking for a new password");
        look(stranger, "reset-" + width);
        lookAtTeams(page, "-" + width, null);
        page.navigate(portal.at("admin/rules"));
        assertThat(button(page, "Move down: Tag value is research, any case \u2192 Research"))
                .isVisible();
        fits(page, "Ownership rules");
        look(page, "rules-" + width);
        page.navigate(portal.at("admin/rules/new"));
        assertThat(page.getByLabel("Tag values")).isVisible();
        fits(page, "Add rule");
        look(page, "rule-" + width);
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
            page.navigate(portal.at(address));
            var here = page.locator(".page-tabs a[aria-current=page]");
            assertThat(here).hasAttribute("href", address);
            assertThat(here).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        }
        assertThat(page.locator("vaadin-drawer-toggle")).hasClass(Pattern.compile(".*\\bhere\\b.*"));
    }

    @Test
    void pagesPrintOnPaper() {
        var page = signedIn("finance", wide().setColorScheme(ColorScheme.DARK));
        page.navigate(portal.at(""));
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

    /** Teams, one of them while it is asked to be ended, and accounts. */
    private static void lookAtTeams(Page page, String name, @Nullable ColorScheme scheme) {
        page.navigate(portal.at("admin/teams"));
        assertThat(page.locator(".teams-table a").getByText("Recommendations")).isVisible();
        looked(page, "teams", name, scheme);
        page.locator(".teams-table a").getByText("Recommendations").click();
        assertThat(heading(page)).hasText("Recommendations");
        assertThat(page.getByText("Tag value is recommendations or recs, any case"))
                .isVisible();
        looked(page, "team", name, scheme);
        page.locator(".change-menu").getByText("Change").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("End\u2026"))
                .click();
        assertThat(page.locator(".money-preview")).containsText("from Recommendations to");
        looked(page, "team-end", name, scheme);
        button(page, "Cancel").click();
        page.navigate(portal.at("admin/accounts"));
        Locator account = page.locator(".accounts-table").getByText("checkout-prod");
        try {
            account.waitFor();
        } catch (TimeoutError e) {
            page.reload(); // a portal that has just begun may not have read the accounts yet
        }
        assertThat(account).isVisible();
        looked(page, "accounts", name, scheme);
    }

    /** @param scheme null on a phone */
    private static void looked(Page page, String what, String name, @Nullable ColorScheme scheme) {
        look(page, what + name);
        if (scheme == null) {
            fits(page, what);
        } else {
            looksRight(page, what, scheme);
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

    private static void look(Page page, String name) {
        page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
        picture(page, name);
    }
}
