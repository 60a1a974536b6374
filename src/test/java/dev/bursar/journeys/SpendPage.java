package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;

/** The Spend page as its reader sees it. */
record SpendPage(Page page) {
    /** Opens an address of the page and waits for its answer. */
    SpendPage open(String query) {
        InBrowser.go(page, "spend" + (query.isEmpty() ? "" : "?" + query));
        return loaded();
    }

    SpendPage loaded() {
        assertThat(page.locator(".results > .spend-block, .results > .empty-state")
                        .first())
                .isVisible();
        assertThat(page.locator(".results[aria-busy]")).hasCount(0);
        return this;
    }

    /** Whether there are figures, not the words that there are none. */
    boolean hasAnswer() {
        return page.locator(".results > .spend-block").count() > 0;
    }

    boolean isNotReadYet() {
        return page.getByText("Not read yet").count() > 0;
    }

    /** Does something that asks for other figures, and waits for them. */
    SpendPage changes(Runnable action) {
        page.evaluate("document.querySelector('.results > :not(.skeleton)').dataset.before = ''");
        action.run();
        assertThat(page.locator(".results > [data-before]")).hasCount(0);
        return loaded();
    }

    Locator total() {
        return page.locator(".key-figure .figure");
    }

    /** The figure above the chart, in dollars. */
    BigDecimal amount() {
        return amount(total().innerText());
    }

    static BigDecimal amount(String text) {
        return new BigDecimal(
                text.strip().replace("\u2212", "-").replace("$", "").replace(",", ""));
    }

    /** The table's rows: name and figure, in the order shown. */
    Map<String, BigDecimal> rows() {
        var rows = new LinkedHashMap<String, BigDecimal>();
        for (var row : (List<?>) table().evaluate("""
                table => [...table.querySelectorAll('tbody tr')].map(({ children: [name, total] }) => [
                  (name.querySelector('.plain-text') ?? name).textContent, total.textContent])""")) {
            var cells = (List<?>) row;
            rows.put((String) cells.get(0), amount((String) cells.get(1)));
        }
        return rows;
    }

    /** What stands in the table's last line, under the figures. */
    BigDecimal tableTotal() {
        return amount(table().locator("tfoot td").nth(1).textContent());
    }

    Locator table() {
        return page.locator(".results > :not(.leaving) .spend-table");
    }

    Locator row(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator chart() {
        return page.getByRole(AriaRole.APPLICATION);
    }

    /** A series on a bar, and the middle of it on the page. */
    record Segment(String name, double x, double y) {}

    /** A segment of a bar of the drawn chart, counted from the bottom. */
    Segment segment(int bar, int number) {
        page.waitForFunction("document.querySelector('bursar-spend-chart')?.chart?.getOption()?.series?.length > 0");
        page.waitForTimeout(400); // bars grow
        chart().scrollIntoViewIfNeeded();
        var found = (List<?>) chart().evaluate("""
                (host, [bar, number]) => {
                  const { place, from, to } = host.segments(bar)[number];
                  const box = host.getBoundingClientRect();
                  return [
                    host.shown.series[place].name,
                    box.x + host.chart.convertToPixel({ xAxisIndex: 0 }, bar),
                    box.y + host.chart.convertToPixel({ yAxisIndex: 0 }, (from + to) / 2),
                  ];
                }""", List.of(bar, number));
        return new Segment(
                (String) found.get(0), ((Number) found.get(1)).doubleValue(), ((Number) found.get(2)).doubleValue());
    }

    Locator tooltip() {
        return chart().locator(".tip");
    }

    /** What the chart says aloud. */
    Locator said() {
        return chart().locator("[aria-live]");
    }

    /** The table as CSV: the file's lines, its head first. */
    List<List<String>> export() {
        return Portal.csv(new String(download("Table as CSV"), StandardCharsets.UTF_8));
    }

    /** A small table comes at once. */
    byte[] download(String item) {
        Download file = page.waitForDownload(() -> choose(item));
        try (var content = file.createReadStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An item of the menu of exports. */
    void choose(String item) {
        page.locator(".export-menu").getByText("Export").click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    Locator chips() {
        return page.locator(".filter-chip");
    }

    /** Adds a filter by mouse, as a person does: dimension, condition, values or a text. */
    void filter(String dimension, String condition, String... values) {
        InBrowser.button(page, "Add filter").click();
        page.locator(".filter-dimensions")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(dimension).setExact(true))
                .click();
        if (!condition.equals("is")) {
            page.getByLabel("Condition").click();
            page.getByRole(
                            AriaRole.OPTION,
                            new Page.GetByRoleOptions().setName(condition).setExact(true))
                    .click();
        }
        if (condition.equals("contains")) {
            page.getByLabel("Text").fill(values[0]);
        } else {
            var field = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Values"));
            for (var value : values) {
                field.fill(value);
                page.getByRole(
                                AriaRole.OPTION,
                                new Page.GetByRoleOptions().setName(value).setExact(true))
                        .click();
            }
            field.press("Escape");
        }
        InBrowser.button(page, "Apply").click();
    }

    /** A drop-down of the second row. */
    Locator dropDown(String name) {
        return page.locator("vaadin-select")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))));
    }

    /** Chooses in a drop-down of the second row. */
    void choose(String name, String value) {
        dropDown(name).click();
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(value).setExact(true))
                .click();
    }
}
