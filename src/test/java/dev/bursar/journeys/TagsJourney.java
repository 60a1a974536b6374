package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin sees which accounts answer and says what tags must be; a lead sees what of theirs isn't, and how to mend it. */
class TagsJourney extends InBrowser {
    /** A closed month, whose charges no sync restates. */
    private static final YearMonth MONTH =
            YearMonth.from(LocalDate.now(ZoneOffset.UTC).minusDays(4)).minusMonths(1);

    private static final List<String> LED = List.of("Fraud", "Search");
    private static final String INVENTORY = "Read resources and their tags";
    private static final String EVENTS = "Read CloudTrail events";
    private static final String JOIN = "Match costs to resources";

    @TempDir
    Path folder;

    /** A line of the Violations page. */
    private record Row(String arn, String address, String owner, String cost) {
        /** What has no cost comes last. */
        BigDecimal amount() {
            return cost.startsWith("$") || cost.startsWith("\u2212") ? SpendPage.amount(cost) : BigDecimal.ZERO;
        }
    }

    @Override
    KeptState begins() {
        return EVERYTHING;
    }

    @Test
    void anAdminSaysWhatTagsMustBeAndALeadMendsThem() {
        leavesTraces();
        var admin = signedIn("admin");
        seesWhatAnswers(admin);
        importCharges(admin);
        addPolicy(admin);
        var other = violations(admin);
        otherPagesAreAccessible(admin);

        var lead = signedIn("lead");
        ownViolations(lead);
        exported(lead);
        othersAreNotFound(lead, other);
        turnWritingOn(admin);
        String change = proposed(lead);
        approved(admin, change);
        inCloudTrail(admin, change);
        undone(admin, change);
        probablyTheirs(lead);
        go(lead, "changes/999");
        assertThat(content(lead)).containsText("Change not found");
    }

    private static void turnWritingOn(Page admin) {
        open(admin, "admin/changes");
        assertThat(content(admin)).containsText("Nothing is written");
        admin.getByLabel("Write tags", new Page.GetByLabelOptions().setExact(true))
                .press("Space");
        assertThat(button(admin, "Save")).isEnabled();
        button(admin, "Save").press("Enter");
        assertThat(admin.getByText("Saved. Tags are written once a change is approved."))
                .isVisible();
        button(admin, "Check role in all accounts").press("Enter");
        assertThat(content(admin)).containsText("role opens in 11 of 12 accounts", soon());
        isAccessible(admin, "changes to AWS, set up");
    }

