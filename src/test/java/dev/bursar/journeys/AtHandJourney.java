package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.ui.Formats;
import module java.base;
import org.junit.jupiter.api.Test;

/**
 * Six tasks of each role, from what waits for them on Overview, or from the search, in three clicks at most. Opening the search by its keys
 * and choosing what was found count as a click each. docs/guide/clicks.md lists the clicks. On the way it takes the guide's pictures, into
 * target/guide-pictures; with -Dbursar.write-guide=true into docs/guide/pictures.
 */
class AtHandJourney extends InBrowser {
    private static final int MOST_CLICKS = 3;
    private static final Path GUIDE = Path.of(System.getProperty("bursar.home", "."), "docs/guide");
    private static final Path PICTURES = Boolean.getBoolean("bursar.write-guide")
            ? GUIDE.resolve("pictures")
            : GUIDE.resolve("../../target/guide-pictures");
    private static final Pattern NAMED = Pattern.compile("\\(pictures/([a-z-]+)\\.png\\)");
    private static final String ISSUED =
            Formats.month(YearMonth.now(ZoneOffset.UTC).minusMonths(2));

    private final Set<String> pictures = new TreeSet<>();
    private int clicks;

    @Override
    KeptState begins() {
        return DEMO;
    }

    @Test
    void sixTasksOfEachRoleTakeThreeClicksAtMost() {
        leavesTraces();
        Page finance = signedIn("finance");
        guidePicture(finance, "overview-finance");
        task(finance, "Decide a dispute", () -> {
            click(waits(finance, "Search, " + ISSUED));
            click(button(finance, "Reject\u2026"));
            Locator dialog = finance.getByRole(AriaRole.DIALOG);
            dialog.getByRole(AriaRole.TEXTBOX).fill("Search reads most of it");
            click(within(dialog, "Reject dispute"));
            assertThat(content(finance)).containsText("Search reads most of it");
        });
        task(finance, "Move an amount to another team", () -> {
            find(finance, "adjustments", "Adjustments");
            click(content(finance)
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName(Pattern.compile("^New adjustment"))));
            assertThat(finance.getByRole(AriaRole.DIALOG)).containsText("New adjustment");
            finance.keyboard().press("Escape");
        });
        task(finance, "Acknowledge a budget's alert", () -> {
            click(waits(finance, Pattern.compile("budgets? with (a )?new alert")));
            Locator open = content(finance).getByText("Acknowledge");
            assertThat(open.first()).isVisible();
            int before = open.count();
            click(open.first());
            assertThat(open).hasCount(before - 1);
        });
        task(finance, "See how far a month is", () -> {
            find(finance, "chargeback", "Chargeback");
            click(content(finance).getByText(ISSUED).first());
            assertThat(heading(finance)).containsText(ISSUED);
            guidePicture(finance, "month");
        });
        task(finance, "Take a statement as PDF", () -> {
            find(finance, "fraud " + ISSUED, "Fraud, " + ISSUED);
            assertThat(heading(finance)).hasText("Fraud, " + ISSUED);
            var file = finance.waitForDownload(() -> click(content(finance).getByText("Download PDF")));
            assertThat(file.suggestedFilename()).endsWith(".pdf");
        });
        task(finance, "See the ledger's balances", () -> {
            find(finance, "ledger", "Ledger");
            assertThat(content(finance)).containsText("Trial balance");
        });

