package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.Test;

/**
 * A lead accepts a statement, takes that back and accepts it again, and disputes a line of another; finance re-allocates it, issues a
 * version 2, accepts what AWS's invoice is off by and closes the month; AWS changes the closed month; the next month's statement says why; an auditor verifies
 * the ledger.
 */
class CloseJourney extends InBrowser {
    /** The demo's finance has issued it and closed the one before. */
    private static final YearMonth ISSUED = YearMonth.now(ZoneOffset.UTC).minusMonths(2);

    private static final YearMonth NEXT = ISSUED.plusMonths(1);
    private static final String MOVED = "100.00";
    /** The months of the ledger are charged by what AWS exports. */
    private static final String CHARGE_FILES = "Read charge files from AWS";

    @Override
    KeptState begins() {
        return DEMO;
    }

    private static String name(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).format(month);
    }

    @Test
    void aMonthIsAnsweredClosedAndCorrectedInTheNext() {
        leavesTraces();
        var lead = signedIn("lead");
        openStatement(lead, "Search", ISSUED);
        button(lead, "Withdraw").press("Enter"); // the demo's lead disputes a line
        accept(lead, "Search");
        isAccessible(lead, "an accepted statement");
        button(lead, "Withdraw acceptance").press("Enter");
        assertThat(content(lead)).containsText("Waiting for the team");
        accept(lead, "Search");

        openStatement(lead, "Fraud", ISSUED);
        String fraud = lead.url();
        BigDecimal before = total(lead);
        dispute(lead);

        var finance = signedIn("finance");
        open(finance, fraud);
        assertThat(content(finance)).containsText("Platform, I think");
        isAccessible(finance, "a disputed statement");
        reallocate(finance);
        issue(finance, ISSUED, "Issue new versions\u2026", "Issue 2 statements", "As disputed");

        open(lead, fraud);
        assertThat(content(lead)).containsText("version 2");
        assertThat(total(lead)).isEqualByComparingTo(before.subtract(new BigDecimal(MOVED)));
        assertThat(content(lead)).containsText("Adjustments");
        isAccessible(lead, "a statement's second version");
        othersAreNotFound(lead, fraud);

        open(finance, "chargeback/" + ISSUED);
        isAccessible(finance, "an issued month");
        picture(finance, "issued-month");
        acceptDifference(finance);
        button(finance, "Close month\u2026").press("Enter");
        var dialog = finance.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("A closed month never changes again");
        isAccessible(finance, "closing a month");
        assertThat(dialog).containsText("teams owe in all");
        buttonIn(dialog, "Close " + name(ISSUED) + "\u2026").press("Enter");
        var question = finance.getByRole(AriaRole.ALERTDIALOG);
        assertThat(question).containsText("A closed month never changes again.");
        isAccessible(finance, "what closing makes final");
        buttonIn(question, "Close " + name(ISSUED)).press("Enter");
        assertThat(finance.getByText(name(ISSUED) + " is closed.")).isVisible();
        button(finance, "New adjustment\u2026").press("Enter");
        assertThat(finance.getByRole(AriaRole.DIALOG)).containsText("New adjustment");
        isAccessible(finance, "an adjustment of a closed month");
        finance.keyboard().press("Escape");
        assertThat(finance.getByRole(AriaRole.DIALOG)).hasCount(0);

        if (Portal.LAST_MONTH_IS_INVOICED) {
            restated(finance);
            issue(finance, NEXT, "Issue statements\u2026", "Issue ", "As agreed");
            openStatement(lead, "Fraud", NEXT);
            assertThat(content(lead)).containsText("Corrections of closed months");
            assertThat(content(lead)).containsText(name(ISSUED));
            isAccessible(lead, "a statement with corrections");
        }

        open(finance, "chargeback/ledger");
        assertThat(finance.locator(".key-figure").first()).containsText(Pattern.compile("Trial balance\\s*\\$0\\.00"));
        assertThat(content(finance)).containsText("Accepted differences");
        isAccessible(finance, "the ledger");
        verifies(signedIn("auditor"));
    }

    private void verifies(Page auditor) {
        open(auditor, "chargeback/ledger");
        assertThat(content(auditor)).containsText("Not verified yet");
        button(auditor, "Check again").press("Enter");
        assertThat(content(auditor)).containsText("No difference, verified");
        assertThat(content(auditor))
                .containsText(Pattern.compile("Seals in the activity log: [\\d,]+ seals checked, no difference"));
        isAccessible(auditor, "a verified ledger");
        picture(auditor, "verified-ledger");
    }

    /** The demo's invoice asks for some cents less than its lines. */
    private static void acceptDifference(Page finance) {
        assertThat(content(finance)).containsText(name(ISSUED) + " doesn\u2019t match AWS\u2019s invoice");
        button(finance, "Accept difference\u2026").press("Enter");
        var dialog = finance.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("No team is charged.");
        isAccessible(finance, "accepting a difference");
        var accept = dialog.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(Pattern.compile("^Accept \u2212\\$0\\.\\d\\d$")));
        accept.press("Enter");
        assertThat(dialog).containsText("Enter a reason.");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Reason"))
                .fill("The bill on AWS\u2019s console has the same total");
        accept.press("Enter");
        assertThat(content(finance))
                .containsText(name(ISSUED) + " matches AWS\u2019s invoice, with an accepted difference");
        assertThat(finance.locator(".month-strip")).containsText("Accepted difference");
        assertThat(button(finance, "Withdraw\u2026")).isVisible();
        isAccessible(finance, "an accepted difference");
        picture(finance, "accepted-difference");
    }

    private static void openStatement(Page lead, String team, YearMonth month) {
        open(lead, "chargeback");
        lead.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(team + ", " + name(month))
                                .setExact(true))
                .press("Enter");
        assertThat(heading(lead)).hasText(team + ", " + name(month));
        assertThat(lead.locator(".statement-sum")).isVisible();
    }

    /** The question names what is owed, as the page does. */
    private static void accept(Page lead, String team) {
        String amount = lead.locator(".statement-sum span").last().innerText();
        button(lead, "Accept\u2026").press("Enter");
        var question = lead.getByRole(AriaRole.ALERTDIALOG);
        assertThat(question).containsText("Accept " + amount + " for " + team + ", " + name(ISSUED) + "?");
        isAccessible(lead, "accepting a statement");
        buttonIn(question, "Accept statement").press("Enter");
        assertThat(content(lead)).containsText("Accepted");
    }

    private static BigDecimal total(Page page) {
        return SpendPage.amount(page.locator(".statement-sum span").last().innerText());
    }

    private static void dispute(Page lead) {
        button(lead, "Dispute a line\u2026").press("Enter");
        var dialog = lead.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Whose is it?");
        isAccessible(lead, "disputing a line");
        buttonIn(dialog, "Dispute line").press("Enter");
        assertThat(dialog).containsText("Enter a reason.");
        var line = dialog.getByRole(AriaRole.COMBOBOX).first();
        choose(lead, line, "SageMaker");
        var amount = dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Amount"));
        assertThat(amount).not().hasValue("");
        amount.fill(MOVED);
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Whose"))
                .fill("Platform, I think");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Why"))
                .fill("The shared notebooks run there");
        buttonIn(dialog, "Dispute line").press("Enter");
        assertThat(content(lead)).containsText("The shared notebooks run there");
        isAccessible(lead, "a statement with a dispute");
    }

    private static void reallocate(Page finance) {
        var link = finance.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Re-allocate\u2026"));
        link.focus();
        assertThat(link).isFocused();
        link.press("Enter");
        assertThat(heading(finance)).hasText("Adjustments");
        var dialog = finance.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("New adjustment");
        isAccessible(finance, "a new adjustment");
        var to = dialog.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("To"));
        choose(finance, to, "Platform");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Reason"))
                .fill("Shared notebooks are Platform\u2019s");
        buttonIn(dialog, "Post adjustment").press("Enter");
        assertThat(dialog).hasCount(0);
        assertThat(content(finance)).containsText(MOVED);
        isAccessible(finance, "adjustments");
    }

    private static void issue(Page finance, YearMonth month, String action, String button, String reason) {
        open(finance, "chargeback/" + month);
        button(finance, action).press("Enter");
        var dialog = finance.getByRole(AriaRole.DIALOG);
        var issue = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
        assertThat(issue).isEnabled();
        isAccessible(finance, "issuing statements");
        issue.press("Enter");
        assertThat(dialog).containsText("Enter a reason.");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Reason"))
                .fill(reason);
        issue.press("Enter");
        assertThat(finance.getByText(" of " + name(month) + " issued.")).isVisible();
    }

    /** AWS adds to the closed month, and the next month's page says so. */
    private void restated(Page finance) {
        portal.change("""
                {"id": "closed-month", "change": "restate", "month": "%s", "account": "876543210987", "service": "Amazon SageMaker",
                 "amount": "321.09"}""".formatted(ISSUED));
        var admin = signedIn("admin");
        open(admin, "sync");
        runNow(admin, CHARGE_FILES);
        portal.awaitNothingDue();
        look(
                finance,
                "chargeback/" + NEXT,
                () -> content(finance).innerText().contains("Corrections of closed months"));
        assertThat(content(finance)).containsText("Corrections of closed months");
        isAccessible(finance, "a month with corrections");
        open(finance, "chargeback/" + ISSUED);
        assertThat(content(finance)).containsText("Changed since it was closed");
        isAccessible(finance, "a closed month");
        picture(finance, "closed-month");
    }

    private static void choose(Page page, Locator box, String typed) {
        box.fill(typed);
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText(typed);
        box.press("ArrowDown");
        box.press("Enter");
    }

    private static Locator buttonIn(Locator dialog, String name) {
        return dialog.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void othersAreNotFound(Page lead, String own) {
        String others = own.replaceAll("/\\d+$", "/");
        for (int team = 1; team <= 12; team++) {
            if (!own.endsWith("/" + team)) {
                go(lead, others + team);
                assertThat(heading(lead)).hasText(Pattern.compile("^(Statement|Search, .*)$"));
            }
        }
    }
}
