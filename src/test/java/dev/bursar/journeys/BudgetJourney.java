package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.testing.MailRoom.Letters;
import module java.base;
import org.junit.jupiter.api.Test;

/** An admin sets budgets for all teams, costs arrive, and the lead of the team that is over is told. */
class BudgetJourney extends InBrowser {
    private static final Pattern LINK = Pattern.compile("http://\\S+token=\\S+");
    private static final String ADDRESS = "noor@example.org";
    private static final String PASSWORD = "nine quiet otters";
    static final String TEAM = "Recommendations";
    private static final String COSTS = "Refresh costs";

    @Test
    void theLeadOfTheTeamThatIsOverIsToldAndNobodyElse() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assumeThat(today.getDayOfMonth()).as("the month has costs").isGreaterThan(3);
        portal.letters.forget();
        var admin = signedIn("admin");
        invite(admin);
        var lead = somebody();
        lead.navigate(link());
        choosePassword(lead);
        signIn(lead, ADDRESS, PASSWORD);
        assertThat(heading(lead)).hasText("Overview");

        setForAllTeams(admin);
        lowerLimit(admin);
        portal.restate(YearMonth.from(today));
        go(admin, "sync");
        runNow(admin, COSTS);

        // the run, and a look within a minute after it
        portal.letters.await(1, Duration.ofSeconds(120));
        String mail = Letters.text(portal.letters.only());
        assertThat(mail)
                .contains(TEAM + " has spent 10", "/budgets/", "/spend?from=")
                .doesNotContain("Fraud");

        go(lead, "budgets");
        assertThat(lead.locator("vaadin-grid a.row-link")).hasText(new String[] {TEAM});
        assertThat(content(lead)).not().containsText("Fraud");
        lead.locator("vaadin-grid a.row-link").press("Enter");
        assertThat(heading(lead)).hasText(TEAM);
        String address = lead.url();
        Locator acknowledge = lead.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Acknowledge 100% spent")));
        isAccessible(lead, "a budget");
        picture(lead, "budget");
        acknowledge.press("Enter");
        assertThat(content(lead)).containsText("Acknowledged by Noor Haas");
        assertThat(acknowledge).hasCount(0);
        assertThat(portal.letters.all()).as("one mail").hasSize(1);

        var other = signedIn("lead");
        go(other, "budgets");
        assertThat(other.locator("vaadin-grid a.row-link")).hasCount(2);
        assertThat(content(other)).not().containsText(TEAM);
        assertThat(csv(other)).contains("Fraud", "Search").doesNotContain(TEAM);
        other.navigate(address);
        assertThat(content(other)).containsText("Budget not found");
        go(other, "");
        assertThat(content(other)).not().containsText("1 team is over budget");

        go(lead, "");
        assertThat(content(lead)).containsText("1 team is over budget");
    }

    static void choosePassword(Page lead) {
        lead.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(PASSWORD);
        lead.getByLabel("Confirm new password").fill(PASSWORD);
        button(lead, "Set password").click();
        assertThat(heading(lead)).hasText("Sign in");
    }

    static void invite(Page admin) {
        go(admin, "admin/people");
        button(admin, "New person\u2026").click();
        admin.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Noor Haas");
        admin.getByLabel("E-mail address").fill(ADDRESS);
        admin.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Lead")))
                .check();
        button(admin, "New team").click();
        admin.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Team"))
                .fill(TEAM);
        admin.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(TEAM))
                .click();
        var first = admin.getByLabel("First day");
        first.fill("2025-01-01");
        first.press("Enter");
        button(admin, "Send invitation").click();
        assertThat(admin.getByText("on its way to " + ADDRESS)).isVisible();
    }

    private static String link() {
        portal.letters.await(1);
        var found = LINK.matcher(Letters.text(portal.letters.only()));
        assertThat(found.find()).isTrue();
        portal.letters.forget();
        return found.group();
    }

    /** By keyboard: suggestions doubled, so that nothing is over. */
    static void setForAllTeams(Page admin) {
        go(admin, "budgets");
        assertThat(content(admin)).containsText("Budgets tell you before it is too late");
        isAccessible(admin, "budgets before the first one");
        content(admin)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set for all teams"))
                .last()
                .press("Enter");
        assertThat(heading(admin)).hasText("Set budgets for all teams");
        var percent = admin.getByLabel("Change suggestions by");
        percent.fill("100");
        button(admin, "Fill in suggestions").press("Enter");
        assertThat(content(admin)).containsText("9 new limits to save");
        isAccessible(admin, "limits of all teams");
        button(admin, "Save budgets").press("Enter");
        assertThat(heading(admin)).hasText("Budgets");
        assertThat(admin.locator("vaadin-grid a.row-link")).hasCount(9);
        isAccessible(admin, "budgets");
    }

    /** To 50 dollars above what is spent. */
    static void lowerLimit(Page admin) {
        admin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TEAM).setExact(true))
                .press("Enter");
        assertThat(heading(admin)).hasText(TEAM);
        String spent = admin.locator(".key-figure")
                .filter(new Locator.FilterOptions().setHasText("Spent"))
                .locator(".figure")
                .innerText();
        BigDecimal limit = new BigDecimal(spent.replaceAll("[$,]", "")).add(BigDecimal.valueOf(50));
        button(admin, "Edit budget").press("Enter");
        assertThat(heading(admin)).hasText("Edit budget");
        assertThat(content(admin)).containsText("Suggested limit");
        isAccessible(admin, "a budget's form");
        var amount = admin.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Amount"));
        amount.fill("nothing");
        button(admin, "Save budget").press("Enter");
        assertThat(content(admin)).containsText("Enter an amount in USD, such as 44,000.");
        amount.fill(limit.toPlainString());
        button(admin, "Save budget").press("Enter");
        assertThat(heading(admin)).hasText(TEAM);
        assertThat(content(admin)).containsText("changed this budget");
    }

    private static String csv(Page page) throws IOException {
        page.locator(".export-menu").getByText("Export").click();
        Download file = page.waitForDownload(
                () -> page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Table as CSV"))
                        .click());
        try (var content = file.createReadStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
