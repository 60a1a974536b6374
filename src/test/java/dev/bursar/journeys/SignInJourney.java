package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coming in and going out. */
class SignInJourney extends InBrowser {
    @ParameterizedTest
    @CsvSource({
        "lead, Overview Spend Anomalies Chargeback Budgets Tags CloudTrail Efficiency",
        "finance, Overview Spend Anomalies Chargeback Budgets Tags Efficiency Sync Admin",
        "admin, Overview Spend Anomalies Chargeback Budgets Tags CloudTrail Efficiency Sync Admin",
        "auditor, Overview Spend Anomalies Chargeback Budgets Tags CloudTrail Efficiency Sync Admin"
    })
    void eachRoleComesInToTheOverviewWithItsMenuAndGoesOut(String role, String menu) {
        var page = signedInAnew(role, wide());
        assertThat(page).hasTitle("Overview \u2013 Bursar");
        assertThat(page).hasURL(portal.at(""));
        assertThat(menu(page))
                .hasText(Stream.of(menu.split(" "))
                        .map(entry -> Pattern.compile("^\\s*" + entry + "\\s"))
                        .toArray(Pattern[]::new));
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("User menu of Demo " + role))
                .first()
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("You are signed out.");
        page.navigate(portal.at("spend"));
        assertThat(heading(page)).hasText("Sign in");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameWords() {
        var page = somebody();
        page.navigate(portal.at("login"));
        for (var name : new String[] {"finance", "nobody-of-this-name"}) {
            signIn(page, name, "not the password");
            assertThat(page.getByText("Sign-in failed. Check user name and password."))
                    .isVisible();
            assertThat(page).hasURL(portal.at("login?error"));
        }
    }

    @Test
    void theAddressAskedForBeforeSigningInIsOpenedAfterIt() {
        var page = somebody();
        page.navigate(portal.at("spend?period=last-month&by=service"));
        assertThat(heading(page)).hasText("Sign in");
        signIn(page, "finance", Portal.PASSWORD);
        assertThat(heading(page)).hasText("Spend");
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("By service")))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile(".*period=last-month&by=service.*"));
    }
}
