package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.ui.Formats;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each question that people come with is answered at most three clicks after they signed in. */
class AnswersJourney extends InBrowser {
    private static final int MOST_CLICKS = 3;

    private int clicks;

    @Override
    KeptState begins() {
        return DEMO;
    }

    @AfterEach
    void inFewClicks() {
        assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
    }

    @Test
    void whyDidMySpendChange() {
        var page = signedIn("lead");
        var changed = region(page, "What changed").locator("li").first();
        String amount = changed.innerText().replaceAll("(?s).*?([+\u2212]\\$[0-9,.]+).*", "$1");
        assertThat(amount).startsWith("+$");
        click(changed.locator("a").first());
        assertThat(heading(page)).hasText("Spend");
        assertThat(content(page)).containsText(amount);
    }

    @Test
    void whoChangedWhatItCosts() {
        var page = signedIn("lead");
        var cause = region(page, "What changed").locator(".fact-cause a").first();
        assertThat(cause).containsText("created fraud-assistant");
        click(cause);
        assertThat(heading(page)).hasText("What changed, Fraud");
        var panel = page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("fraud-assistant"));
        assertThat(panel).containsText("CreateEndpoint fraud-assistant");
        assertThat(panel).containsText("fraud-lead");
        isAccessible(page, "What changed");
        click(panel.getByText("CreateEndpoint fraud-assistant"));
        assertThat(content(page)).containsText("fraud-assistant");
        open(page, "changes-in-cost?f=team.is.1,2,3,4,5,6,7,8,9,10,11,12");
        assertThat(content(page)).containsText("Team and account");
        assertThat(content(page)).not().containsText("Recommendations");
    }

    @Test
    void whatCostsMoreThanUsualAndSayingWhatItIs() {
        var page = signedIn("lead");
        page.waitForCondition(() -> {
            open(page, "");
            assertThat(region(page, "Waits for you")).not().containsText("Looking");
            return region(page, "Waits for you").innerText().contains("to rate");
        });
        clicks = 0;
        var waiting = region(page, "Waits for you").locator("a", new Locator.LocatorOptions().setHasText("to rate"));
        var before = waiting.innerText();
        click(waiting);
        assertThat(heading(page)).hasText("Anomalies");
        assertThat(content(page)).containsText("fraud-lead created fraud-assistant");
        click(link(page, "Amazon SageMaker"));
        var panel = page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Amazon SageMaker"));
        assertThat(panel).containsText("Explained");
        isAccessible(page, "An anomaly");
        panel.getByText("Expected", new Locator.GetByTextOptions().setExact(true))
                .last()
                .click();
        panel.getByText("Save").click();
        assertThat(panel).containsText("Change the rating");
        open(page, "");
        assertThat(region(page, "Waits for you")).not().containsText("Looking");
        assertThat(region(page, "Waits for you")).not().containsText(before);
        open(page, "anomalies?f=team.is.1,2,3,4,5,6,7,8,9,10,11,12");
        assertThat(content(page)).containsText("Above expected");
        assertThat(content(page)).not().containsText("Recommendations");
    }

    @Test
    void whatIsOverBudgetAndWhy() {
        var page = signedIn("lead");
        click(link(page, "See budgets"));
        assertThat(heading(page)).hasText("Budgets");
        click(link(page, "Fraud"));
        var increases = region(page, "Largest increases");
        assertThat(increases).containsText("Amazon SageMaker");
        click(increases.locator("a").first());
        assertThat(heading(page)).hasText("Spend");
        assertThat(content(page)).containsText("Fraud");
    }

    @Test
    void whichEndpointIdlesAndHowToStopIt() {
        var page = signedIn("lead");
        click(link(page, "See workloads"));
        assertThat(heading(page)).hasText("Efficiency");
        click(link(page, "search-legacy-reranker"));
        assertThat(content(page)).containsText("Zombie");
        assertThat(content(page))
                .containsText(
                        "aws sagemaker delete-endpoint --region 'us-east-1' --endpoint-name 'search-legacy-reranker'");
        isAccessible(page, "Workload of the demo");
    }

    @Test
    void fixManyTagsWithOneScript() {
        var page = signedIn("admin");
        click(menu(page).getByText("Tags"));
        assertThat(heading(page)).hasText("Violations");
        click(content(page)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("Select all [0-9,]+"))));
        click(button(page, "AWS CLI script"));
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("aws ");
        int tags = Integer.parseInt(dialog.innerText().replaceAll("(?s).*It sets ([0-9]+) tags.*", "$1"));
        assertThat(tags).isGreaterThanOrEqualTo(20);
        isAccessible(page, "Script of tags");
    }

    @Test
    void doesTheMonthMatchTheInvoice() {
        assumeTrue(Portal.LAST_MONTH_IS_INVOICED, "AWS issues a month's invoice on the third day of the next");
        var page = signedIn("finance");
        assertThat(content(page)).containsText("Matches AWS\u2019s documents");
        click(menu(page).getByText("Chargeback"));
        assertThat(content(page)).containsText(Formats.month(Portal.LAST_MONTH) + " matches AWS\u2019s invoice");
    }

    @Test
    void myStatementAsPdf() {
        var page = signedIn("lead");
        click(link(page, "Search, " + Formats.month(Portal.LAST_MONTH)));
        assertThat(heading(page)).not().hasText("Overview");
        var file = page.waitForDownload(() -> click(content(page).getByText("Download PDF")));
        assertThat(file.suggestedFilename()).endsWith(".pdf");
    }

    private void click(Locator target) {
        clicks++;
        target.click();
    }

    private static Locator link(Page page, String name) {
        return content(page)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static Locator region(Page page, String name) {
        return content(page)
                .getByRole(
                        AriaRole.REGION,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
