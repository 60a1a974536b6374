package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.testing.MailRoom.Letters;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin brings somebody in, who loses their password and is sent away in the end. */
class PeopleJourney extends InBrowser {
    private static final Pattern LINK = Pattern.compile("http://\\S+token=\\S+");
    private static final String ADDRESS = "maya@example.org";
    private static final String FIRST = "seven quiet herons";
    private static final String SECOND = "eight louder herons";

    @BeforeEach
    void noMails() {
        portal.letters.forget();
    }

    /** The link of the only mail. */
    private static String link() {
        portal.letters.await(1);
        var found = LINK.matcher(Letters.text(portal.letters.only()));
        assertThat(found.find()).isTrue();
        portal.letters.forget();
        return found.group();
    }

    private static void choose(Page page, String password) {
        page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(password);
        page.getByLabel("Confirm new password").fill(password);
        button(page, "Set password").click();
        assertThat(page.getByText("Your password is set. Sign in with your new password."))
                .isVisible();
    }

    private static Locator role(Page admin, String name) {
        return admin.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static void save(Page admin) {
        // what an earlier one said fades
        assertThat(admin.getByText("Saved: Maya Dahl")).hasCount(0);
        button(admin, "Save").click();
        assertThat(admin.getByText("Saved: Maya Dahl")).isVisible();
    }

    @Test
    void aLeadIsInvitedComesInSeesTheirTeamForgetsTheirPasswordAndLeaves() {
        var admin = signedIn("admin");
        menu(admin).getByText("Admin").click();
        go(admin, "admin/people");
        button(admin, "New person\u2026").click();
        admin.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Maya Dahl");
        admin.getByLabel("E-mail address").fill(ADDRESS);
        role(admin, "Lead").check();
        button(admin, "New team").click();
        admin.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Team"))
                .fill("Vision");
        admin.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Vision"))
                .click();
        var first = admin.getByLabel("First day");
        first.fill("2025-01-01");
        first.press("Enter");
        button(admin, "Send invitation").click();
        assertThat(admin.getByText("on its way to " + ADDRESS)).isVisible();
        picture(admin, "people-invited");

        var maya = somebody();
        maya.navigate(link());
        assertThat(maya).hasURL(portal.at("welcome"));
        assertThat(heading(maya)).hasText("Welcome to Bursar");
        picture(maya, "welcome");
        isAccessible(maya, "the invitation");
        choose(maya, FIRST);
        signIn(maya, ADDRESS, FIRST);
        assertThat(heading(maya)).hasText("Overview");
        var spend = new SpendPage(maya).open("period=last-month");
        assertThat(spend.rows().keySet()).containsExactly("Vision");
        assertThat(maya.locator("body").innerText()).doesNotContain("Fraud").doesNotContain("Unallocated");
        go(maya, "admin/people");
        assertThat(heading(maya)).hasText("Not available");

        var forgetful = somebody();
        forgetful.navigate(portal.at("login"));
        button(forgetful, "Forgot password?").click();
        forgetful.getByLabel("E-mail address").fill(ADDRESS);
        button(forgetful, "Send link").click();
        assertThat(forgetful.getByRole(AriaRole.STATUS)).containsText("If an account here has the address");
        picture(forgetful, "reset-sent");
        forgetful.navigate(link());
        assertThat(forgetful).hasURL(portal.at("reset"));
        choose(forgetful, SECOND);
        signIn(forgetful, ADDRESS, SECOND);
        assertThat(heading(forgetful)).hasText("Overview");
        maya.navigate(portal.at("spend"));
        assertThat(maya.getByText("Your session has ended. Sign in again to continue."))
                .isVisible();

        go(admin, "admin/people?q=maya");
        admin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Maya Dahl"))
                .click();
        role(admin, "Finance").check();
        save(admin);
        spend = new SpendPage(forgetful).open("period=last-month");
        assertThat(spend.rows()).containsKeys("Vision", "Fraud", "Unallocated");
        role(admin, "Finance").uncheck();
        save(admin);
        spend.changes(() -> button(forgetful, "Previous period").click());
        assertThat(spend.rows().keySet()).containsExactly("Vision");
        assertThat(content(forgetful).innerText()).doesNotContain("Fraud").doesNotContain("Unallocated");

        button(admin, "Disable").click();
        assertThat(button(admin, "Enable")).isVisible();
        button(forgetful, "Previous period").click();
        assertThat(forgetful.getByText("Your session has ended. Sign in again to continue."))
                .isVisible();
        signIn(forgetful, ADDRESS, SECOND);
        assertThat(forgetful.getByText("Sign-in failed.")).isVisible();
    }
}