    /** What nobody owns and points at their teams: a list of its own, of which they propose the tags. */
    private static void probablyTheirs(Page lead) {
        open(lead, "tags");
        lead.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^See \\d+ resources?$")))
                .press("Enter");
        assertThat(content(lead)).containsText("point at your teams and at no other");
        assertThat(rows(lead))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.owner()).isEqualTo("nobody"));
        isAccessible(lead, "what is probably theirs");
        picture(lead, "probably-yours");
        proposeAll(lead);
    }

    /** Returns the address of the change. */
    private static String proposed(Page lead) {
        open(lead, "tags");
        return proposeAll(lead);
    }

    private static String proposeAll(Page lead) {
        lead.getByLabel(Pattern.compile("^Select all \\d+ violations?$")).press("Space");
        button(lead, "Propose tags\u2026").press("Enter");
        var dialog = lead.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("a likely value");
        isAccessible(lead, "proposing tags");
        var propose = dialog.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("Propose").setExact(true));
        propose.press("Enter");
        assertThat(dialog).containsText("Enter a reason.");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Reason"))
                .fill("Forgotten when they were made");
        propose.press("Enter");
        assertThat(heading(lead)).hasText(Pattern.compile("^Add \\w+ to \\d+ resources?$"));
        assertThat(content(lead)).containsText("An admin has to approve it", soon());
        assertThat(button(lead, "Approve and run\u2026")).not().isVisible();
        isAccessible(lead, "a proposed change");
        return lead.url();
    }

    private static void approved(Page admin, String change) {
        go(admin, change);
        button(admin, "Approve and run\u2026").press("Enter");
        admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Write \\d+ tags?$")))
                .press("Enter");
        assertThat(content(admin)).containsText("a new tag counts from now on", soon());
        assertThat(content(admin)).containsText("Written");
        isAccessible(admin, "a change that is done");
        picture(admin, "change-to-aws");
    }

    /** CloudTrail has what was written, by whose approval, and leads back. */
    private static void inCloudTrail(Page admin, String change) {
        go(admin, "sync");
        runNow(admin, EVENTS);
        go(admin, change);
        admin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See its events in CloudTrail"))
                .press("Enter");
        assertThat(heading(admin)).hasText("CloudTrail");
        look(admin, admin.url(), () -> content(admin).innerText().contains("TagResources"));
        admin.locator(".detail-table a.row-link")
                .filter(new Locator.FilterOptions().setHasText("TagResources"))
                .first()
                .press("Enter");
        var panel = admin.locator(".detail-panel");
        assertThat(panel).containsText("Change to AWS");
        isAccessible(admin, "an event of a change");
    }

    private static void undone(Page admin, String change) {
        go(admin, change);
        button(admin, "Undo\u2026").press("Enter");
        var dialog = admin.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Reason"))
                .fill("The wrong ones");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Propose to undo"))
                .press("Enter");
        assertThat(heading(admin)).hasText(Pattern.compile("^Undo change \\d+: .*$"));
        assertThat(content(admin)).containsText("Nothing is written until you approve", soon());
        approved(admin, admin.url());
        go(admin, change);
        assertThat(content(admin)).containsText("Undone");
    }

    private void seesWhatAnswers(Page admin) {
        admin.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Admin").setExact(true))
                .click();
        assertThat(heading(admin)).hasText("People");
        content(admin)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions()
                                .setName("Access to accounts")
                                .setExact(true))
                .click();
        assertThat(heading(admin)).hasText("Access to accounts");
        assertThat(content(admin)).containsText("11 of 12 accounts connected");
        assertThat(content(admin)).containsText("1 suspended");
        assertThat(cells(admin, "Accounts and their access"))
                .filteredOn(row -> row.stream().anyMatch(cell -> cell.endsWith("onnected")))
                .hasSizeBetween(10, 11); // what one account doesn't answer yet is read again
        assertThat(content(admin)).containsText(Pattern.compile("\\d+ Regions each unless stated"));
        assertThat(cells(admin, "Accounts and their access"))
                .filteredOn(row -> row.getFirst().contains("growth-web"))
                .singleElement()
                .satisfies(row -> assertThat(String.join(" ", row)).contains("sts:AssumeRole"));
        button(admin, "CloudFormation stack set").press("Enter");
        var template = admin.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("CloudFormation stack set"));
        assertThat(template).containsText("sts:ExternalId");
        assertThat(template).containsText("bursar-simulator");
        isAccessible(admin, "Access to accounts");
        picture(admin, "access-to-accounts");
    }

    /** What resources cost stands in charge files only; then it is joined to them. */
    private void importCharges(Page admin) {
        go(admin, "sync");
        assertThat(job(admin, INVENTORY)).containsText("Done", soon());
        var files = portal.charges(MONTH, folder).toArray(Path[]::new);
        go(admin, "admin/imports");
        admin.waitForFileChooser(() -> button(admin, "Choose files").click()).setFiles(files);
        button(admin, files.length == 1 ? "Import 1 file" : "Import " + files.length + " files")
                .click();
        assertThat(admin.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Last import")))
                .containsText("EffectiveCost", soon());
        go(admin, "sync");
        runNow(admin, JOIN);
        assertThat(admin.getByText(JOIN + " starts within a few seconds.")).isVisible();
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(90_000);
    }

    private static void addPolicy(Page admin) {
        go(admin, "tags/policies");
        assertThat(content(admin)).containsText("Tag policies show what is untagged");
        isAccessible(admin, "no tag policies");
        button(admin, "Every resource names a team").press("Enter");
        assertThat(heading(admin)).hasText("New policy");
        isAccessible(admin, "a policy's form");
        // what it finds is shown as it opens; costs are joined within a moment, and a preview doesn't follow
        look(admin, "tags/policies/new?preset=0", () -> {
            assertThat(button(admin, "Save policy")).isVisible();
            return content(admin).innerText().contains("They cost $");
        });
        assertThat(content(admin)).containsText("resources violate it, of");
        assertThat(content(admin)).containsText("They cost $");
        isAccessible(admin, "a policy's preview");
        picture(admin, "tag-policy");
        button(admin, "Save policy").press("Enter");
        assertThat(heading(admin)).hasText("Tag policies");
        assertThat(admin.getByText("Policy saved. Resources are checked against it now."))
                .isVisible();
        assertThat(button(admin, "Edit policy Team")).isVisible();
        isAccessible(admin, "tag policies");
    }

    /** What all see of them; returns the address of what belongs to a team that the lead doesn't lead. */
    private static String violations(Page admin) {
        look(admin, "tags", () -> content(admin).innerText().contains("violations on"));
        var rows = rows(admin);
        assertThat(rows).isNotEmpty();
        sortedByCost(rows);
        assertThat(rows.getFirst().amount()).isPositive();
        isAccessible(admin, "Violations");
        picture(admin, "violations");
        return rows.stream()
                .filter(row -> !LED.contains(row.owner()) && !row.owner().equals("nobody"))
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static void otherPagesAreAccessible(Page admin) {
        for (var address : List.of("tags/exemptions", "tags/coverage", "tags/values", "tags/keys")) {
            open(admin, address);
            isAccessible(admin, address);
        }
    }

    private static void ownViolations(Page lead) {
        open(lead, "tags");
        var rows = rows(lead);
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.owner()).isIn(LED));
        sortedByCost(rows);
        assertThat(lead.locator("main a[href='tags/policies']")).hasCount(0);

        var first = rows.getFirst();
        var link = lead.locator("a.row-link[href='" + first.address() + "']");
        link.focus();
        lead.keyboard().press("Enter");
        var panel = lead.locator(".detail-panel");
        assertThat(panel.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2)))
                .isFocused();
        assertThat(panel).containsText(first.arn());
        assertThat(panel).containsText("Likely value:");
        assertThat(panel.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("AWS CLI"))
                        .first())
                .containsText("aws resourcegroupstaggingapi tag-resources");
        assertThat(panel.getByText("Exempt\u2026")).hasCount(0);
        isAccessible(lead, "a violation's panel");
        picture(lead, "violation");
        lead.keyboard().press("Escape");
        assertThat(panel).hasCount(0);
        assertThat(link).isFocused();
    }

    /** The file has what the page has. */
    private static void exported(Page lead) {
        open(lead, "tags");
        var first = rows(lead).getFirst();
        var footer = content(lead).getByText(Pattern.compile("^[\\d,]+ violations? on [\\d,]+ resources?$"));
        var count = Integer.parseInt(
                footer.first().innerText().replaceAll(" violation.*", "").replace(",", ""));
        var total = SpendPage.amount(footers(lead).getLast());
        List<List<String>> file =
                Portal.csv(new String(new SpendPage(lead).download("Violations as CSV"), StandardCharsets.UTF_8));
        var head = file.getFirst();
        var lines = file.subList(1, file.size());
        assertThat(lines).hasSize(count);
        assertThat(lines.getFirst().get(head.indexOf("ARN"))).isEqualTo(first.arn());
        assertThat(cost(head, lines.getFirst()).setScale(2, RoundingMode.HALF_UP))
                .isEqualByComparingTo(first.amount());
        assertThat(lines.stream().map(line -> cost(head, line)).reduce(BigDecimal.ZERO, BigDecimal::add))
                .satisfies(
                        sum -> assertThat(sum.setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(total));
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.get(head.indexOf("Owner"))).isIn(LED));
    }

    private static BigDecimal cost(List<String> head, List<String> line) {
        var text = line.get(head.indexOf("30-day cost"));
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static void othersAreNotFound(Page lead, String address) {
        go(lead, address);
        assertThat(heading(lead)).hasText("Violations");
        var panel = lead.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Resource not found"));
        assertThat(panel).containsText("Resource not found");
        assertThat(panel).not().containsText("arn:aws");
        isAccessible(lead, "a resource that is not found");
    }

    private static void sortedByCost(List<Row> rows) {
        assertThat(rows.stream().map(Row::amount).toList()).isSortedAccordingTo(Comparator.reverseOrder());
    }

    /** The lines that are drawn: of a long table those that can be seen and some more. */
    private static List<Row> rows(Page page) {
        assertThat(page.locator(".detail-table a.row-link").first()).isVisible();
        var rows = new ArrayList<Row>();
        for (var row : (List<?>) table(page, "Violations").evaluate("""
            table => [...table.shadowRoot.querySelectorAll('#items > tr:not([hidden], [loading])')]
              .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex)
              .map(row => [...row.querySelectorAll('slot')].map(slot => slot.assignedNodes()[0]))
              .filter(cells => cells[1]?.querySelector('a.row-link'))
              .map(cells => {
                const link = cells[1].querySelector('a.row-link');
                return [link.title, link.getAttribute('href'), cells[5].textContent, cells[7].textContent];
              })\
            """)) {
            var cells = (List<?>) row;
            rows.add(new Row(text(cells, 0), text(cells, 1), text(cells, 2), text(cells, 3)));
        }
        return rows;
    }

    private static List<String> footers(Page page) {
        return ((List<?>) table(page, "Violations").evaluate("""
            table => [...table.shadowRoot.querySelectorAll('#footer tr:not([hidden]) slot')]
              .map(slot => slot.assignedNodes()[0]?.textContent ?? '')\
            """))
                .stream()
                        .map(String::valueOf)
                        .filter(Predicate.not(String::isBlank))
                        .toList();
    }

    private static List<List<String>> cells(Page page, String name) {
        return ((List<?>) table(page, name).evaluate("""
            table => [...table.shadowRoot.querySelectorAll('#items > tr:not([hidden])')]
              .map(row => [...row.querySelectorAll('slot')]
                .map(slot => slot.assignedNodes()[0]?.textContent ?? ''))\
            """))
                .stream()
                        .map(row ->
                                ((List<?>) row).stream().map(String::valueOf).toList())
                        .toList();
    }

    private static Locator table(Page page, String name) {
        return page.locator("vaadin-grid[aria-label='" + name + "']");
    }

    private static String text(List<?> cells, int cell) {
        return String.valueOf(cells.get(cell)).strip();
    }
}
