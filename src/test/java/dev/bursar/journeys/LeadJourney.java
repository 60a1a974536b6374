package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead of Fraud and Search tries to see more than that. */
class LeadJourney extends InBrowser {
    private static final List<String> OWN = List.of("Fraud", "Search");
    /** A closed month: later syncs leave it alone. */
    private static final java.time.YearMonth MONTH =
            java.time.YearMonth.now(java.time.ZoneOffset.UTC).minusMonths(1);

    private static final String PERIOD =
            "from=" + MONTH.atDay(1) + "&to=" + MONTH.plusMonths(1).atDay(1) + "&";

    private Page page;
    private SpendPage spend;
    /** Team → account → EffectiveCost. */
    private Map<String, Map<String, BigDecimal>> costs;

    @BeforeEach
    void comeIn() {
        page = signedIn("lead");
        spend = new SpendPage(page);
        costs = new TreeMap<>();
        portal.lines(MONTH.atDay(1), MONTH.plusMonths(1).atDay(1), "effective")
                .forEach(line -> costs.computeIfAbsent(line.team(), team -> new TreeMap<>())
                        .merge(line.account(), line.amount(), BigDecimal::add));
    }

    private List<String> others() {
        return costs.keySet().stream().filter(team -> !OWN.contains(team)).toList();
    }

    private BigDecimal own(String account) {
        return OWN.stream()
                .map(team -> costs.get(team).getOrDefault(account, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal own() {
        return OWN.stream().map(this::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal sum(String team) {
        return costs.get(team).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** No name and no figure of another team, anywhere in a text. */
    private void tellsNothingOfOthers(String text, String where) {
        var secrets = new ArrayList<>(others());
        var all = costs.keySet().stream().map(this::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
        secrets.add(all.toPlainString());
        secrets.add(shown(all));
        others().forEach(team -> {
            secrets.add(sum(team).toPlainString());
            secrets.add(shown(sum(team)));
        });
        assertThat(secrets)
                .as("what " + where + " tells")
                .allSatisfy(secret -> assertThat(text).doesNotContain(secret));
    }

    private static String shown(BigDecimal amount) {
        return String.format(java.util.Locale.ROOT, "%,.2f", amount.setScale(2, java.math.RoundingMode.HALF_UP));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, java.math.RoundingMode.HALF_UP);
    }

    private void nothingIsTold(String where) {
        tellsNothingOfOthers(page.locator("body").innerText(), where);
    }

    @Test
    void theirOwnTeamsAreAllThereIs() {
        assertThat(others()).hasSize(8).contains("Unallocated");
        spend.open(PERIOD);
        assertThat(spend.amount()).isEqualTo(cents(own()));
        assertThat(spend.rows())
                .hasSize(2)
                .allSatisfy((team, amount) -> assertThat(amount).isEqualTo(cents(sum(team))));
        nothingIsTold("the page");
        button(page, "Add filter").click();
        page.locator(".filter-dimensions")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Team").setExact(true))
                .click();
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Values"))
                .press("ArrowDown");
        assertThat(page.locator("vaadin-multi-select-combo-box-item")).hasText(new String[] {"Fraud", "Search"});
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        spend.open(PERIOD);
        button(page, "Why is this Fraud\u2019s?").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Tag value is fraud");
        nothingIsTold("the reason");
    }

    @Test
    void filtersOnOtherTeamsFindNothing() {
        var found = BigDecimal.ZERO;
        for (var number = 0; number <= 12; number++) {
            spend.open(PERIOD + "f=team.is." + number);
            if (spend.hasAnswer()) {
                assertThat(spend.rows().keySet()).hasSize(1).isSubsetOf(OWN);
                found = found.add(spend.amount());
            } else {
                assertThat(page.getByText("No spend matches these filters")).isVisible();
            }
            nothingIsTold("team number " + number);
        }
        assertThat(found)
                .isEqualTo(OWN.stream().map(team -> cents(sum(team))).reduce(BigDecimal.ZERO, BigDecimal::add));
        for (var filter : List.of("team.contains.a", "team.is-not.999", "team.is-not.0")) {
            spend.open(PERIOD + "by=team&f=" + filter);
            nothingIsTold(filter);
            if (spend.hasAnswer()) {
                assertThat(spend.rows().keySet()).isSubsetOf(OWN);
            }
        }
    }

    @Test
    void filtersOnAccountsFindTheirOwnPartOnly() {
        var accounts = costs.values().stream()
                .flatMap(team -> team.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        assertThat(accounts).hasSizeGreaterThanOrEqualTo(12);
        for (var account : accounts) {
            spend.open(PERIOD + "f=account.is." + account);
            if (own(account).signum() == 0) {
                assertThat(page.getByText("No spend matches these filters")).isVisible();
            } else {
                assertThat(spend.amount()).as(account).isEqualTo(cents(own(account)));
            }
            nothingIsTold("account " + account);
        }
    }

    @Test
    void noGroupingAndNoFileHoldsMore() {
        for (var by : List.of("team", "account", "service", "charge-category", "record-type", "tag-value")) {
            spend.open(PERIOD + "by=" + by);
            assertThat(spend.amount()).as(by).isEqualTo(cents(own()));
            nothingIsTold(by);
            var file = spend.export();
            var amount = file.getFirst().indexOf("Currency") + 1;
            assertThat(file.stream()
                            .skip(1)
                            .map(line -> new BigDecimal(line.get(amount)))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(by)
                    .isEqualByComparingTo(own());
            tellsNothingOfOthers(file.toString(), "the file by " + by);
        }
    }

    @Test
    void anotherPersonsExportLinkIsOfNoUse() {
        var finance = signedIn("finance");
        var theirs = new SpendPage(finance).open(PERIOD);
        assertThat(theirs.export()).hasSize(costs.size() + 1);
        var link =
                finance.locator("a.export-link").evaluate("link => link.href").toString();
        var answer = page.request().get(link);
        tellsNothingOfOthers(answer.text(), "another's link");
        assertThat(answer.text()).doesNotContain("Fraud").doesNotContain("BilledCost");
        var stranger = somebody();
        assertThat(stranger.request().get(link).text()).doesNotContain("Fraud").doesNotContain("EffectiveCost 2");
    }
}
