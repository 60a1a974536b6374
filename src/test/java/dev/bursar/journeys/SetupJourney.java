package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An admin walks through Set-up: what it costs is on each button, and another key is asked for once more. */
class SetupJourney extends InBrowser {
    @AfterEach
    void mendAws() {
        portal.fault(null);
    }

    @Test
    void anAdminSetsBursarUp() {
        var page = signedIn("admin");
        page.navigate(portal.at("admin/set-up"));
        assertThat(heading(page)).hasText("Set-up");
        var connection = step(page, "1. Connection");
        assertThat(connection).containsText("Connected");
        assertThat(connection).containsText("arn:aws:iam::");

        portal.fault("{\"effect\": \"accessDenied\", \"operation\": \"GetCostForecast\"}");
        var permissions = step(page, "2. Permissions");
        permissions.locator("summary").first().click();
        button(page, "Check permissions, about $0.02").click();
        assertThat(permissions).containsText("1 optional missing");
        assertThat(permissions).containsText("AWS refused ce:GetCostForecast");
        portal.fault(null);
        button(page, "Check permissions, about $0.02").click();
        assertThat(permissions).containsText("All tested permissions granted");
        page.getByText("Policy that grants exactly these permissions").click();
        assertThat(permissions).containsText("organizations:ListAccounts");

        step(page, "3. Team key").locator("summary").first().click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Read the spend of .*, about \\$0\\.0")))
                .click();
        var keys = step(page, "3. Team key");
        assertThat(keys).containsText("untagged");
        assertThat(keys).containsText("Identifies teams");
        assertThat(step(page, "4. Teams")).containsText("Values that differ only in case and spaces become one team");
        isAccessible(page, "Set-up");

        button(page, "Choose environment").click();
        var dialog = page.getByRole(AriaRole.ALERTDIALOG);
        assertThat(dialog).containsText("paid requests");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                .click();
        assertThat(dialog).hasCount(0);
        assertThat(keys).containsText("Identifies teams");
        assertThat(step(page, "5. First sync")).containsText("Costs available");
    }

    private static Locator step(Page page, String title) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
    }
}
