package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.trino.TestTrino;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An admin has a real Trino reduce the lines of charge files that lie in a folder: totals are those of the same files reduced here, to
 * the last byte.
 */
@Tag("engines")
class TrinoJourney extends InBrowser {
    private static final String STEP = "7. Where lines are reduced";

    /** Trino's first queries take their time on two cores. */
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(180_000);

    @TempDir
    static Path home;

    private static TestTrino trino;

    @BeforeAll
    static void startTrino() throws Exception {
        trino = TestTrino.start(home);
    }

    @AfterAll
    static void stopTrino() {
        if (trino != null) {
            trino.close();
        }
    }

    /** As AWS delivers it: the files, and then their manifest. */
    private static void deliver(Path export, Instant at) throws IOException {
        Path data = Files.createDirectories(export.resolve("data/BILLING_PERIOD=" + Portal.LAST_MONTH));
        Path metadata = Files.createDirectories(export.resolve("metadata/BILLING_PERIOD=" + Portal.LAST_MONTH));
        List<Path> files = portal.charges(Portal.LAST_MONTH, data);
        for (Path file : files) {
            Files.setLastModifiedTime(file, FileTime.from(at.minusSeconds(60)));
        }
        Path manifest = metadata.resolve("team-Manifest.json");
        Files.writeString(
                manifest,
                files.stream()
                        .map(file ->
                                "\"s3://b/data/BILLING_PERIOD=%s/%s\"".formatted(Portal.LAST_MONTH, file.getFileName()))
                        .collect(Collectors.joining(",", "{\"dataFiles\":[", "]}")));
        Files.setLastModifiedTime(manifest, FileTime.from(at));
    }

    private static String totals() {
        return portal.printed("billed") + portal.printed("effective");
    }

    private static Locator step(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(STEP));
    }

    private static Locator job(Page page) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("Read charge files from AWS"));
    }

    /** What a day's lines cost, each digit of it, beside their charges, and how many they are. */
    private static List<String> lines(Page page) {
        Locator results = page.locator(".lines .results");
        assertThat(results.locator("vaadin-grid.lines-table")).containsText("arn:aws:", PATIENTLY);
        return List.of(
                results.locator(".figures-2").innerText(),
                results.getByRole(AriaRole.STATUS).innerText(),
                results.locator(".section-head").innerText());
    }

    private static void openLines(Page page) {
        open(page, "spend/lines?from=" + Portal.LAST_MONTH + "-10&to=" + Portal.LAST_MONTH + "-11");
    }

    @Test
    void trinoMakesTheTotalsThatBursarMakes() throws IOException {
        leavesTraces();
        Path export = Files.createDirectories(home.resolve("export/team"));
        deliver(export, Instant.now().minusSeconds(7_200));
        var settings = new HashMap<>(trino.environment());
        settings.put("BURSAR_AWS_CHARGE_FILES", export.getParent().toString());
        portal.restartWith(settings);
        var admin = signedIn("admin");
        look(admin, "sync", () -> job(admin).innerText().contains("Done"));
        assertThat(job(admin)).containsText("Trino is available but unused; Bursar adds up the lines itself");
        portal.awaitNothingDue();
        String here = totals();
        openLines(admin);
        List<String> linesHere = lines(admin);
        assertThat(here.lines().count()).isGreaterThan(100);
        assertThat(trino.finished("create table bursar_result")).isZero();

        open(admin, "admin/set-up");
        assertThat(step(admin)).containsText("Trino is set up, but not in use");
        button(admin, "Look up the price, under $0.01: Trino").click();
        assertThat(step(admin)).containsText("The newest delivery, " + Portal.LAST_MONTH);
        button(admin, "Test, under $0.01: Trino").click();
        assertThat(step(admin)).containsText("Same charges to the last digit.", PATIENTLY);
        isAccessible(admin, "Set-up");
        button(admin, "Choose: Trino").click();
        admin.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Choose Trino"))
                .click();
        assertThat(step(admin)).containsText("after a test.");

        long tested = trino.finished("create table bursar_result");
        deliver(export, Instant.now().minusSeconds(60));
        open(admin, "sync");
        runNow(admin, "Read charge files from AWS");
        look(admin, "sync", () -> trino.finished("create table bursar_result") > tested);
        portal.awaitNothingDue();
        open(admin, "sync");
        assertThat(job(admin)).containsText("Lines are reduced in Trino");
        assertThat(job(admin)).containsText("Done");
        assertThat(totals()).isEqualTo(here);

        openLines(admin);
        admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Open lines \\(reads")))
                .click();
        assertThat(lines(admin)).isEqualTo(linesHere);
    }
}
