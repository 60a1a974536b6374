package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.Test;

/** An auditor finds who deleted an endpoint; a lead sees only what was done to theirs. */
class CloudTrailJourney extends InBrowser {
    private static final String DELETED = "cloudtrail?period=all&question=deleted";

    @Override
    KeptState begins() {
        return EVERYTHING;
    }

    @Test
    void anAuditorFindsWhoDeletedTheEndpointAndALeadOnlyWhatIsTheirs() {
        var admin = signedIn("admin");
        open(admin, "admin/reach");
        assertThat(admin.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("CloudTrail events")))
                .containsText("All 90 days have been read in");

        var auditor = signedIn("auditor");
        String event = whoDeletedTheEndpoint(auditor);
        questionsAreAnswered(auditor);
        exported(auditor);

        var lead = signedIn("lead");
        onlyTheirs(lead, event);
    }

    /** Returns the address of the event. */
    private static String whoDeletedTheEndpoint(Page auditor) {
        menu(auditor)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("CloudTrail"))
                .click();
        assertThat(heading(auditor)).hasText("CloudTrail");
        assertThat(content(auditor)).containsText("of 12 accounts");
        assertThat(content(auditor)).containsText("growth-web");
        isAccessible(auditor, "CloudTrail");
        picture(auditor, "cloudtrail");
        open(auditor, DELETED + "&f=person.is.vision-ops");
        assertThat(content(auditor)).containsText("Deleted resources");
        var link = auditor.locator(".detail-table a.row-link")
                .filter(new Locator.FilterOptions().setHasText("DeleteEndpoint"))
                .first();
        assertThat(link).isVisible();
        link.focus();
        auditor.keyboard().press("Enter");
        var panel = auditor.locator(".detail-panel");
        assertThat(panel.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2)))
                .isFocused();
        assertThat(panel).containsText("vision-ops");
        assertThat(panel).containsText("IAM user");
        assertThat(panel).containsText("vision-detector");
        assertThat(panel).containsText("Vision");
        isAccessible(auditor, "an event's panel");
        picture(auditor, "event");
        String address = auditor.url();
        auditor.keyboard().press("Escape");
        assertThat(panel).hasCount(0);
        assertThat(link).isFocused();
        return address;
    }

    private static void questionsAreAnswered(Page auditor) {
        for (var question : List.of(
                "policy-changed",
                "sign-in-failed",
                "sign-in-without-mfa",
                "made-public",
                "denied",
                "big-start",
                "made-by-hand")) {
            open(auditor, "cloudtrail?period=all&question=" + question);
            assertThat(auditor.locator("main a.row-link:visible, main .html-table a:visible")
                            .first())
                    .isVisible();
        }
        isAccessible(auditor, "a question's answer");
        open(auditor, "cloudtrail?period=all&q=nothing-has-this-text");
        assertThat(content(auditor)).containsText("No events match");
        assertThat(content(auditor)).containsText("growth-web");
        isAccessible(auditor, "no event");
    }

    /** The file has what the page has. */
    private static void exported(Page auditor) {
        open(auditor, DELETED);
        var first = auditor.locator(".detail-table a.row-link").first();
        assertThat(first).isVisible();
        var events = content(auditor)
                .getByText(java.util.regex.Pattern.compile("^[\\d,]+ events?$"))
                .first();
        assertThat(events).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        int count =
                Integer.parseInt(events.innerText().replaceAll(" event.*", "").replace(",", ""));
        List<List<String>> file =
                Portal.csv(new String(new SpendPage(auditor).download("Events as CSV"), StandardCharsets.UTF_8));
        var head = file.getFirst();
        var lines = new ArrayList<>(file.subList(1, file.size()));
        assertThat(lines).hasSize(count);
        assertThat(first.innerText()).contains(lines.getFirst().get(head.indexOf("Event")));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.get(head.indexOf("Event"))).isEqualTo("DeleteEndpoint");
            assertThat(line.get(head.indexOf("Person"))).isEqualTo("vision-ops");
        });
    }

    private static void onlyTheirs(Page lead, String event) {
        open(lead, "cloudtrail?period=all");
        assertThat(lead.locator(".detail-table a.row-link").first()).isVisible();
        assertThat(content(lead)).not().containsText("vision-detector");
        picture(lead, "events-of-a-lead");
        open(lead, DELETED);
        assertThat(content(lead)).not().containsText("vision-ops");
        go(lead, event);
        assertThat(heading(lead)).hasText("CloudTrail");
        var panel = lead.locator(".detail-panel");
        assertThat(panel).containsText("Event not found");
        assertThat(panel).not().containsText("vision");
        isAccessible(lead, "an event that is not found");
    }
}
