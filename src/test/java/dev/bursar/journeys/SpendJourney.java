package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.notify.Picture;
import jakarta.mail.internet.MimeMultipart;
import module java.base;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finance looks into a month's spend, and every figure is the one that the command line prints. */
class SpendJourney extends InBrowser {
    private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    private static final LocalDate FROM = MONTH.atDay(1);
    private static final LocalDate TO = MONTH.plusMonths(1).atDay(1);
    private static final String PERIOD = "from=" + FROM + "&to=" + TO;

    private Page page;
    private SpendPage spend;

    @BeforeEach
    void comeIn() {
        page = signedIn("finance");
        spend = new SpendPage(page);
    }

    private static Map<String, BigDecimal> totals(String by, String cost) {
        return portal.totals(FROM, TO, by, cost);
    }

    private static BigDecimal sum(Map<String, BigDecimal> sums) {
        return sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static Map<String, BigDecimal> cents(Map<String, BigDecimal> sums) {
        var rounded = new TreeMap<String, BigDecimal>();
        sums.forEach((name, amount) -> rounded.put(name, cents(amount)));
        return rounded;
    }

    @Test
    void thePageTheFileAndTheCommandLineSayTheSame() {
        for (var cost : new String[] {"effective", "billed"}) {
            var teams = totals("team", cost);
            var services = totals("service", cost);
            assertThat(sum(services)).isEqualByComparingTo(sum(teams));
            spend.open(PERIOD + "&cost=" + cost);
            assertThat(page.locator(".fact-line")).containsText(cost.equals("billed") ? "BilledCost" : "EffectiveCost");
            assertThat(spend.amount()).isEqualTo(cents(sum(teams)));
            assertThat(spend.tableTotal()).isEqualTo(cents(sum(teams)));
            assertThat(spend.rows()).containsExactlyInAnyOrderEntriesOf(cents(teams));

            spend.choose("Group by", "Service");
            assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("By service")))
                    .isVisible();
            assertThat(spend.loaded().amount()).isEqualTo(cents(sum(services)));
            var file = spend.export();
            assertThat(file.getFirst().get(2)).startsWith(cost.equals("billed") ? "BilledCost" : "EffectiveCost");
            var exported = new TreeMap<String, BigDecimal>();
            file.stream().skip(1).forEach(line -> exported.put(line.get(0), new BigDecimal(line.get(2))));
            assertThat(exported.keySet()).isEqualTo(services.keySet());
            assertThat(exported)
                    .allSatisfy((service, amount) ->
                            assertThat(amount).as(service).isEqualByComparingTo(services.get(service)));
            // the days of a line add up to its sum
            assertThat(file.stream().skip(1))
                    .allSatisfy(line -> assertThat(
                                    line.stream().skip(3).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(line.get(2)));
        }
    }