        Page lead = signedIn("lead");
        guidePicture(lead, "overview-lead");
        task(lead, "Read finance's answer to a dispute", () -> {
            click(waits(lead, "1 answer to your dispute"));
            click(content(lead).getByText("Search, " + ISSUED).first());
            assertThat(content(lead)).containsText("Search reads most of it");
        });
        task(lead, "Accept a statement", () -> {
            click(waits(lead, Pattern.compile("statements? to answer")));
            click(content(lead)
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName(Pattern.compile("^Accept Fraud, " + ISSUED))));
            assertThat(content(lead)).containsText("Accepted");
        });
        task(lead, "Rate an anomaly", () -> {
            click(waits(lead, Pattern.compile("to rate")));
            Locator open = content(lead)
                    .getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(Pattern.compile("^Rate ")));
            assertThat(open.first()).isVisible();
            guidePicture(lead, "anomalies");
            int before = open.count();
            click(open.first());
            click(lead.getByRole(
                    AriaRole.MENUITEM,
                    new Page.GetByRoleOptions().setName("Expected").setExact(true)));
            assertThat(open).hasCount(before - 1);
        });
        task(lead, "Open a budget", () -> {
            find(lead, "fraud", "Fraud Monthly");
            assertThat(content(lead)).containsText("Limit");
        });
        task(lead, "See what an account costs", () -> {
            find(lead, "fraud-prod", "fraud-prod");
            assertThat(heading(lead)).hasText("Spend");
            assertThat(content(lead)).containsText("fraud-prod");
        });
        task(lead, "Find who made an endpoint", () -> {
            find(lead, "fraud-assistant", "fraud-assistant");
            assertThat(content(lead)).containsText("created by fraud-lead");
        });

        Page admin = signedIn("admin");
        task(admin, "Approve a change to AWS", () -> {
            click(waits(admin, Pattern.compile("^Add team to ")));
            guidePicture(admin, "change");
            click(button(admin, "Approve and run\u2026"));
            click(admin.getByRole(
                    AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Write \\d+ tags$"))));
            assertThat(content(admin)).containsText(Pattern.compile("Approved|Running|Done"));
        });
        task(admin, "Run a failed job again", () -> {
            click(waits(admin, "1 job failed"));
            click(content(admin).locator("[aria-label^='Actions of']").first());
            click(admin.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Run now")));
            assertThat(content(admin)).containsText("Check access to accounts");
        });
        task(admin, "See what differs in AWS", () -> {
            click(waits(admin, "1 budget differs in AWS"));
            assertThat(content(admin)).containsText(Pattern.compile("limit changed in Bursar|Deleted in AWS"));
        });
        task(admin, "Find a person", () -> {
            find(admin, "demo lead", "Demo lead");
            assertThat(content(admin)).containsText("Demo lead");
        });
        task(admin, "Open a team", () -> {
            find(admin, "teams", "Teams");
            click(content(admin)
                    .getByText("Platform", new Locator.GetByTextOptions().setExact(true))
                    .first());
            assertThat(heading(admin)).containsText("Platform");
        });
        task(admin, "Say what belongs to whom", () -> {
            find(admin, "ownership", "Ownership rules");
            assertThat(button(admin, "New rule")).isVisible();
        });

        Page auditor = signedIn("auditor");
        task(auditor, "Find who changed the ownership rules", () -> {
            find(auditor, "ownership", "Ownership rules");
            click(content(auditor).getByText("See history"));
            assertThat(heading(auditor)).hasText("Activity log");
            assertThat(content(auditor)).containsText("ownership-rule");
        });
        task(auditor, "Open a statement", () -> {
            find(auditor, "fraud " + ISSUED, "Fraud, " + ISSUED);
            assertThat(content(auditor)).containsText("version 1");
        });
        task(auditor, "Check the books", () -> {
            find(auditor, "ledger", "Ledger");
            click(button(auditor, "Check again"));
            assertThat(content(auditor)).containsText("No difference, verified");
        });
        task(auditor, "See how a shared cost is split", () -> {
            find(auditor, "shared pools", "Shared pools");
            assertThat(content(auditor)).containsText("Commitment fees");
        });
        task(auditor, "Read what people changed", () -> {
            find(auditor, "activity", "Activity log");
            assertThat(content(auditor)).containsText("Demo finance");
            guidePicture(auditor, "activity-log");
        });
        task(auditor, "Find an event in AWS", () -> {
            find(auditor, "CreateEndpoint", "CreateEndpoint");
            assertThat(heading(auditor)).hasText("CloudTrail");
        });

        open(lead, "spend/models");
        assertThat(content(lead).locator("table").first()).isVisible();
        guidePicture(lead, "models");
        open(lead, "spend/clusters");
        assertThat(content(lead).locator("table")).containsText("fraud");
        assertThat(content(lead).locator("table")).not().containsText("research");
        open(admin, "spend/clusters");
        content(admin).getByText("ml-train").first().click();
        assertThat(heading(admin)).hasText("ml-train");
        button(admin, "Edit").click();
        admin.getByText("The nodes\u2019 owner, for all of it").click();
        assertThat(admin.getByRole(AriaRole.DIALOG)).containsText("Research \u2192 Platform");
        admin.keyboard().press("Escape");
        open(admin, "admin/set-up");
        assertThat(heading(admin)).hasText("Set-up");
        guidePicture(admin, "set-up");
        assertThat(inTheGuide()).isEqualTo(pictures);
    }

    /** What is beside the menu, as far as a window shows it. */
    private void guidePicture(Page page, String name) {
        pictures.add(name);
        page.waitForFunction(
                "() => !document.querySelector('.skeleton') && window.Vaadin.connectionState?.state !== 'loading'");
        double left = content(page).boundingBox().x;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setClip(left, 0, page.viewportSize().width - left, 700));
    }

    private static Set<String> inTheGuide() {
        try (var pages = Files.newDirectoryStream(GUIDE, "*.md")) {
            var named = new TreeSet<String>();
            for (Path page : pages) {
                NAMED.matcher(Files.readString(page)).results().forEach(found -> named.add(found.group(1)));
            }
            return named;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From Overview, counted anew. */
    private void task(Page page, String name, Runnable clicked) {
        open(page, "");
        clicks = 0;
        clicked.run();
        assertThat(clicks).as(name).isBetween(1, MOST_CLICKS);
    }

    private void click(Locator target) {
        clicks++;
        target.click();
    }

    /** Opens the search, types, and chooses what is called so. */
    private void find(Page page, String typed, String found) {
        clicks++;
        page.keyboard().press("Control+k");
        page.locator(".search-field").first().fill(typed);
        click(page.locator(".search-found")
                .getByRole(AriaRole.OPTION, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + found)))
                .first());
    }

    private static Locator waits(Page page, String words) {
        return page.locator(".waits-list")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(words).setExact(true))
                .first();
    }

    private static Locator waits(Page page, Pattern words) {
        return page.locator(".waits-list")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(words))
                .first();
    }

    private static Locator within(Locator dialog, String name) {
        return dialog.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
