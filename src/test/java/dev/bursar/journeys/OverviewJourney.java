package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.Test;

/** People come in, see how the month goes, and go on from there to Spend. */
class OverviewJourney extends InBrowser {
    private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(1);

    private static Map<String, BigDecimal> teams() {
        var rounded = new TreeMap<String, BigDecimal>();
        portal.totals(MONTH.atDay(1), MONTH.plusMonths(1).atDay(1), "team", "effective")
                .forEach((team, amount) -> rounded.put(team, amount.setScale(2, RoundingMode.HALF_UP)));
        return rounded;
    }

    @Test
    void aClosedMonthSaysWhatTheCommandLineSays() {
        var page = signedIn("finance");
        var overview = new OverviewPage(page).open("month=" + MONTH);
        assertThat(overview.teams()).containsExactlyInAnyOrderEntriesOf(teams());
        assertThat(overview.amount("Unallocated")).isEqualTo(teams().get("Unallocated"));
        var exact = portal.totals(MONTH.atDay(1), MONTH.plusMonths(1).atDay(1), "team", "effective").values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(overview.amount("Spend")).isEqualTo(exact.setScale(2, RoundingMode.HALF_UP));
    }

    @Test
    void theMonthHasAForecastAndTheLargestChangesLeadIntoSpend() {
        assumeTrue(Portal.MONTH_HAS_COSTS, "A month has costs to compare on its fourth day");
        var page = signedIn("finance");
        var overview = new OverviewPage(page).loaded();
        assertThat(overview.figure("Month-end projection")).containsText("80% range");
        assertThat(overview.figure("Spend to date")).containsText(" vs ");
        var changes = overview.card("What changed").getByRole(AriaRole.LISTITEM);
        assertThat(changes).hasCount(3);
        var team = changes.first().getByRole(AriaRole.LINK).first();
        var name = team.innerText();
        team.click();
        assertThat(heading(page)).hasText("Spend");
        var spend = new SpendPage(page).loaded();
        assertThat(spend.chips()).containsText(name);
        page.goBack();
        assertThat(heading(page)).hasText("Overview");
        overview.loaded();
        overview.cumulative();
        assertThat(overview.card("Spend by team")).isVisible();
        button(page, "Previous period").click();
        // what was chosen goes along
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*[?&]month=" + MONTH + ".*"));
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*[?&]view=cumulative.*"));
        assertThat(overview.figure("Forecast")).hasCount(0);
        // the menu says where we are
        assertThat(menu(page).filter(new Locator.FilterOptions().setHasText("Overview")))
                .hasAttribute("current", "");
    }

    @Test
    void aLeadSeesOwnTeamsAProjectionAndNothingOfOthers() {
        var page = signedIn("lead");
        var overview = new OverviewPage(page).loaded();
        for (var query : new String[] {"", "month=" + MONTH, "cost=billed"}) {
            overview.open(query);
            assertThat(overview.teams().keySet()).as(query).containsExactlyInAnyOrder("Fraud", "Search");
            var words = page.locator("body").innerText();
            teams().forEach((team, amount) -> {
                if (!team.equals("Fraud") && !team.equals("Search")) {
                    assertThat(words).as(query).doesNotContain(team);
                }
            });
            assertThat(words).doesNotContain("AWS forecast");
        }
        if (Portal.MONTH_HAS_COSTS) {
            overview.open("");
            assertThat(overview.figure("Month-end projection")).isVisible();
        }
        overview.open("month=" + MONTH);
        assertThat(overview.amount("Spend")).isEqualTo(own());
    }

    private static BigDecimal own() {
        return portal.totals(MONTH.atDay(1), MONTH.plusMonths(1).atDay(1), "team", "effective").entrySet().stream()
                .filter(team -> team.getKey().equals("Fraud") || team.getKey().equals("Search"))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }

    @Test
    void monthAndTeamGoAlongAndBackShowsWhatWasThere() {
        assumeTrue(Portal.MONTH_HAS_COSTS, "A month has costs to compare on its fourth day");
        var page = signedIn("finance");
        var overview = new OverviewPage(page).open("");
        button(page, "Previous period").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*[?&]month=" + MONTH + ".*"));
        overview.loaded();
        menu(page).filter(new Locator.FilterOptions().setHasText("Spend")).click();
        assertThat(heading(page)).hasText("Spend");
        var spend = new SpendPage(page).loaded();
        var month = ".*from=" + MONTH.atDay(1) + "&to=" + MONTH.plusMonths(1).atDay(1) + ".*";
        assertThat(page).hasURL(java.util.regex.Pattern.compile(month));
        spend.changes(() -> spend.row("Vision").click());
        menu(page).filter(new Locator.FilterOptions().setHasText("Overview")).click();
        assertThat(heading(page)).hasText("Overview");
        overview.loaded();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*[?&]month=" + MONTH + ".*"));
        menu(page).filter(new Locator.FilterOptions().setHasText("Spend")).click();
        assertThat(spend.loaded().chips()).containsText("Vision");
        // back is back: the page as it was, with its own address
        page.goBack();
        assertThat(heading(page)).hasText("Overview");
        page.goBack();
        assertThat(heading(page)).hasText("Spend");
        assertThat(spend.loaded().chips()).containsText("Vision");
        page.goBack();
        assertThat(spend.loaded().chips()).hasCount(0);
        assertThat(page).hasURL(java.util.regex.Pattern.compile(month));
        // another tab begins anew
        var other = new SpendPage(page.context().newPage());
        other.open("");
        assertThat(other.chips()).hasCount(0);
        assertThat(other.page()).not().hasURL(java.util.regex.Pattern.compile(".*from=.*"));
    }

    @Test
    void rowsAreOpenedByKeyboard() {
        var page = signedIn("auditor");
        new OverviewPage(page).loaded();
        var fraud = page.locator(".team-table")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("Fraud").setExact(true));
        fraud.focus();
        page.keyboard().press("Enter");
        assertThat(heading(page)).hasText("Spend");
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("By service")))
                .isVisible();
    }
}
