package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTableLines;
import dev.bursar.ui.Toggle;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A month's Support charge, spread over its days or not: page, words and file. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class SpendSpreadTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    CostService costs;

    @Autowired
    SpendExport export;

    @BeforeEach
    void charges() {
        ChargeFixture.load(portal);
        ChargeFixture.load(portal, "2026-11-01", "999999999999", "AWS Support (Business)", "research", "30");
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open(String query) {
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        return Texts.of(find(SpendView.class).single());
    }

    private String research() {
        var line = HtmlTableLines.from(
                        find(HtmlTable.class).withClassName("spend-table").all().getFirst(), 0, "")
                .getFirst();
        return line.name().text() + " " + line.figures().getFirst();
    }

    private Toggle toggle() {
        return find(Toggle.class)
                .withCondition(one -> one.getLabel().startsWith("Spread"))
                .single();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void thePageSaysThatChargesAreSpreadAndWhichPartOfThemThePeriodHas() {
        assertThat(open("")).doesNotContain("spread over");
        assertThat(research()).isEqualTo("Research $262.84");
        assertThat(toggle().getValue()).isFalse();

        assertThat(open("spread=1"))
                .contains("Monthly charges are spread over their month.")
                .contains("This period has 23 of the 30 days of November 2026");
        assertThat(research()).isEqualTo("Research $255.84"); // 23 of the 30
        assertThat(toggle().getValue()).isTrue();

        assertThat(open("spread=1&from=2026-11-01&to=2026-12-01"))
                .contains("Monthly charges are spread over their month.")
                .doesNotContain("This period has");
        assertThat(research()).isEqualTo("Research $262.84");

        assertThat(open("spread=1&view=monthly")).doesNotContain("spread over their month");
        assertThat(research()).isEqualTo("Research $262.84");
        assertThat(toggle().isEnabled()).isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theFileEqualsThePageAndSaysSo() throws IOException {
        var question = new CostQuery(
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-24"),
                Granularity.DAILY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                null,
                Set.of(),
                null,
                List.of(),
                true);
        var wanted = new SpendFile(SpendFile.Content.TABLE, question, SpendUrl.View.DAILY);
        assertThat(SpendFile.read(wanted.stored())).isEqualTo(wanted);
        assertThat(wanted.about().file()).contains("-spread-");
        assertThat(export.heading(wanted, costs.ask(question)).facts())
                .anySatisfy(fact -> assertThat(fact).startsWith("Monthly charges are spread over their month."));
        var charges = new SpendFile(SpendFile.Content.CHARGES, question, SpendUrl.View.DAILY);
        assertThat(export.heading(charges, costs.ask(question)).facts())
                .contains("Each charge is on the day on which AWS booked it");

        List<String> lines = csv(wanted);
        assertThat(lines.getFirst()).contains("EffectiveCost, monthly charges spread, 2026-11-01");
        String research = lines.stream()
                .filter(line -> line.startsWith("Research"))
                .findFirst()
                .orElseThrow();
        List<String> cells = Arrays.asList(research.split(","));
        assertThat(new BigDecimal(cells.get(3))).isEqualByComparingTo("255.839506147"); // 23 × 10.123456789 + 23
        assertThat(new BigDecimal(cells.get(4))).isEqualByComparingTo("11.123456789");
        assertThat(cells.stream().skip(4).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(cells.get(3));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aNewTeamIsMarkedInFilesAndFiltersAsOnThePage() throws IOException {
        var jdbc = portal.getBean(JdbcClient.class);
        jdbc.sql("update team set confirmed = false where name = 'Research'").update();
        try {
            var question = new CostQuery(
                    LocalDate.parse("2026-11-01"),
                    LocalDate.parse("2026-11-24"),
                    Granularity.DAILY,
                    CostMetric.EFFECTIVE,
                    Dimension.TEAM,
                    List.of());
            assertThat(csv(new SpendFile(SpendFile.Content.TABLE, question, SpendUrl.View.DAILY)))
                    .anyMatch(line -> line.startsWith("Research (new),"))
                    .anyMatch(line -> line.startsWith("Vision,"));
            assertThat(csv(new SpendFile(SpendFile.Content.CHARGES, question, SpendUrl.View.DAILY)))
                    .anyMatch(line -> line.contains(",Research (new),"))
                    .noneMatch(line -> line.contains(",Research,"));
            String team = jdbc.sql("select id from team where name = 'Research'")
                    .query(String.class)
                    .single();
            assertThat(open("f=team.is." + team)).contains("Team is Research (new)");
        } finally {
            jdbc.sql("update team set confirmed = true where name = 'Research'").update();
        }
    }

    @Test
    void anExportThatAnEarlierVersionStoredIsAsBooked() {
        String stored = """
                {"content":"TABLE","question":{"from":"2026-11-01","to":"2026-11-24","granularity":"DAILY","cost":"BILLED",
                "groupBy":"TEAM","thenBy":null,"without":[],"before":null,"filters":[]},"view":"DAILY"}""";
        assertThat(SpendFile.read(stored).question().spread()).isFalse();
    }

    private List<String> csv(SpendFile wanted) throws IOException {
        var out = new ByteArrayOutputStream();
        ExportSource.Table table = export.table(wanted.stored());
        var file = ExportFormat.CSV.write(out);
        table.write(file, ExportSource.Progress.NONE);
        file.finish();
        return out.toString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .replace("\"", "")
                .lines()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-10-01 | 2026-11-01 | ''",
                "2026-10-01 | 2026-12-01 | ''",
                "2028-02-01 | 2028-03-01 | ''",
                "2026-11-01 | 2026-11-24 | 23 of the 30 days of November 2026, and includes that share of its",
                "2028-02-29 | 2028-03-01 | 1 of the 29 days of February 2028, and includes that share of its",
                "2026-09-15 | 2026-11-11 | 16 of the 30 days of September 2026 and 10 of the 30 days of November 2026, and includes that share of their",
                "2026-10-31 | 2026-12-01 | 1 of the 31 days of October 2026, and includes that share of its"
            })
    void theWordsNameTheMonthsThatThePeriodHasAPartOf(LocalDate from, LocalDate to, String part) {
        var question = new CostQuery(
                from, to, Granularity.DAILY, CostMetric.BILLED, Dimension.TEAM, null, Set.of(), null, List.of(), true);
        assertThat(SpendText.spread(question).orElseThrow())
                .isEqualTo("Monthly charges are spread over their month."
                        + (part.isEmpty()
                                ? ""
                                : " This period has " + part + " monthly charges. The rest is on the other days."));
    }
}
