package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.Test;

/** A lead opens their costliest zombie, reads why, approves and copies the command; another team's workload is not found. */
class EfficiencyJourney extends InBrowser {
    private static final String ZOMBIES = "efficiency?state=zombie";

    @Override
    KeptState begins() {
        return EVERYTHING;
    }

    @Test
    void aLeadApprovesTheDeletionOfTheirZombieAndSeesWhatIsEnoughForAnEndpoint() {
        var admin = signedIn("admin");
        open(admin, ZOMBIES);
        assertThat(link(admin, "vision-ocr-legacy")).isVisible();
        String other = link(admin, "vision-ocr-legacy").getAttribute("href");
        isAccessible(admin, "efficiency");
        picture(admin, "efficiency");
        asksForTraces(admin);

        var lead = signedIn("lead");
        approvesTheZombie(lead);
        exported(lead);
        go(lead, other);
        assertThat(content(lead)).containsText("Workload not found");
        assertThat(content(lead)).not().containsText("ocr");
        isAccessible(lead, "a workload that is not found");
        plots(lead);
    }

    /** The path is free and comes first; the search says its price before. */
    private static void asksForTraces(Page admin) {
        open(admin, "efficiency?q=recs-basket-bundles");
        link(admin, "recs-basket-bundles").first().click();
        assertThat(heading(admin)).hasText("recs-basket-bundles");
        var traces = admin.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Traces"));
        var ask = traces.getByRole(AriaRole.BUTTON);
        ask.filter(new Locator.FilterOptions().setHasText("Find the slowest call"))
                .click();
        assertThat(traces).containsText("The slowest call is");
        assertThat(traces.getByRole(AriaRole.TABLE)).containsText("SageMaker Runtime");
        ask.filter(new Locator.FilterOptions().setHasText("Search the slowest traces (about $"))
                .click();
        assertThat(traces).containsText("AWS looked at");
        assertThat(traces.getByRole(AriaRole.TABLE)).hasCount(2);
        isAccessible(admin, "traces of an endpoint");
    }

    private static Locator link(Page page, String workload) {
        return page.locator("main a.row-link").filter(new Locator.FilterOptions().setHasText(workload));
    }

    private static void approvesTheZombie(Page lead) {
        menu(lead)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Efficiency"))
                .click();
        assertThat(heading(lead)).hasText("Efficiency");
        assertThat(content(lead)).not().containsText("vision-ocr-legacy");
        open(lead, ZOMBIES);
        var first = lead.locator("main a.row-link").first();
        assertThat(first).hasText("search-legacy-reranker");
        first.focus();
        lead.keyboard().press("Enter");
        assertThat(heading(lead)).hasText("search-legacy-reranker");
        assertThat(content(lead)).containsText("No requests in 14 days");
        assertThat(content(lead)).containsText("of billed hours");
        assertThat(content(lead)).containsText("Delete this endpoint");
        isAccessible(lead, "a zombie");
        picture(lead, "zombie");
        var approve =
                lead.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve: Delete this endpoint"));
        approve.focus();
        lead.keyboard().press("Enter");
        assertThat(button(lead, "Reopen").first()).isVisible();
        assertThat(content(lead))
                .containsText(
                        "aws sagemaker delete-endpoint --region 'us-east-1' --endpoint-name 'search-legacy-reranker'");
        assertThat(button(lead, "Copy").first()).isVisible();
        isAccessible(lead, "an approved proposal");
    }

    /** The file has what the page has. */
    private static void exported(Page lead) {
        open(lead, "efficiency");
        List<List<String>> file =
                Portal.csv(new String(new SpendPage(lead).download("Workloads as CSV"), StandardCharsets.UTF_8));
        var head = file.getFirst();
        assertThat(file).anySatisfy(line -> {
            assertThat(line.get(head.indexOf("Workload"))).isEqualTo("search-legacy-reranker");
            assertThat(line.get(head.indexOf("State"))).isEqualTo("Zombie");
        });
        assertThat(file).noneSatisfy(line -> assertThat(line.getFirst()).startsWith("vision"));
        assertThat(lead.locator("main a.row-link").first()).hasText(file.get(1).get(head.indexOf("Workload")));
    }

    /** Without colour: the curves differ by line and word, and the table says the same. */
    private static void plots(Page lead) {
        open(lead, "efficiency?q=search-ranking");
        link(lead, "search-ranking").first().click();
        assertThat(heading(lead)).hasText("search-ranking");
        button(lead, "Set requirements\u2026").first().click();
        lead.getByLabel("Latency of 99% of answers").fill("2000");
        lead.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set requirements"))
                .click();
        var plot = lead.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Cost and performance"));
        assertThat(plot).containsText("On-Demand");
        assertThat(plot).containsText("Savings Plan");
        assertThat(plot).containsText("Requirement");
        plot.getByText("Show as a table").click();
        assertThat(plot.getByRole(AriaRole.TABLE)).containsText("Meets the requirement");
        isAccessible(lead, "the cost-performance plot");
        picture(lead, "cost-performance");
    }
}
