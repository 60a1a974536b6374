package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;

/** The Overview as its reader sees it. */
record OverviewPage(Page page) {
    OverviewPage open(String query) {
        InBrowser.go(page, query.isEmpty() ? "" : "?" + query);
        return loaded();
    }

    OverviewPage loaded() {
        assertThat(page.locator(".results > .month-block").first()).isVisible();
        assertThat(page.locator(".results[aria-busy]")).hasCount(0);
        return this;
    }

    /** The first figure, of the month that is shown when nothing else is asked for: "Spend" or "Spend to date". */
    Locator spend() {
        return figure("Spend").first();
    }

    Locator figure(String name) {
        return page.locator(".key-figure")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".label", new Page.LocatorOptions().setHasText(name))));
    }

    BigDecimal amount(String figure) {
        return SpendPage.amount(figure(figure).locator(".figure").innerText());
    }

    /** Teams and what they spent, in the order shown. */
    Map<String, BigDecimal> teams() {
        var rows = new LinkedHashMap<String, BigDecimal>();
        for (var row : (List<?>) page.locator(".team-table").evaluate("""
                table => [...table.querySelectorAll('tbody tr')].map(({ children: [name, now] }) => [
                  name.querySelector('.row-link').textContent, now.textContent])""")) {
            var cells = (List<?>) row;
            rows.put((String) cells.get(0), SpendPage.amount((String) cells.get(1)));
        }
        return rows;
    }

    Locator card(String title) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
    }

    Locator chart() {
        return page.getByRole(AriaRole.APPLICATION);
    }

    OverviewPage cumulative() {
        InBrowser.button(page, "Cumulative").click();
        assertThat(chart()).hasAttribute("aria-label", java.util.regex.Pattern.compile(".*cumulative.*"));
        return this;
    }
}
