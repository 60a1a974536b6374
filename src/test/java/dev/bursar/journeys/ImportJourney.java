package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin who has only files: drops them, sees what they hold, and is told what is wrong with others. */
class ImportJourney extends InBrowser {
    private static final String HEADER = "BilledCost,EffectiveCost,BillingAccountId,BillingCurrency,BillingPeriodStart,"
            + "ChargePeriodStart,ChargeCategory,ProviderName,ServiceName,SubAccountId,Tags\n";

    @TempDir
    Path folder;

    private static Path shared(String name) {
        Path file = Path.of(System.getProperty("bursar.home", "."), "..", "shared", "data")
                .resolve(name)
                .normalize();
        Assumptions.assumeTrue(Files.exists(file), "Skipped: there is no ../shared/data/" + name);
        return file;
    }

    /** What is imported names accounts that other journeys would count. */
    @AfterAll
    static void isNothingForOthers() {
        leavesTraces();
    }

    private Page imports() {
        var page = signedIn("admin");
        go(page, "admin/imports");
        assertThat(heading(page)).hasText("Imports");
        assertThat(button(page, "Choose files")).isVisible();
        return page;
    }

    private static void choose(Page page, Path... files) {
        page.waitForFileChooser(() -> button(page, "Choose files").click()).setFiles(files);
    }

    private static Locator outcome(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Last import"));
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    }

    private Path lines(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + String.join("\n", lines) + "\n");
    }

    private static String line(String cost, String month) {
        return "%s,%s,000000000901,USD,%s-01 00:00:00,%s-03 05:00:00,Usage,AWS,Amazon SageMaker,000000000902,"
                .formatted(cost, cost, month, month);
    }

    @Test
    void aFileShowsItsSpendWithoutAws() throws IOException {
        var page = imports();
        choose(page, lines("march.csv", line("1.25", "2021-03"), line("2.5", "2021-03")));
        button(page, "Import 1 file").click();
        assertThat(outcome(page)).containsText("BilledCost 3.75, EffectiveCost 3.75 USD", soon());
        assertThat(outcome(page)).containsText("March 2021");
        isAccessible(page, "Imports with an outcome");

        choose(page, lines("again.csv", line("1.25", "2021-03"), line("2.5", "2021-03")));
        button(page, "Import 1 file").click();
        assertThat(outcome(page)).containsText("Nothing to do", soon());

        choose(page, lines("broken.csv", line("1.25", "2021-03"), line("two", "2021-03")));
        button(page, "Import 1 file").click();
        assertThat(outcome(page)).containsText("broken.csv, row 2", soon());
        assertThat(outcome(page)).containsText("BilledCost is");
        assertThat(outcome(page)).containsText("What to do:");
        isAccessible(page, "Imports with a refusal");
        var held = page.locator(".imports-held vaadin-grid");
        assertThat(held).containsText("$3.75");

        var finance = signedIn("finance");
        go(finance, "admin/imports");
        assertThat(outcome(finance)).containsText("Rejected");
        assertThat(button(finance, "Choose files")).hasCount(0);
        finance.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("March 2021"))
                .click();
        assertThat(heading(finance)).hasText("Spend");
        assertThat(content(finance)).containsText("$3.75");
    }

    @Test
    void sharedReportsComeInWithTheirTotals() {
        var focus = shared("focus/focus_sample_1000.csv");
        var cur = shared("cur/aws-cur-legacy-anonymous-1281rows.csv");
        var page = imports();
        choose(page, focus);
        button(page, "Import 1 file").click();
        assertThat(outcome(page)).containsText("In the files: BilledCost 20.52022672899 USD", soon());
        assertThat(outcome(page)).containsText("$20.52");
        choose(page, cur);
        button(page, "Import 1 file").click();
        assertThat(outcome(page)).containsText("line_item_unblended_cost 1.6823086974 USD", soon());
    }

    @Test
    void aLongTableComesAsItIsAskedFor() throws IOException {
        int resources = 1_203;
        Path file = folder.resolve("resources.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER.replace("Tags", "ResourceId"));
            for (int i = 0; i < resources; i++) {
                out.write("%sresource-%04d%n".formatted(line("1." + (1_000 + i), "2021-06"), i));
            }
        }
        var page = imports();
        choose(page, file);
        button(page, "Import 1 file").click();
        assertThat(outcome(page)).containsText("June 2021", soon());

        var spend = new SpendPage(page).open("from=2021-06-01&to=2021-07-01&by=resource");
        var rows = spend.table().locator("tbody tr");
        assertThat(rows).hasCount(8);
        button(page, "Open Other (1,196 resources)").click();
        var more = button(page, "Show more");
        assertThat(more).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        // 58 with the answer, then 250 at a time until there are 1,000 or more; the last row says how many follow
        assertThat(rows).hasCount(58 + 4 * 250 + 1);
        assertThat(rows.last()).containsText("and 146 more; export the table to see them all");
        more.click();
        assertThat(rows).hasCount(resources + 1);
        assertThat(more).hasCount(0);
        assertThat(rows.last()).containsText("resource-0000");
        org.assertj.core.api.Assertions.assertThat(spend.rows()).hasSize(resources + 1);
        button(page, "Close Other (1,196 resources)").click();
        assertThat(rows).hasCount(8);
    }

    @Test
    void anUploadAndAnImportAreCancelledWithoutATrace() throws IOException {
        var page = imports();
        Path large = folder.resolve("large.csv");
        try (var out = Files.newBufferedWriter(large)) {
            out.write(HEADER);
            for (int i = 0; i < 600_000; i++) {
                out.write(line("0." + (100_000 + i), "2021-05") + "\"{\"\"n\"\": \"\"" + i + "\"\"}\"\n");
            }
        }
        CDPSession network = page.context().newCDPSession(page);
        network.send("Network.enable");
        limit(network, 500_000);
        choose(page, large);
        assertThat(content(page)).containsText("Uploading 1 file");
        button(page, "Cancel upload").click();
        assertThat(page.locator("vaadin-upload-file")).hasCount(0);
        assertThat(button(page, "Cancel upload")).hasCount(0);
        limit(network, -1);
        noneIsLeft(page);

        choose(page, large);
        button(page, "Import 1 file").click();
        assertThat(content(page))
                .containsText("step 1 of 4", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        // whoever comes meanwhile sees the same one
        var other = signedIn("admin");
        go(other, "admin/imports");
        assertThat(content(other)).containsText("Importing large.csv");
        button(page, "Cancel the import").click();
        assertThat(outcome(page)).containsText("Cancelled by Demo admin", soon());
        assertThat(outcome(other)).containsText("Cancelled by Demo admin");
        noneIsLeft(page);
        assertThat(page.locator(".imports-held")).not().containsText("May 2021");
    }

    private static void limit(CDPSession network, int bytesASecond) {
        var conditions = new com.google.gson.JsonObject();
        Map.of("latency", 0, "downloadThroughput", -1, "uploadThroughput", bytesASecond)
                .forEach(conditions::addProperty);
        conditions.addProperty("offline", false);
        network.send("Network.emulateNetworkConditions", conditions);
    }

    /** The server notices within a moment that a browser has broken off. */
    private static void noneIsLeft(Page page) {
        for (int i = 0; i < 100 && !portal.uploads().isEmpty(); i++) {
            page.waitForTimeout(100);
        }
        org.assertj.core.api.Assertions.assertThat(portal.uploads()).isEmpty();
    }
}
