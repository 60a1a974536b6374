package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.bursar.kernel.Role;
import dev.bursar.testing.WhoMayOpen;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo as somebody meets it who has started Bursar for the first time, some minutes later. It takes longest, so it has a name that
 * begins first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrialJourney extends InBrowser {
    /** Of pages whose heading is what the demo's people have set. */
    private static final Map<String, String> HEADINGS =
            Map.of("spend/breakdown", "environment \u00d7 service", "admin/teams/:team", Portal.longName("Research"));

    /** Each amount of money on a page that ends past what cuts it, or is broken over two lines; what scrolls cuts nothing. */
    private static final String CUT_FIGURES = """
        async () => {
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          const money = /[\\u2212+-]?(?:[$\\u20ac\\u00a3]\\d[\\d,]*(?:\\.\\d+)?[kM]?|\\d[\\d,]*\\.\\d\\d\\b)/g;
          const above = part => part.assignedSlot ?? part.parentElement ?? part.getRootNode().host;
          const cuts = (part, boxes) => {
            for (; part && part !== document.body; part = above(part)) {
              const style = getComputedStyle(part);
              if (style.clipPath !== 'none' || /auto|scroll/.test(style.overflowX)) {
                return null;
              }
              const box = part.getBoundingClientRect();
              if (style.overflowX !== 'visible' && !/inline$|contents/.test(style.display)
                && boxes.some(each => each.right > box.right + 1 || each.left < box.left - 1)) {
                return part;
              }
            }
            return null;
          };
          const found = [];
          const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const at = text.parentElement;
            for (const figure of at.checkVisibility({visibilityProperty: true}) ? text.data.matchAll(money) : []) {
              const range = document.createRange();
              range.setStart(text, figure.index);
              range.setEnd(text, figure.index + figure[0].length);
              const boxes = [...range.getClientRects()].filter(box => box.width > 0);
              const by = cuts(at, boxes);
              if (by || boxes.some(box => Math.abs(box.top - boxes[0].top) > 4)) {
                found.push(`${figure[0]} of ${at.localName}.${at.className}, by ${by ? `${by.localName}.${by.className}` : 'a new line'}`);
              }
            }
          }
          return found;
        }\
        """;

    private static final int MOST_WORDS = 250;
    /** Words in sight beside tables, the tabs, commands, the glossary's definitions and the guide, and beside what makes teams' names long. */
    private static final String WORDS = """
        () => {
          const left = 'table, vaadin-grid, [role=table], [role=grid], .page-tabs, .glossary-terms, .guide-text, pre, code, [aria-hidden=true], .visually-hidden';
          const LENGTHENED = /, integrations(?: and(?: shared(?: operations(?: of(?: the(?: pl\\w*)?)?)?)?)?)?[\u2026]?/g;
          const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          let words = 0;
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const at = text.parentElement;
            if (at.checkVisibility({visibilityProperty: true}) && !at.closest(left)) {
              words += text.data.replace(LENGTHENED, '').split(/\\s+/).filter(word => /\\p{L}/u.test(word)).length;
            }
          }
          return words;
        }\
        """;

    /** Pages that somebody has looked at in the dark on a phone. */
    private static final Set<String> IN_THE_DARK = new HashSet<>();

    /** Of all pages that one role has looked at. */
    private final SoftAssertions flaws = new SoftAssertions();

    @Override
    KeptState begins() {
        return DEMO;
    }

    /** Figures stay whole beside the longest names that people give. */
    @BeforeEach
    void teamsHaveLongNames() {
        portal.lengthenTeamNames();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead", "finance", "admin", "auditor"})
    void eachItemOfTheMenuAndEachTabHasSomethingToShow(String role) {
        var page = signedIn(role);
        List<String> items = menu(page).all().stream()
                .map(item -> item.locator("a").first().getAttribute("href"))
                .toList();
        assertThat(items).hasSizeGreaterThan(5);
        var looked = new LinkedHashSet<String>();
        var linked = new TreeSet<String>();
        var left = new ArrayDeque<>(items);
        while (!left.isEmpty()) {
            String item = left.remove();
            if (!looked.add(item)) {
                continue;
            }
            open(page, item);
            assertThat(heading(page)).hasText(HEADINGS.getOrDefault(item, WhoMayOpen.heading(item, role(role))));
            linked.addAll(links(page));
            looksRight(page, item + " as " + role);
            assertThat(content(page).locator(".empty-state:visible").all())
                    .as(item + " as " + role)
                    .allSatisfy(state -> assertThat(state.getAttribute("data-state"))
                            .as(state.innerText())
                            .isIn("read-in-part", "nothing-found"));
            page.locator(".page-tabs a").all().forEach(tab -> left.add(tab.getAttribute("href")));
            if (items.contains(item)) {
                picture(page, "demo-" + role + "-" + item.replace("/", ""));
            }
        }
        assertThat(looked).hasSizeGreaterThan(items.size());
        opensTheOthers(page, role(role), looked, linked);
        flaws.assertAll();
        open(page, "");
        if (role.equals("lead")) {
            assertThat(content(page))
                    .containsText(
                            PlainText.cut(Portal.longName("Fraud"), 40) + ", " + Formats.month(Portal.LAST_MONTH));
        } else if (Portal.LAST_MONTH_IS_INVOICED) {
            assertThat(content(page)).containsText("Matches AWS\u2019s documents");
        }
    }

    private static Role role(String name) {
        return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The pages that neither the menu nor a tab leads to; those of one thing also with a thing that there is. */
    private void opensTheOthers(Page page, Role role, Set<String> looked, Set<String> linked) {
        WhoMayOpen.ROUTES.forEach((route, roles) -> {
            boolean ofOneThing = route.contains(":");
            if (!roles.contains(role) || looked.contains(route) || ofOneThing && role != Role.ADMIN) {
                return;
            }
            var answer = page.navigate(portal.at(address(route)));
            assertThat(answer.status()).as(route).isEqualTo(200);
            assertThat(heading(page)).hasText(HEADINGS.getOrDefault(route, WhoMayOpen.heading(route, role)));
            assertThat(page.getByText("You don\u2019t have access to this page"))
                    .hasCount(0);
            assertThat(page.locator("main .skeleton")).hasCount(0);
            linked.addAll(links(page));
            looksRight(page, route + " as " + role);
        });
        for (String route : ofOneThing(role)) {
            var example = Pattern.compile(route.replaceAll(":[a-z]+", "[0-9][-0-9]*"));
            String path = linked.stream()
                    .filter(link -> example.matcher(link).matches() && !link.equals(address(route)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Nothing leads to " + route));
            open(page, path);
            linked.addAll(links(page));
            looksRight(page, path + " as " + role);
        }
    }

    /** Whole figures, few words and nothing that axe finds. */
    private void looksRight(Page page, String where) {
        showsWholeFigures(page, where);
        flaws.assertThat((Integer) page.evaluate(WORDS)).as("words on " + where).isLessThanOrEqualTo(MOST_WORDS);
        flaws.assertThat(flaws(page)).as("flaws of " + where).isEmpty();
        // colours and widths are those of the page, whoever looks at it
        if (IN_THE_DARK.add(where.replaceFirst(" as [a-z]+$", ""))) {
            page.setViewportSize(390, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            flaws.assertThat(flaws(page))
                    .as("flaws in the dark at 390 of " + where)
                    .isEmpty();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(1440, 900);
        }
    }

    private static void showsWholeFigures(Page page, String where) {
        for (int width : List.of(390, 1440)) {
            page.setViewportSize(width, 900);
            assertThat((List<?>) page.evaluate(CUT_FIGURES))
                    .as("figures that are cut on " + where + " at " + width)
                    .isEmpty();
        }
    }

    private static List<String> ofOneThing(Role role) {
        return WhoMayOpen.ROUTES.keySet().stream()
                .filter(route ->
                        route.contains(":") && WhoMayOpen.ROUTES.get(route).contains(role))
                .sorted()
                .toList();
    }

    /** The portal has been started again since they were made. */
    @Test
    void whatTheDemosPeopleSetIsThereOnce() {
        var page = signedIn("admin");
        open(page, "tags/policies");
        assertThat(page.getByText("1 policy")).isVisible();
        open(page, "budgets");
        assertThat(page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(Portal.longName("Fraud"))
                                .setExact(true)))
                .hasCount(2);
    }

    @Test
    void aDialogBeginsInItsFirstFieldAndAnErrorTakesTheFocus() {
        var page = signedIn("admin");
        open(page, "tags/exemptions");
        button(page, "New exemption\u2026").click();
        page.waitForFunction(
                "() => document.activeElement?.closest('vaadin-dialog') && document.activeElement.localName !=="
                        + " 'vaadin-dialog'");
        button(page, "Save exemption").click();
        page.waitForFunction("() => document.activeElement?.closest('vaadin-dialog [invalid]')");
    }

    @Test
    void aLeadOpensTheLinesThatTheirMonthIsMadeOf() throws IOException {
        var page = signedIn("lead");
        String month = "from=" + Portal.LAST_MONTH.atDay(1) + "&to="
                + Portal.LAST_MONTH.plusMonths(1).atDay(1);
        new SpendPage(page).open(month);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open lines"))
                .first()
                .click();
        assertThat(content(page))
                .containsText("to the last digit.", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(content(page).locator("vaadin-grid.lines-table")).isVisible();
        String shown = content(page).innerText();
        isAccessible(page, "lines");
        new SpendPage(page).open(month).choose("Delivered lines as CSV");
        assertThat(page.locator("vaadin-notification-card")).containsText("Export started.");
        open(page, "exports");
        var export =
                page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("Delivered lines, "));
        assertThat(export).containsText("Ready", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        var file = page.waitForDownload(() -> export.getByRole(AriaRole.LINK).click());
        List<List<String>> lines =
                Portal.csv(new String(file.createReadStream().readAllBytes(), StandardCharsets.UTF_8));
        List<String> head = lines.getFirst();
        BigDecimal sum =
                lines.stream().skip(1).map(line -> effectiveCost(head, line)).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(lines).hasSizeGreaterThan(100);
        // parts of nodes have no lines: then the page shows each digit of what the lines come to
        assertThat(shown)
                .containsAnyOf(
                        String.format(Locale.ROOT, "$%,.2f", sum.setScale(2, RoundingMode.HALF_UP)),
                        String.format(Locale.ROOT, "$%,.2f", sum.setScale(2, RoundingMode.DOWN)));
        button(page, "Remove: " + export.locator(".export-title").innerText() + ", CSV")
                .click();
        assertThat(export).hasCount(0);
    }

    /** Of a line of CUR 2.0: what a Savings Plan or a reservation covers at its price, and nothing for what takes that back. */
    private static BigDecimal effectiveCost(List<String> head, List<String> line) {
        Function<String, BigDecimal> cell = name -> new BigDecimal(line.get(head.indexOf(name)));
        return switch (line.get(head.indexOf("line_item_line_item_type"))) {
            case "SavingsPlanCoveredUsage" -> cell.apply("savings_plan_net_savings_plan_effective_cost");
            case "DiscountedUsage" -> cell.apply("reservation_net_effective_cost");
            case "SavingsPlanNegation", "SavingsPlanUpfrontFee" -> BigDecimal.ZERO;
            default -> cell.apply("line_item_net_unblended_cost");
        };
    }

    /** Last, because the portal is stopped for it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aBackupOfItIsRestoredIntoAnEmptyFolder() {
        List<Map<String, String>> both = portal.backedUpAndRestored();
        leavesTraces();
        assertThat(both.getLast()).isEqualTo(both.getFirst());
        assertThat(both.getFirst()).allSatisfy((table, rows) -> {
            if (List.of("trail_event", "budget", "chargeback_cut", "ml_workload")
                    .contains(table)) {
                assertThat(rows).as(table).doesNotStartWith("0 ");
            }
        });
    }
}
