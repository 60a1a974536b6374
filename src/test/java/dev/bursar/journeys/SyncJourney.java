package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An admin reads from AWS now, and others watch. */
class SyncJourney extends InBrowser {
    private static final String COSTS = "Refresh costs";

    @AfterEach
    void mendAws() {
        portal.fault(null);
    }

    @Test
    void anAdminRunsAndStopsAJobWhileFinanceWatches() {
        var finance = signedIn("finance");
        go(finance, "sync");
        assertThat(job(finance, COSTS)).containsText("Done");
        assertThat(actions(finance)).hasCount(0);
        assertThat(content(finance)).containsText("Cost Explorer");
        var admin = signedIn("admin");
        go(admin, "sync");
        var run = button(admin, "Actions of " + COSTS);

        portal.fault("{\"effect\": \"slow\", \"millis\": 4000, \"times\": 4}");
        runNow(admin, COSTS);
        for (var page : List.of(admin, finance)) {
            assertThat(progress(page)).isVisible();
            assertThat(job(page, COSTS)).containsText("Running");
            assertThat(content(page)).containsText("by Demo admin");
        }
        assertThat(run).isDisabled();
        assertThat(actions(finance)).hasCount(0);
        button(admin, "Stop").click();
        for (var page : List.of(admin, finance)) {
            assertThat(job(page, COSTS)).containsText("Stopped by Demo admin");
            assertThat(progress(page)).hasCount(0);
        }

        portal.fault(null);
        runNow(admin, COSTS);
        for (var page : List.of(admin, finance)) {
            assertThat(job(page, COSTS)).containsText("Done");
        }
        assertThat(run).isEnabled();
        isInTheJournal(admin);
    }

    /** By keyboard: who asked for what, and that nobody has changed the record of it. */
    private static void isInTheJournal(Page page) {
        go(page, "admin/journal");
        var asked = page.locator(".detail-table a.row-link")
                .filter(new Locator.FilterOptions().setHasText("Run cancellation requested"))
                .first();
        asked.focus();
        page.keyboard().press("Enter");
        var details = page.locator(".detail-panel");
        assertThat(details.locator("h2")).isFocused();
        assertThat(details).containsText("Demo admin");
        assertThat(details).containsText("sealed, position");
        page.keyboard().press("Escape");
        assertThat(details).hasCount(0);
        assertThat(asked).isFocused();
        button(page, "Verify now").focus();
        page.keyboard().press("Enter");
        assertThat(content(page)).containsText("Intact up to position");
    }

    @Test
    void whatAwsRefusesIsSaidWithWhatToDo() {
        var admin = signedIn("admin");
        go(admin, "sync");
        portal.fault("{\"effect\": \"accessDenied\", \"operation\": \"GetCostAndUsage\"}");
        runNow(admin, COSTS);
        assertThat(job(admin, COSTS)).containsText("Failed");
        var problem = admin.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Problem of " + COSTS));
        assertThat(problem).containsText("What to do:");
        assertThat(problem).containsText("ce:GetCostAndUsage");
        // what was read before is still there
        var spend = new SpendPage(signedIn("finance")).open("");
        org.assertj.core.api.Assertions.assertThat(spend.hasAnswer()).isTrue();

        portal.fault(null);
        runNow(admin, COSTS);
        assertThat(job(admin, COSTS)).containsText("Done");
        assertThat(problem).hasCount(0);
    }

    private static Locator progress(Page page) {
        return page.getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName(COSTS));
    }

    private static Locator actions(Page page) {
        return content(page)
                .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^(Actions of|Stop)")));
    }
}
