package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.ui.Formats;
import org.junit.jupiter.api.Test;

/** A first admin, alone with a keyboard, sets up what the demo leaves to them until nothing is left. */
class StartJourney extends InBrowser {
    private static final String HERE = "admin/getting-started";
    private static final int MOST_TABS = 150;

    @Test
    void anAdminComesToTheEndOfGettingStartedByKeyboard() {
        leavesTraces();
        var page = signedInAnew("admin", wide());
        assertThat(content(page).getByRole(AriaRole.REGION, named("Getting started")))
                .containsText("Connect accounts");
        enter(page, link(page, "See all steps"));
        assertThat(heading(page)).hasText("Getting started");
        isAccessible(page, "Getting started");
        picture(page, "getting-started-empty");

        enter(page, button(page, "Give me the finance role"));
        assertThat(page.getByText("You have the finance role too.")).isVisible();

        step(page, "Connect accounts", "Access to accounts");
        tabTo(page, page.getByLabel("Read member accounts"));
        page.keyboard().press("Space");
        enter(page, button(page, "Save"));
        assertThat(page.getByText("Saved. Bursar checks the accounts")).isVisible();
        open(page, HERE);
        assertThat(of(page, "ACCOUNTS"))
                .containsText("11 of 12", new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
        without(page, "ACCOUNTS");

        step(page, "Add a tag policy", "Tag policies");
        enter(page, content(page).locator(".empty-state vaadin-button").nth(1));
        assertThat(button(page, "Save policy")).isEnabled();
        enter(page, button(page, "Save policy"));
        assertThat(heading(page)).hasText("Tag policies");

        open(page, HERE);
        step(page, "Set budgets", "Set budgets for all teams");
        enter(page, button(page, "Fill in suggestions"));
        assertThat(button(page, "Save budgets")).isEnabled();
        enter(page, button(page, "Save budgets"));
        assertThat(heading(page)).hasText("Budgets");

        open(page, HERE);
        step(page, "Share costs with pools", "Usual pools");
        enter(page, button(page, "Save these pools"));
        assertThat(heading(page)).hasText("Shared pools");

        open(page, HERE);
        step(page, "Show a month to leads", "Chargeback");
        enter(page, link(page, Formats.month(Portal.LAST_MONTH)));
        enter(page, button(page, "Show to leads"));
        // a part of the costs is Unallocated, so the month has an open check
        enter(page, button(page, "Show anyway"));
        assertThat(button(page, "Hide from leads")).isVisible();

        open(page, HERE);
        for (var left = content(page).locator("[data-step]").filter(withButton("Skip")); left.count() > 0; ) {
            without(page, left.first().getAttribute("data-step"));
        }
        assertThat(content(page)).containsText("All 12 steps are done. Each page has what it needs.");
        picture(page, "getting-started-done");
        open(page, "");
        assertThat(content(page).getByRole(AriaRole.REGION, named("Getting started")))
                .hasCount(0);
    }

    private static Locator of(Page page, String step) {
        return content(page).locator("[data-step=" + step + "]");
    }

    private static void step(Page page, String words, String heading) {
        enter(page, link(page, words));
        assertThat(heading(page)).hasText(heading);
        assertThat(page.locator("main .skeleton")).hasCount(0);
    }

    private static void without(Page page, String step) {
        enter(page, of(page, step).locator("vaadin-button"));
        assertThat(of(page, step)).containsText("Not needed");
    }

    private static Locator link(Page page, String name) {
        return content(page)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.FilterOptions withButton(String name) {
        return new Locator.FilterOptions().setHasText(name);
    }

    private static void enter(Page page, Locator target) {
        tabTo(page, target);
        page.keyboard().press("Enter");
    }

    /** Presses Tab from where the focus is until the target has it, as somebody does who has no mouse. */
    private static void tabTo(Page page, Locator target) {
        assertThat(target).isVisible();
        for (int i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(
                    target.evaluate("e => e === document.activeElement || e.contains(document.activeElement)"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(false).as("the focus reaches " + target).isTrue();
    }
}
