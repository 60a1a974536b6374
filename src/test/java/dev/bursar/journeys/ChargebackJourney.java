package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finance splits shared costs and shows a month that agrees with AWS's invoice; a lead reads and keeps their statement. */
class ChargebackJourney extends InBrowser {
    /** The newest month that AWS has issued its invoice for, which it does on the third day of the next one. */
    private static final YearMonth MONTH =
            YearMonth.from(LocalDate.now(ZoneOffset.UTC).minusDays(4)).minusMonths(1);

    private static final String NAME =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).format(MONTH);
    private static final String ADDRESS = "chargeback/" + MONTH;
    private static final String DOCUMENTS = "Read AWS documents";
    private static final List<String> LED = List.of("Fraud", "Search");
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);

    @AfterEach
    void asAwsInvoicedIt() {
        portal.invoiceOff(MONTH, "0");
    }

    @Test
    void financeShowsAMonthAndTheLeadKeepsTheirStatement() {
        assumeTrue(Portal.LAST_MONTH_IS_INVOICED, "AWS issues a month's invoice on the third day of the next");
        var finance = signedIn("finance");
        await(finance, "chargeback", NAME);
        isAccessible(finance, "billing months");
        readDocuments();
        addUsualPools(finance);

        await(finance, ADDRESS, NAME + " matches AWS\u2019s invoice");
        assertThat(finance.locator(".month-strip")).containsText("Shared");
        isAccessible(finance, "a billing month");
        picture(finance, "billing-month");
        Map<String, String> statements = statements(finance);
        assertThat(statements).containsKeys("Fraud", "Search", "Recommendations");
        tabTo(finance, "Fraud");
        finance.keyboard().press("Enter");
        assertThat(heading(finance)).hasText("Fraud, " + NAME);
        assertThat(content(finance)).containsText("From Spend to this statement");
        isAccessible(finance, "a statement");
        picture(finance, "statement");

        var lead = signedIn("lead");
        go(lead, "chargeback");
        assertThat(content(lead)).containsText("Your teams\u2019 statements appear here");
        go(lead, statements.get("Fraud"));
        assertThat(content(lead)).containsText("Statement not found");
        show(finance, "Show to leads", "Leads see their statements of " + NAME + " now.");
        ownStatement(lead);
        othersAreNotFound(lead, statements);

        go(lead, statements.get("Fraud"));
        assertThat(heading(lead)).hasText("Fraud, " + NAME);
        new SpendPage(lead).download("Statement as CSV");
        var link = lead.locator("a.export-link").evaluate("link => link.href").toString();
        assertThat(lead.request().get(link).text()).contains("Fraud");
        show(finance, "Hide from leads", "Leads no longer see statements of " + NAME + ".");
        assertThat(lead.request().get(link).text()).doesNotContain("Fraud");
        lead.reload();
        assertThat(content(lead)).containsText("Statement not found");
        assertThat(heading(lead)).hasText("Statement");
    }

    @Test
    void anInvoiceThatAsksForMoreIsADifference() {
        var finance = signedIn("finance");
        await(finance, "chargeback", NAME);
        portal.invoiceOff(MONTH, "1.00");
        readDocuments();
        await(finance, ADDRESS, "Difference$1.00not explained");
        assertThat(content(finance)).containsText(NAME + " doesn\u2019t match AWS\u2019s invoice");
        isAccessible(finance, "a month with a difference");
        content(finance)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("AWS documents"))
                .first()
                .press("Enter");
        assertThat(heading(finance)).hasText("AWS documents");
        assertThat(content(finance)).containsText(NAME);
        portal.invoiceOff(MONTH, "0");
        readDocuments();
        await(finance, ADDRESS, NAME + " matches AWS\u2019s invoice");
    }

    @Test
    void aDocumentIsTypedInWithAnAmount() {
        var finance = signedIn("finance");
        go(finance, "chargeback/documents");
        assertThat(heading(finance)).hasText("AWS documents");
        isAccessible(finance, "AWS's documents");
        button(finance, "New document").press("Enter");
        finance.getByLabel("Document number").fill("2026-17");
        var total = finance.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Total with tax"));
        total.fill("much");
        isAccessible(finance, "typing in a document");
        button(finance, "Save document").press("Enter");
        var dialog = finance.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Enter an amount in USD, such as 44,000.");
        assertThat(dialog).containsText("Enter the issue date, such as 3 Nov 2026.");
        assertThat(total).hasValue("much");
        isAccessible(finance, "a document with errors");
        button(finance, "Cancel").press("Enter");
        assertThat(content(finance)).not().containsText("2026-17");
    }

    /** Looks until a page says so: costs become months and documents within a moment, and pages don't follow. */
    private static void await(Page page, String address, String words) {
        Instant end = Instant.now().plus(MOST_PATIENCE);
        do {
            go(page, address);
            assertThat(page.locator(".chargeback .skeleton")).hasCount(0);
            assertThat(content(page).locator(".card").first()).isVisible();
        } while (!content(page).textContent().contains(words) && Instant.now().isBefore(end));
        assertThat(content(page)).containsText(words);
    }

    private void readDocuments() {
        var admin = signedIn("admin");
        go(admin, "sync");
        runNow(admin, DOCUMENTS);
        assertThat(job(admin, DOCUMENTS)).containsText("Done");
    }

    private static void addUsualPools(Page finance) {
        go(finance, "chargeback/pools");
        assertThat(content(finance)).containsText(NAME + " has none. Without pools");
        isAccessible(finance, "no shared pools");
        button(finance, "New pool").press("Enter");
        assertThat(heading(finance)).hasText("New pool");
        button(finance, "Preview").press("Enter");
        assertThat(content(finance)).containsText("Enter a name.");
        assertThat(button(finance, "Save pool")).hasCount(0);
        isAccessible(finance, "a pool's form");
        go(finance, "chargeback/pools");
        button(finance, "Choose usual pools").press("Enter");
        assertThat(heading(finance)).hasText("Usual pools");
        assertThat(content(finance)).containsText("What changes in " + NAME);
        assertThat(content(finance)).containsText("the total stays the same");
        isAccessible(finance, "usual pools");
        button(finance, "Save these pools").press("Enter");
        assertThat(heading(finance)).hasText("Shared pools");
        assertThat(content(finance)).containsText("AWS Support");
        isAccessible(finance, "shared pools");
        picture(finance, "shared-pools");
    }

    /** Addresses of the month's statements by team. */
    private static Map<String, String> statements(Page finance) {
        var addresses = new TreeMap<String, String>();
        finance.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Teams, USD"))
                .locator("a.row-link")
                .all()
                .forEach(link -> addresses.put(link.textContent().strip(), link.getAttribute("href")));
        return addresses;
    }

    private static void tabTo(Page page, String row) {
        heading(page).focus();
        var link = page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(row).setExact(true))
                .first();
        for (int presses = 0; presses < 60; presses++) {
            page.keyboard().press("Tab");
            if ((boolean) link.evaluate("link => link === document.activeElement")) {
                return;
            }
        }
        assertThat(link).isFocused();
    }

    private static void show(Page finance, String button, String said) {
        go(finance, ADDRESS);
        button(finance, button).press("Enter");
        // a month with open checks asks once more
        var anyway = button(finance, "Show anyway");
        assertThat(anyway.or(finance.getByText(said)).first()).isVisible();
        if (anyway.isVisible()) {
            anyway.press("Enter");
        }
        assertThat(finance.getByText(said)).isVisible();
    }

    private static void ownStatement(Page lead) {
        go(lead, "chargeback");
        assertThat(lead.locator("a.row-link"))
                .hasText(LED.stream().map(team -> team + ", " + NAME).toArray(String[]::new));
        assertThat(lead.locator(".page-tabs")).not().isVisible();
        isAccessible(lead, "a lead's statements");
        lead.locator("a.row-link").first().press("Enter");
        assertThat(heading(lead)).hasText("Fraud, " + NAME);
        assertThat(content(lead)).containsText("match AWS\u2019s invoice");
        tellsNothingOfOthers(lead.locator("body").innerText());
        var links = lead.locator("main a[href]").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(links).noneMatch(link -> link.endsWith(ADDRESS) || link.contains("chargeback/pools"));

        BigDecimal total =
                SpendPage.amount(lead.locator(".statement-sum span").last().innerText());
        List<List<String>> file =
                Portal.csv(new String(new SpendPage(lead).download("Statement as CSV"), StandardCharsets.UTF_8));
        int amount = file.getFirst().indexOf("Amount");
        int team = file.getFirst().indexOf("Team");
        assertThat(file.stream()
                        .skip(1)
                        .map(line -> new BigDecimal(line.get(amount)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total)
                .isPositive();
        assertThat(file.stream().skip(1).map(line -> line.get(team))).containsOnly("Fraud");
        tellsNothingOfOthers(file.toString());
        assertThat(new String(new SpendPage(lead).download("Statement as PDF"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("%%EOF");
    }

    private static void tellsNothingOfOthers(String text) {
        assertThat(text).doesNotContain("Difference", "Unallocated", "Recommendations", "Research", "all teams");
    }

    private static void othersAreNotFound(Page lead, Map<String, String> statements) {
        statements.forEach((team, address) -> {
            if (!LED.contains(team)) {
                go(lead, address);
                assertThat(content(lead)).containsText("Statement not found");
                assertThat(heading(lead)).hasText("Statement");
                assertThat(content(lead)).not().containsText(team);
            }
        });
        go(lead, ADDRESS + "/charges?part=unallocated&currency=USD");
        assertThat(content(lead)).containsText("Charges not found");
        go(lead, ADDRESS);
        assertThat(heading(lead)).hasText("Not available");
        assertThat(content(lead)).containsText("You don\u2019t have access to this page");
    }
}