    @Test
    void chargesAreMadeIntoAFileInTheBackgroundAndFetchedFromTheMenu() throws java.io.IOException {
        var total = sum(totals("team", "effective"));
        spend.open(PERIOD + "&by=service");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(spend.download("Table as XLSX")))) {
            var sheet = workbook.getSheet("Spend");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).contains("EffectiveCost", "USD");
            assertThat(BigDecimal.valueOf(
                            sheet.getRow(sheet.getLastRowNum()).getCell(2).getNumericCellValue()))
                    .isCloseTo(total, org.assertj.core.data.Offset.offset(new BigDecimal("0.000001")));
        }
        spend.choose("Charges as CSV");
        assertThat(page.locator("vaadin-notification-card"))
                .containsText("Export started. The link will be in your menu.");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^User menu of")))
                .first()
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Exports (1)"))
                .click();
        assertThat(heading(page)).hasText("Exports");
        var export = page.getByRole(AriaRole.LISTITEM)
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Charges, "));
        assertThat(export).containsText("Ready");
        var file = page.waitForDownload(() -> export.getByRole(AriaRole.LINK).click());
        var lines =
                Portal.csv(new String(file.createReadStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        int amount = lines.getFirst().indexOf("EffectiveCost");
        assertThat(lines.stream()
                        .skip(1)
                        .map(line -> new BigDecimal(line.get(amount)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);

        // nobody else gets it, and it looks as if there were none
        var link = portal.at(export.getByRole(AriaRole.LINK).getAttribute("href"));
        var auditor = signedIn("auditor");
        var answer = auditor.request().get(link);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .isEqualTo(auditor.request()
                        .get(portal.at("exports/" + java.util.UUID.randomUUID() + "/file"))
                        .text());
        go(auditor, "exports");
        assertThat(auditor.getByText("Large exports appear here")).isVisible();
        button(page, "Remove: " + export.locator(".export-title").innerText() + ", CSV")
                .click();
        assertThat(page.getByText("Large exports appear here")).isVisible();
    }

    @Test
    void anAdminBreaksCostsDownByAnotherTagAndALeadNeverSeesIt() {
        var admin = signedIn("admin");
        var theirs = new SpendPage(admin).open("period=last-month");
        theirs.choose("Group by", "New breakdown\u2026");
        button(admin, "New breakdown\u2026").first().click();
        var dialog = admin.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("a month. The caps apply.");
        dialog.getByLabel("Tag key").fill("environment");
        button(admin, "Turn on").click();
        assertThat(heading(admin)).hasText("environment \u00D7 service");
        assertThat(admin.getByText("Not read yet")).isVisible();
        go(admin, "sync");
        runNow(admin, "Refresh breakdowns");
        assertThat(job(admin, "Refresh breakdowns")).containsText("Done");

        go(page, "spend/breakdown");
        assertThat(heading(page)).hasText("environment \u00D7 service");
        // the address follows the heading
        assertThat(page).hasURL(Pattern.compile(".*spend/breakdown.*"));
        // "Done" may still have been that of the run before
        page.waitForCondition(() -> {
            page.reload();
            return !spend.loaded().isNotReadYet();
        });
        assertThat(content(page)).containsText("equals the charges for the same days.");
        button(page, "Open prod").click();
        assertThat(spend.table()).containsText("Amazon SageMaker");
        var breakdown = page.url();
        spend.open("period=last-month&view=monthly&by=tag:environment");
        assertThat(spend.table()).containsText("No environment tag");

        var lead = signedIn("lead");
        go(lead, breakdown);
        assertThat(heading(lead)).hasText("Not available");
        new SpendPage(lead).open("").dropDown("Group by").click();
        assertThat(lead.getByRole(AriaRole.OPTION)).hasCount(10);

        go(admin, breakdown);
        button(admin, "Turn off\u2026").click();
        button(admin, "Turn off").click();
        assertThat(heading(admin)).hasText("Spend");
    }

    @Test
    void filtersChangeTheFiguresAndTheAddress() {
        var teams = totals("team", "effective");
        spend.open(PERIOD);
        spend.changes(() -> spend.filter("Team", "is", "Fraud", "Vision"));
        assertThat(page).hasURL(Pattern.compile(".*f=team\\.is\\.\\d+(,|%2C)\\d+.*"));
        assertThat(spend.rows().keySet()).containsExactlyInAnyOrder("Fraud", "Vision");
        assertThat(spend.amount()).isEqualTo(cents(teams.get("Fraud").add(teams.get("Vision"))));

        spend.changes(() -> spend.filter("Service", "contains", "SageMaker"));
        assertThat(spend.chips()).hasCount(2);
        spend.changes(() -> spend.choose("Group by", "Service"));
        assertThat(spend.rows().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).contains("SageMaker"));
        var part = spend.amount();

        // a colleague who gets the address sees the same
        var colleague = signedIn("auditor");
        colleague.navigate(page.url());
        var same = new SpendPage(colleague).loaded();
        assertThat(same.amount()).isEqualTo(part);
        assertThat(same.rows()).isEqualTo(spend.rows());
        assertThat(same.chips()).hasCount(2);

        // and back, step by step
        spend.changes(() -> page.goBack());
        spend.changes(() -> page.goBack());
        assertThat(spend.chips()).hasCount(1);
        assertThat(spend.amount()).isEqualTo(cents(teams.get("Fraud").add(teams.get("Vision"))));
        spend.changes(() -> button(page, "Clear filters").click());
        assertThat(spend.amount()).isEqualTo(cents(sum(teams)));

        spend.changes(() -> spend.filter("Team", "is not", "Unallocated", "Research"));
        assertThat(spend.rows().keySet())
                .doesNotContain("Unallocated", "Research")
                .hasSize(teams.size() - 2);
        assertThat(spend.amount())
                .isEqualTo(cents(sum(teams).subtract(teams.get("Unallocated")).subtract(teams.get("Research"))));
        spend.changes(() -> spend.chips()
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(Pattern.compile("^Remove filter Team is not")))
                .click());
        assertThat(spend.amount()).isEqualTo(cents(sum(teams)));
    }

    @Test
    void theViewIsCutByDayByMonthAndAddedUp() {
        var total = cents(sum(totals("team", "effective")));
        spend.open(PERIOD);
        assertThat(spend.chart()).hasAttribute("aria-label", Pattern.compile("By team, daily, .*"));
        for (var view : new String[] {"Monthly", "Cumulative", "Daily"}) {
            spend.changes(() -> button(page, view).click());
            assertThat(button(page, view)).hasAttribute("aria-pressed", "true");
            assertThat(spend.chart())
                    .hasAttribute("aria-label", Pattern.compile("By team, " + view.toLowerCase() + ", .*"));
            assertThat(spend.amount()).isEqualTo(total);
            page.getByText("Show as a table").click();
            var rows = page.locator(".chart-values tbody tr");
            assertThat(rows).hasCount(view.equals("Monthly") ? 1 : MONTH.lengthOfMonth());
            if (!view.equals("Daily")) {
                assertThat(rows.last().locator("td").first()).hasText(dev.bursar.ui.Formats.money(total, "USD"));
            }
        }
        spend.changes(() -> spend.choose("Cost", "BilledCost"));
        assertThat(page).hasURL(Pattern.compile(".*cost=billed.*"));
        assertThat(spend.amount()).isEqualTo(cents(sum(totals("team", "billed"))));
        button(page, "Lines").click();
        assertThat(page).hasURL(Pattern.compile(".*chart=lines.*"));
        assertThat(button(page, "Lines")).hasAttribute("aria-pressed", "true");
        page.reload();
        spend.loaded();
        assertThat(button(page, "Lines")).hasAttribute("aria-pressed", "true");
        button(page, "Bars").click();
        assertThat(page).not().hasURL(Pattern.compile(".*chart=.*"));
        var label = page.locator(".period-button");
        spend.changes(() -> button(page, "Previous period").click());
        assertThat(label)
                .containsText(MONTH.minusMonths(1)
                        .format(java.time.format.DateTimeFormatter.ofPattern("MMMM uuuu", java.util.Locale.ENGLISH)));
        label.click();
        spend.changes(() -> page.getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Last 7 days")))
                .click());
        assertThat(page).hasURL(Pattern.compile(".*period=last-7-days.*"));
    }

    @Test
    void aChartIsCopiedByKeyboardAndSentByMailWithItsTable() throws Exception {
        portal.giveAddress("finance", "finance@example.org");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        spend.open(PERIOD);
        page.waitForFunction("document.querySelector('bursar-spend-chart')?.chart?.getOption()?.series?.length > 0");
        page.locator("bursar-spend-chart").focus();
        page.keyboard().press("Tab");
        isAccessible(page, "a chart with Copy picture");
        page.keyboard().press("Enter");
        assertThat(button(page, "Picture copied")).isVisible();
        assertThat((List<?>) page.evaluate(
                        "async () => [...new Uint8Array(await (await (await navigator.clipboard.read())[0]"
                                + ".getType('image/png')).arrayBuffer())].slice(1, 4)"))
                .as("PNG")
                .isEqualTo(List.of(80, 78, 71));

        portal.letters.forget();
        button(page, "Save view").click();
        button(page, "Send by mail").click();
        assertThat(page.getByText("Sent to finance@example.org")).isVisible();
        portal.letters.await(1, Duration.ofSeconds(60));
        var both = (MimeMultipart) portal.letters.only().getContent();
        assertThat(both.getBodyPart(0).getContent().toString())
                .contains("Total  " + spend.total().first().innerText(), "/spend?from=" + FROM + "&to=" + TO);
        var related = (MimeMultipart) both.getBodyPart(1).getContent();
        assertThat(Picture.of(related.getBodyPart(1).getInputStream().readAllBytes()))
                .isPresent();
    }

    @Test
    void quartersAreShownAndMonthsToComeApartFromThem() {
        spend.open("period=last-12-months");
        button(page, "Quarterly").click();
        page.waitForURL(Pattern.compile(".*view=quarterly.*"));
        BigDecimal year = spend.loaded().amount();
        button(page, "Monthly").click();
        page.waitForURL(Pattern.compile(".*view=monthly.*"));
        assertThat(spend.loaded().amount()).isEqualTo(year);
        page.locator(".period-button").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Next quarter")))
                .click();
        page.waitForURL(Pattern.compile(".*period=next-quarter.*"));
        spend.loaded();
        assertThat(content(page)).containsText("forecast");
        isAccessible(page, "months to come");
        fits(page, "months to come");
    }

    @Test
    void daysAreTypedIntoThePeriod() {
        spend.open(PERIOD);
        page.locator(".period-button").click();
        var from = page.getByLabel("From");
        from.fill(MONTH.atDay(3).toString());
        from.press("Enter"); // closes the calendar
        spend.changes(() -> button(page, "Show these days").click());
        assertThat(page).hasURL(Pattern.compile(".*from=" + MONTH.atDay(3) + ".*"));
    }

    @Test
    void aRowIsLookedIntoByClickAndByKeyboardAndLeftByBack() {
        var teams = totals("team", "effective");
        spend.open(PERIOD);
        spend.changes(() -> spend.row("Vision").click());
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("By service")))
                .isVisible();
        assertThat(spend.chips()).hasText(Pattern.compile("Team\\s*is\\s*Vision"));
        assertThat(spend.amount()).isEqualTo(cents(teams.get("Vision")));
        spend.changes(() -> page.goBack());
        assertThat(spend.amount()).isEqualTo(cents(sum(teams)));

        spend.changes(() -> {
            spend.row("Fraud").focus();
            page.keyboard().press("Enter");
        });
        assertThat(spend.amount()).isEqualTo(cents(teams.get("Fraud")));
    }

    @Test
    void aSegmentOfTheChartIsOpenedOnItsDayByMouse() {
        LocalDate day = FROM.plusDays(9);
        spend.open(PERIOD);
        var segment = spend.segment(9, 0);
        page.mouse().move(segment.x(), segment.y());
        assertThat(spend.tooltip().locator(".name.here")).hasText(segment.name());
        var teams = portal.totals(day, day.plusDays(1), "team", "effective");
        assertThat(spend.tooltip().locator(".name")).hasCount(teams.size());
        var tip = spend.tooltip().boundingBox();
        var chart = spend.chart().boundingBox();
        assertThat(tip.width * tip.height).isLessThanOrEqualTo(chart.width * chart.height / 3);
        assertThat(segment.x() < tip.x || segment.x() > tip.x + tip.width)
                .as("the tooltip is beside the bar")
                .isTrue();

        spend.changes(() -> page.mouse().click(segment.x(), segment.y()));
        assertThat(page)
                .hasURL(Pattern.compile(".*(?=.*f=team\\.is\\.)(?=.*from=" + day + "&to=" + day.plusDays(1) + ").*"));
        assertThat(spend.chips()).hasText(Pattern.compile("Team\\s*is\\s*" + segment.name()));
        assertThat(spend.amount()).isEqualTo(cents(teams.get(segment.name())));
        spend.changes(() -> page.goBack());
        assertThat(spend.amount()).isEqualTo(cents(sum(totals("team", "effective"))));
    }

    @Test
    void aSegmentOfTheChartIsOpenedByKeyboardOnItsDayOrInItsMonth() {
        spend.open(PERIOD);
        spend.segment(0, 0); // it is drawn
        spend.chart().focus();
        page.keyboard().press("Home");
        assertThat(spend.said()).containsText(FROM.getDayOfMonth() + " ");
        page.keyboard().press("ArrowUp");
        assertThat(spend.said()).containsText("segment 1 of ");
        page.keyboard().press("ArrowUp");
        assertThat(spend.said()).containsText("segment 2 of ");
        var name = spend.segment(0, 1).name();
        assertThat(spend.said()).containsText(name + " ");
        assertThat(spend.tooltip().locator(".name.here")).hasText(name);
        spend.changes(() -> page.keyboard().press("Enter"));
        assertThat(spend.chips()).hasText(Pattern.compile("Team\\s*is\\s*" + name));
        assertThat(spend.amount())
                .isEqualTo(cents(portal.totals(FROM, FROM.plusDays(1), "team", "effective")
                        .get(name)));
        assertThat(spend.chart()).isFocused();

        // where bars are months, it leads to the month
        spend.open("from=" + FROM.minusMonths(1) + "&to=" + TO + "&view=monthly");
        name = spend.segment(1, 0).name();
        spend.chart().focus();
        page.keyboard().press("End");
        page.keyboard().press("ArrowUp");
        spend.changes(() -> page.keyboard().press("Enter"));
        assertThat(spend.amount()).isEqualTo(cents(totals("team", "effective").get(name)));
        assertThat(button(page, "Daily")).hasAttribute("aria-pressed", "true");

        // a phone has no room beside the bars
        page.setViewportSize(390, 844);
        spend.open(PERIOD);
        spend.segment(0, 0);
        spend.chart().focus();
        page.keyboard().press("Home");
        var tip = spend.tooltip().boundingBox();
        var chart = spend.chart().boundingBox();
        assertThat(tip.y).isGreaterThanOrEqualTo(chart.y + chart.height);
        assertThat(tip.x).isGreaterThanOrEqualTo(0);
        assertThat(tip.x + tip.width).isLessThanOrEqualTo(390);
    }

    @Test
    void monthlyChargesAreSpreadOverTheirMonth() {
        var total = cents(sum(totals("team", "billed")));
        spend.open(PERIOD + "&cost=billed");
        spend.changes(() -> page.getByLabel("Spread monthly charges").check());
        assertThat(page).hasURL(Pattern.compile(".*spread=1.*"));
        assertThat(spend.amount()).isEqualTo(total);
        assertThat(page.locator(".table-note")).hasText("Monthly charges are spread over their month.");
        var file = spend.export();
        assertThat(file.getFirst().get(3)).contains("monthly charges spread");
        assertThat(file.stream()
                        .skip(1)
                        .map(line -> new BigDecimal(line.get(3)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum(totals("team", "billed")));
        spend.open("from=" + FROM + "&to=" + FROM.plusDays(1) + "&spread=1&cost=billed&by=service&f=service.is.Tax");
        BigDecimal tax = totals("service", "billed").get("Tax");
        assertThat(spend.amount())
                .isEqualTo(tax.divide(BigDecimal.valueOf(MONTH.lengthOfMonth()), 2, RoundingMode.HALF_UP));
        assertThat(page.locator(".table-note"))
                .containsText("This period has 1 of the " + MONTH.lengthOfMonth() + " days of ");
    }

    @Test
    void theTableIsSortedOpenedAndArrangedAndStaysSo() {
        spend.open(PERIOD + "&then=service");
        assertThat(spend.rows()).containsExactlyInAnyOrderEntriesOf(cents(totals("team", "effective")));
        var name = spend.table().getByText("Team, service");
        name.click();
        assertThat(spend.table().locator("th[aria-sort=ascending]")).hasText("Team, service");
        namesAre(Comparator.naturalOrder());
        name.click();
        namesAre(Comparator.reverseOrder());

        var opener = spend.table().locator("button[aria-expanded]").first();
        int rows = spend.rows().size();
        opener.click();
        assertThat(opener).hasAttribute("aria-expanded", "true");
        assertThat(opener).isFocused();
        assertThat(spend.rows()).hasSizeGreaterThan(rows);
        opener.click();
        assertThat(opener).hasAttribute("aria-expanded", "false");
        assertThat(spend.rows()).hasSize(rows);

        assertThat(page).hasURL(Pattern.compile(".*sort=-name.*"));
        assertThat(spend.table().getByText("Share")).isVisible();
        InBrowser.button(page, "Columns").click();
        page.getByLabel("Share", new Page.GetByLabelOptions().setExact(true)).uncheck();
        page.keyboard().press("Escape");
        assertThat(spend.table().getByText("Share")).isHidden();
        page.reload();
        assertThat(spend.loaded().table().getByText("Share")).isHidden();
        assertThat(spend.table().locator("th[aria-sort=descending]")).hasText("Team, service");
        namesAre(Comparator.reverseOrder());
        InBrowser.button(page, "Columns").click();
        page.getByLabel("Share", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(spend.table().getByText("Share")).isVisible();
        page.keyboard().press("Escape");
        name.click();
        page.waitForCondition(() -> {
            List<BigDecimal> amounts = List.copyOf(spend.rows().values());
            List<BigDecimal> owned = amounts.subList(0, amounts.size() - 1);
            return owned.stream().sorted(Comparator.reverseOrder()).toList().equals(owned);
        });
    }

    @Test
    void thePageNamesItsScriptsBeforehand() {
        spend.open(PERIOD);
        assertThat(page.evaluate("""
            () => {
              const early = [...document.querySelectorAll('link[rel=modulepreload], link[as=script]')]
                .map(link => link.href);
              return performance.getEntriesByType('resource').map(script => script.name)
                .filter(name => /\\/VAADIN\\/.*\\.js/.test(name) && !early.includes(name))
                .map(name => name.replace(/.*\\//, '').replace(/-.*/, ''));
            }\
            """))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                // the chart's painter comes after the rows, and the channel for what the portal tells by itself after
                // the page
                .isSubsetOf("echarts", "vaadinPush");
    }

    /** What nobody owns stays last. */
    private void namesAre(Comparator<String> order) {
        page.waitForCondition(() -> {
            List<String> names = List.copyOf(spend.rows().keySet());
            List<String> owned = names.subList(0, names.size() - 1);
            return names.getLast().equals("Unallocated")
                    && owned.stream()
                            .sorted(Comparator.comparing(String::toLowerCase, order))
                            .toList()
                            .equals(owned);
        });
    }

    @Test
    void whyACostIsSomeonesIsOneClickAway() {
        spend.open(PERIOD);
        button(page, "Why is this Platform\u2019s?").click();
        var why = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Why is this Platform\u2019s?"));
        assertThat(why).containsText("Tag value is platform \u2192 Platform");
        assertThat(why).isFocused();
        page.keyboard().press("Escape");
        assertThat(why).isHidden();
        assertThat(button(page, "Why is this Platform\u2019s?")).isFocused();
        button(page, "Why is this Unallocated?").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("No rule claims these costs");
    }

    @Test
    void anAddressThatMakesNoSenseShowsTheNearestViewAndSaysSo() {
        spend.open(PERIOD + "&by=planet&view=hourly&f=team.is&colour=red&cost=<img src=x onerror=alert(1)>");
        var notice = page.locator("vaadin-notification-card");
        assertThat(notice).containsText("Ignored \u201Ccolour\u201D: unknown setting.");
        assertThat(notice).containsText("more");
        assertThat(spend.amount()).isEqualTo(cents(sum(totals("team", "effective"))));
        button(page, "Dismiss").click();
        assertThat(notice).hasCount(0);
        spend.open("from=2026-13-45&to=yesterday");
        assertThat(notice).containsText("expected a date such as 2026-11-24");
        assertThat(spend.hasAnswer()).isTrue();
    }

    @Test
    void whereNothingMatchesThePageSaysWhichFilterItIs() {
        spend.open(PERIOD + "&by=service&f=service.contains.no+such+service&f=team.is-not.0");
        assertThat(page.getByText("No spend matches these filters")).isVisible();
        assertThat(page.getByText("The other filters match spend")).isVisible();
        spend.changes(() -> button(page, "Remove \u201CService contains no such service\u201D")
                .click());
        assertThat(spend.chips()).hasCount(1);
        assertThat(spend.hasAnswer()).isTrue();
        spend.open(PERIOD + "&f=service.is.%3Cimg+src%3Dx+onerror%3Dalert(1)%3E");
        assertThat(spend.chips()).containsText("<img src=x onerror=alert(1)>");
        spend.changes(() -> button(page, "Clear filters").first().click());
        assertThat(spend.hasAnswer()).isTrue();
    }
}
