package dev.bursar.chargeback.pools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.chargeback.text.MetricText;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.reports.GatewayReport;
import dev.bursar.simulator.reports.HyperPodReport;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How reports of usage are read, and what is said of those that can't be. */
class UsageReportTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static UsageReport read(String text) {
        return UsageReport.read(text.replace("\\n", "\n").replace("\\t", "\t").getBytes(UTF_8));
    }

    private static String refused(String text) {
        return MetricText.refused(
                catchThrowableOfType(MetricRefused.class, () -> read(text)).problems());
    }

    private static String sums(UsageReport report, String column) {
        return new TreeMap<>(report.columns().get(column).byName()).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Date,Team,Tokens\\n2026-10-01,a,5\\n2026-10-02,a,\"1,000\"\\n2026-10-02,b,0.5 | {a=1005, b=0.5}",
                "\uFEFFdate;team_name;Tokens\\n2026-10-01T00:00:00Z;a;1e3\\n2026-10-01 00:00:00+00:00;b; | {a=1E+3, b=0}",
                "Date\\tTeam\\tTokens\\n2026-10-01\\ta, EU\\t5\\n2026-10-01\\t\\t7 | {=7, a, EU=5}",
                "Cluster: x\\n\\nDate,Namespace,Team,Tokens\\n2026-10-01,ns-a,a,5\\n2026-10-01,ns-b,b,6 | {a=5, b=6}",
                "ChargePeriodStart,SubAccountName,Tokens\\n2026-10-01,<b>a</b>,5 | {<b>a</b>=5}",
            })
    void numbersAddUpByTeam(String text, String sums) {
        assertThat(sums(read(text), "Tokens")).isEqualTo(sums);
    }

    @Test
    void aSpendReportHasTokensOfAllItsModels() {
        var report = read("""
                [{"group_by_day": "2026-10-01T00:00:00+00:00", "teams": [
                  {"team_name": "a", "total_spend": 0.00012, "metadata": [{"model": "m", "total_tokens": 3}, {"model": "n", "total_tokens": 4}]},
                  {"team_name": null, "total_spend": 1e-7, "metadata": []}]}]
                """);
        assertThat(sums(report, "total_tokens")).isEqualTo("{=0, a=7}");
        assertThat(report.columns().get("total_spend").byName().get("a")).isEqualByComparingTo("0.00012");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Fraud;2026-10;1 | The file is no report that Bursar can read. Upload a CSV file with a day, a team and numbers"
                        + " in each line, or LiteLLM’s spend report as JSON.",
                "~~ | The file is no report that Bursar can read. Upload a CSV file with a day, a team and numbers in each line,"
                        + " or LiteLLM’s spend report as JSON.",
                "Date,Team,Tokens\\n | The file is no report that Bursar can read. Upload a CSV file with a day, a team and"
                        + " numbers in each line, or LiteLLM’s spend report as JSON.",
                "[{} | The file is no report that Bursar can read. Upload a CSV file with a day, a team and numbers in each line,"
                        + " or LiteLLM’s spend report as JSON.",
                "Date,Team,Tokens\\n2026-10-31,a,1\\n2026-11-01,a,1 | The report has days from October 2026 to November 2026."
                        + " Upload a report of one month.",
                "Date,Team,Tokens\\n31/10/2026,a,1 | Line 2: “31/10/2026” isn’t a day such as 2026-10-31.",
                "Date,Team,Tokens\\n2026-10-32,a,1 | Line 2: “2026-10-32” isn’t a day such as 2026-10-31.",
                "Date,Team,Tokens\\n2026-10-01,a,1\\n2026-10-02,a | Line 3: it has more or fewer cells than the line of headings.",
            })
    void whatIsWrongIsNamed(String text, String words) {
        assertThat(refused(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, Line 3: “-5” is below 0. Enter 0 or more.",
        "NaN, 'Line 3: “NaN” isn’t a number such as 1,200 or 12.5.'",
        "inf, 'Line 3: “inf” isn’t a number such as 1,200 or 12.5.'",
        "five, 'Line 3: “five” isn’t a number such as 1,200 or 12.5.'"
    })
    void aColumnWithWhatIsNoAmountCanNotBeChosen(String cell, String words) {
        var column = read("Date,Team,Tokens,Cost\n2026-10-01,a,1,1\n2026-10-02,a," + cell + ",1\n2026-10-03,b,2,1")
                .columns()
                .get("Tokens");
        assertThat(column.problem().map(MetricText::refused)).contains(words);
    }

    @Test
    void textsAreNoColumnsOfNumbers() {
        assertThat(read("Date,Team,Model,Tokens\n2026-10-01,a,m,1").columns()).containsOnlyKeys("Tokens");
    }

    @Test
    void sizeIsBounded() {
        String line = "2026-10-01,a,1\n";
        assertThat(refused("Date,Team,Tokens\n" + line.repeat(200_000))).isEqualTo("Enter at most 200,000 lines.");
        assertThat(refused("Date,Team,Tokens\n" + " ".repeat(UsageReport.MOST_BYTES)))
                .isEqualTo("The file is larger than 10 MB. Upload less at once.");
        assertThat(refused("Date,Team,Tokens\n"
                        + IntStream.range(0, 1_001)
                                .mapToObj(i -> "2026-10-01,t" + i + ",1\n")
                                .collect(Collectors.joining())))
                .isEqualTo("The report has more than 1,000 names of teams. Group it by team.");
        assertThat(refused("Date,Team,Tokens\n2026-10-01," + "a".repeat(201) + ",1"))
                .startsWith("Line 2:");
    }

    @Test
    void daysWithoutDataAreNamed() {
        var report = read("Date,Team,Tokens\n"
                + OCTOBER.atDay(1)
                        .datesUntil(OCTOBER.atEndOfMonth())
                        .filter(day -> day.getDayOfMonth() != 5 && day.getDayOfMonth() / 2 != 4)
                        .map(day -> day + ",a,1\n")
                        .collect(Collectors.joining()));
        assertThat(MetricText.gaps(report.missing(TODAY), List.of()))
                .isEqualTo("No data of 5, 8\u20139 and 31 Oct 2026.");
        assertThat(report.missing(LocalDate.of(2026, 10, 5))).as("days to come").isEmpty();
    }

    /** Files of somebody who didn't write the reader. */
    @Test
    void allReportsOfTheSimulatorSayTheSame() {
        var clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        var organisation = Organisation.demo(clock, TODAY);
        LocalDate end = OCTOBER.plusMonths(1).atDay(1);
        var gateway = new GatewayReport(organisation, OCTOBER.atDay(1), end);
        UsageReport teams = read(gateway.csv());
        UsageReport spend = read(gateway.json());
        UsageReport focus = read(gateway.focus());
        assertThat(teams.names()).hasSize(6).contains("innovation-lab").isEqualTo(spend.names());
        assertThat(focus.names()).isEqualTo(teams.names());
        assertThat(sums(teams, "Total Tokens")).isEqualTo(sums(spend, "total_tokens"));
        for (String name : teams.names()) {
            assertThat(focus.columns().get("BilledCost").byName().get(name))
                    .isCloseTo(
                            teams.columns().get("Spend ($)").byName().get(name),
                            org.assertj.core.data.Offset.offset(new BigDecimal("0.01")));
        }
        assertThat(Stream.of(teams, spend, focus).map(one -> one.missing(TODAY)))
                .allMatch(List.of(LocalDate.of(2026, 10, 5))::equals);

        UsageReport pods = read(HyperPodReport.csv(organisation, OCTOBER.atDay(1), OCTOBER.atEndOfMonth()));
        assertThat(pods.columns()).containsKeys("GPU Total utilization (hours)", "GPU Borrowed utilization (hours)");
        assertThat(pods.columns().get("GPU Total utilization (hours)").byName())
                .containsOnlyKeys("fraud", "research", "search", "vision");
        assertThat(pods.columns()
                        .get("NeuronCore Total utilization (hours)")
                        .byName()
                        .get("fraud"))
                .isZero();
        assertThat(MetricText.gaps(pods.missing(TODAY), pods.hours()))
                .isEqualTo("No day is missing. It says itself that it lacks 2026-10-05 03:00 to 2026-10-05 09:00 UTC.");
    }
}
