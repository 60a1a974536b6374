package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.reports.GatewayReport;
import dev.bursar.simulator.reports.ReportsBucket;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What others than AWS say of who used what AWS bills to one role or cluster. */
class SimulatorReportsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final LocalDate END = LocalDate.parse("2026-11-01");

    /** Fifty days before the first. */
    private static final String LOST = "2026-10-05";

    private static Aws aws;
    private static List<ExportLine> calls;

    @BeforeAll
    static void start() {
        aws = Aws.demo(CLOCK);
        calls = aws.organisation.parts(aws.organisation.lines(FIRST, END)).stream()
                .filter(line -> GatewayReport.CALLER.equals(line.cell().caller()))
                .toList();
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    private static String get(String key) {
        return aws.s3
                .getObjectAsBytes(get -> get.bucket(ReportsBucket.BUCKET).key(key))
                .asUtf8String();
    }

    private static List<Map<String, String>> rows(String key) {
        return CsvReader.builder().ofNamedCsvRecord(get(key)).stream()
                .map(row -> row.getFieldsAsMap())
                .toList();
    }

    /** Tokens that AWS bills on the days that the gateway knows of, by its units of a million. */
    private static long tokens() {
        return calls.stream()
                .filter(line -> !line.start().toString().startsWith(LOST))
                .mapToLong(line -> line.quantity()
                        .movePointRight(6)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact())
                .sum();
    }

    @Test
    void allCallsAreOneRolesAndNobodysByTag() {
        assertThat(calls).isNotEmpty().allSatisfy(line -> {
            assertThat(line.cell().tags().keySet()).noneMatch(key -> key.endsWith("team"));
            assertThat(line.cell().account()).isEqualTo("246813579024");
        });
    }

    @Test
    void theSpendReportHasTheTokensOfTheBillByDayTeamAndModel() {
        var tokens = 0L;
        var teams = new TreeSet<String>();
        var days = new TreeSet<String>();
        var spend = 0.0;
        for (var day : Json.MAPPER.readTree(get("litellm/spend-report-2026-10.json"))) {
            days.add(day.get("group_by_day").asString());
            for (var team : day.get("teams")) {
                teams.add(team.get("team_name").asString());
                spend += team.get("total_spend").asDouble();
                for (var model : team.get("metadata")) {
                    tokens += model.get("total_tokens").asLong();
                    assertThat(model.get("api_key").asString()).matches("[0-9a-f]{64}");
                }
            }
        }
        assertThat(tokens).isEqualTo(tokens());
        assertThat(teams).contains("Fraud Detection", "Recsys", "search-core", "innovation-lab");
        assertThat(days).hasSize(30).contains("2026-10-01T00:00:00+00:00").doesNotContain(LOST + "T00:00:00+00:00");
        var billed = calls.stream()
                .mapToDouble(line -> line.costs().unblended().doubleValue())
                .sum();
        assertThat(spend / billed).as("its prices aren't AWS's").isBetween(0.8, 0.97);
    }

    @Test
    void itsOtherFilesSayTheSame() {
        var teams = rows("litellm/team-usage-2026-10.csv");
        assertThat(teams).hasSize(30 * 6);
        assertThat(teams.stream()
                        .mapToLong(row -> Long.parseLong(row.get("Total Tokens")))
                        .sum())
                .isEqualTo(tokens());
        assertThat(teams)
                .allSatisfy(row -> assertThat(
                                Long.parseLong(row.get("Prompt Tokens")) + Long.parseLong(row.get("Completion Tokens")))
                        .isEqualTo(Long.parseLong(row.get("Total Tokens"))));
        var focus = rows("litellm/focus/date=2026-10-01/usage_20261001T000000Z_20261101T000000Z.csv");
        assertThat(focus).hasSize(30 * 6 * 2).allSatisfy(row -> {
            assertThat(row).containsEntry("ConsumedUnit", "Requests").containsEntry("ConsumedQuantity", "1.000000");
            assertThat(Json.MAPPER.readTree(row.get("Tags")).get("team_alias").asString())
                    .isEqualTo(row.get("SubAccountName"));
        });
        var byFocus = focus.stream()
                .map(row -> new BigDecimal(row.get("BilledCost")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var byTeams = teams.stream()
                .map(row -> new BigDecimal(row.get("Spend ($)").replace(",", "")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(byFocus.subtract(byTeams).abs()).isLessThan(new BigDecimal("0.01"));
    }

    @Test
    void hyperPodsReportHasOwnAndBorrowedHoursAndSaysWhatIsMissing() {
        var lines =
                get("hyperpod/summary-report-2026-10-01-2026-10-31.csv").lines().toList();
        assertThat(lines)
                .startsWith("Amazon SageMaker HyperPod", "ClusterName: hp-train", "Type: Summary Utilization Report")
                .contains("Missing data periods", LOST + " 03:00:00 to " + LOST + " 09:00:00");
        var rows = lines.stream()
                .filter(line -> line.startsWith("2026-"))
                .filter(line -> line.contains(","))
                .toList();
        assertThat(rows).hasSize(31 * 4).allSatisfy(row -> {
            var cells = row.split(",");
            assertThat(cells).hasSize(13);
            assertThat(new BigDecimal(cells[8]).add(new BigDecimal(cells[9])))
                    .isCloseTo(new BigDecimal(cells[7]), org.assertj.core.data.Offset.offset(new BigDecimal("0.02")));
        });
        assertThat(rows).anyMatch(row -> !row.split(",")[9].equals("0.00"));
        assertThat(get("hyperpod/summary-report-2026-11-01-2026-11-23.csv")).doesNotContain("Missing data periods");
    }

    @Test
    void theBucketHasFourFilesAMonth() {
        var keys = aws.s3.listObjectsV2(list -> list.bucket(ReportsBucket.BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(keys).hasSize(4 * aws.organisation.months().size()).isSorted();
    }
}
