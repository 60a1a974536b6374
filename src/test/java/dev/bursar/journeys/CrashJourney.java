package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A portal that is killed: another one goes on with what it was at, and it starts again on what it had. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashJourney extends InBrowser {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (\\S+)$");
    private static final Pattern LINK = Pattern.compile("http://\\S+token=\\S+");
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private static HoldingMailServer server;

    @BeforeAll
    static void listen() {
        leavesTraces(); // of others: budgets are counted here
        server = new HoldingMailServer();
    }

    @AfterAll
    static void close() {
        leavesTraces();
        server.close();
    }

    @Test
    @Order(1)
    void afterAKillEverythingIsThereAgain() {
        var page = signedIn("finance");
        var spend = new SpendPage(page).open("period=last-month");
        var rows = spend.rows();

        portal.restartWithMailsTo(server.port());

        page.navigate(portal.at("spend?period=last-month"));
        assertThat(heading(page)).hasText("Sign in");
        signIn(page, "finance", Portal.PASSWORD);
        assertThat(heading(page)).hasText("Spend");
        assertThat(spend.loaded().rows()).isEqualTo(rows);
        page.navigate(portal.at("sync"));
        assertThat(job(page, "Refresh costs")).containsText("Done");
    }

    /** It is killed between deciding on an alert and hearing that its mail was taken. */
    @Test
    @Order(2)
    void theAlertIsDecidedOnceAndTheOtherNodeSendsTheSameMail() {
        assumeThat(LocalDate.now(ZoneOffset.UTC).getDayOfMonth())
                .as("the month has costs")
                .isGreaterThan(3);
        leavesTraces();
        if (!portal.mailsTo(server.port())) {
            portal.restartWithMailsTo(server.port());
        }
        var admin = signedIn("admin");
        BudgetJourney.invite(admin);
        server.await(1, TWO_MINUTES);
        accept(server.mails().getFirst());
        BudgetJourney.setForAllTeams(admin);
        BudgetJourney.lowerLimit(admin);

        server.hold(true);
        portal.restate(YearMonth.now(ZoneOffset.UTC));
        admin.navigate(portal.at("sync"));
        runNow(admin, "Refresh costs");
        server.await(2, TWO_MINUTES);
        try (var second = portal.second()) {
            portal.kill();
            server.hold(false);
            server.await(3, TWO_MINUTES);

            List<String> alerts = server.mails().subList(1, server.mails().size());
            assertThat(alerts).hasSize(2).allSatisfy(mail -> assertThat(mail).contains(BudgetJourney.TEAM));
            assertThat(alerts.stream().map(CrashJourney::messageId).distinct()).hasSize(1);
            var after = somebody();
            after.navigate(second.at("budgets"));
            signIn(after, "admin", Portal.PASSWORD);
            after.locator("vaadin-grid")
                    .getByRole(
                            AriaRole.LINK,
                            new Locator.GetByRoleOptions()
                                    .setName(BudgetJourney.TEAM)
                                    .setExact(true))
                    .press("Enter");
            assertThat(heading(after)).hasText(BudgetJourney.TEAM);
            assertThat(after.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^Acknowledge 100% spent"))))
                    .hasCount(1);
        }
    }

    private void accept(String invitation) {
        Matcher link = LINK.matcher(invitation.replace("=\n", "").replace("=3D", "="));
        assertThat(link.find()).as(invitation).isTrue();
        var lead = somebody();
        lead.navigate(link.group());
        BudgetJourney.choosePassword(lead);
    }

    private static String messageId(String mail) {
        Matcher id = MESSAGE_ID.matcher(mail);
        assertThat(id.find()).as(mail).isTrue();
        return id.group(1);
    }
}
