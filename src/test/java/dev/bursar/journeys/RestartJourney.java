package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A portal that was killed starts again on what it had. */
class RestartJourney extends InBrowser {
    @Test
    void afterAKillEverythingIsThereAgain() {
        var page = signedIn("finance");
        var spend = new SpendPage(page).open("period=last-month");
        var rows = spend.rows();

        portal.kill();
        portal.start();

        page.navigate(portal.at("spend?period=last-month"));
        assertThat(heading(page)).hasText("Sign in");
        signIn(page, "finance", Portal.PASSWORD);
        assertThat(heading(page)).hasText("Spend");
        assertThat(spend.loaded().rows()).isEqualTo(rows);
        page.navigate(portal.at("sync"));
        assertThat(job(page, "Refresh costs")).containsText("Done");
    }
}
