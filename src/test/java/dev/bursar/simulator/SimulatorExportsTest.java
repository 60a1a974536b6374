package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.simulator.ExportReadings.Reading;
import dev.bursar.simulator.ExportSums.Place;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports say what Cost Explorer says, to the last digit. */
class SimulatorExportsTest {

    private static final YearMonth CLOSED = YearMonth.of(2026, 10);
    private static final YearMonth OPEN = YearMonth.of(2026, 11);

    @TempDir
    private static Path folder;

    private static Aws aws;
    private static ExportReadings exports;
    private static final Map<YearMonth, Map<String, ExportSums>> answers = new TreeMap<>();

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-04T09:30:00Z");
        exports = new ExportReadings(aws, folder);
        more(
                "2026-10-07",
                Cell.usage(OrganisationModel.SEARCH, "Amazon SageMaker", Map.of("team", "\"a\", b=ü")),
                "0.1000000000000000055511151231257827");
        more(
                "2026-10-07",
                Cell.usage(OrganisationModel.SEARCH, "Amazon SageMaker", Map.of("team", "search")),
                "123456789.0123456789012");
        more(
                "2026-10-08",
                Cell.charge(OrganisationModel.SEARCH, "Amazon SageMaker", "Credit"),
                "-98765432109.000000001");
        more("2026-11-01", Cell.charge(OrganisationModel.SEARCH, "Some new service", "Refund"), "-0.000000000001");
        aws.organisation.restate(CLOSED);
        for (var month : List.of(CLOSED, OPEN)) {
            answers.put(month, ExportSums.costExplorer(aws, month));
        }
    }

    private static void more(String day, Cell cell, String amount) {
        aws.organisation.add(new Line(
                LocalDate.parse(day),
                cell,
                Costs.same(new BigDecimal(amount)),
                new BigDecimal("12345678901.0123456789")));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @ParameterizedTest
    @EnumSource(names = "FOCUS.*", mode = EnumSource.Mode.MATCH_ALL)
    void focusAgreesWithCostExplorer(Export export) {
        for (var month : export == Export.FOCUS_1_2 ? answers.keySet() : Set.of(OPEN)) {
            var reading = exports.read(export, month);
            assertThat(reading.summary().format()).isEqualTo(LineFormat.FOCUS);
            assertThat(reading.summary().billingPeriods()).containsExactly(month);
            assertThat(sums(reading, charge -> charge.costs().billed()))
                    .isEqualTo(focus(month, "NetUnblendedCost"))
                    .hasSizeGreaterThan(400);
            assertThat(sums(reading, charge -> charge.costs().effective()))
                    .isEqualTo(focus(month, "NetAmortizedCost"))
                    .hasSizeGreaterThan(400);
            assertThat(sums(reading, DeliveredCharge::quantity))
                    .isEqualTo(focus(month, "UsageQuantity"))
                    .hasSizeGreaterThan(400);
        }
    }

    /** The fee's net amortized cost is in no column of a report: there it is the fee's share that nothing used, gross. */
    @ParameterizedTest
    @EnumSource(names = "CUR.*", mode = EnumSource.Mode.MATCH_ALL)
    void reportsAgreeWithCostExplorer(Export export) {
        for (var month : export == Export.CUR_2 ? answers.keySet() : Set.of(OPEN)) {
            var reading = exports.read(export, month);
            assertThat(reading.summary().format())
                    .isEqualTo(export.name().startsWith("CUR_LEGACY") ? LineFormat.CUR_LEGACY : LineFormat.CUR_2);
            assertThat(reading.summary().billingPeriods()).containsExactly(month);
            assertThat(reading.manifest().billingPeriod()).isEqualTo(month);
            var of = List.<Function<DeliveredCharge, BigDecimal>>of(
                    charge -> charge.costs().unblended(),
                    charge -> charge.costs().netUnblended(),
                    charge -> charge.costs().amortized(),
                    charge -> charge.costs().netAmortized(),
                    DeliveredCharge::quantity);
            var metrics =
                    List.of("UnblendedCost", "NetUnblendedCost", "AmortizedCost", "NetAmortizedCost", "UsageQuantity");
            for (var i = 0; i < metrics.size(); i++) {
                assertThat(sums(reading, of.get(i)))
                        .as(metrics.get(i))
                        .isEqualTo(report(month, metrics.get(i)))
                        .hasSizeGreaterThan(400);
            }
            assertThat(reading.charges()).extracting(DeliveredCharge::service).contains("AmazonSageMaker", "AmazonEC2");
        }
    }

    private static Map<Place, BigDecimal> report(YearMonth month, String metric) {
        var sums = new ExportSums();
        answers.get(month).get(metric).sums.forEach((place, amount) -> {
            switch (place.recordType()) {
                case "Usage", "SavingsPlanCoveredUsage" -> sums.add(place, amount);
                case "SavingsPlanRecurringFee" -> {
                    if (!metric.startsWith("NetAmortized")) {
                        quantified(sums, place, metric, amount);
                    }
                }
                case "Support" -> quantified(sums, place.as("Fee"), metric, amount);
                default -> quantified(sums, place, metric, amount);
            }
        });
        if (metric.equals("NetAmortizedCost")) {
            answers.get(month).get("AmortizedCost").sums.forEach((place, amount) -> {
                if (place.recordType().equals("SavingsPlanRecurringFee")) {
                    sums.add(place, amount);
                }
            });
        }
        return sums.sums;
    }

    @Test
    void textAndParquetAreTheSame() {
        var focus = exports.read(Export.FOCUS_1_2, OPEN).charges();
        assertThat(sorted(exports.read(Export.FOCUS_1_2_CSV, OPEN).charges())).isEqualTo(sorted(focus));
        assertThat(sorted(exports.read(Export.FOCUS_1_0, OPEN).charges())).isEqualTo(sorted(focus));
        var report = exports.read(Export.CUR_2, OPEN).charges();
        assertThat(sorted(exports.read(Export.CUR_2_CSV, OPEN).charges())).isEqualTo(sorted(report));
        assertThat(sorted(exports.read(Export.CUR_LEGACY, OPEN).charges())).isEqualTo(sorted(report));
    }

    private static Map<Place, BigDecimal> sums(Reading reading, Function<DeliveredCharge, BigDecimal> amount) {
        var sums = new ExportSums();
        for (var charge : reading.charges()) {
            var value = amount.apply(charge);
            if (value != null) {
                var type = charge.recordType().isEmpty() || reading.summary().format() == LineFormat.FOCUS
                        ? charge.chargeCategory()
                        : charge.recordType();
                sums.add(
                        new Place(
                                charge.day(),
                                charge.account(),
                                charge.serviceName(),
                                type,
                                charge.tags().getOrDefault("team", "")),
                        value);
            }
        }
        return sums.sums;
    }

    /** In FOCUS covered usage is billed by its plan's fee alone, and that fee's amortized cost is unused usage's. */
    private static Map<Place, BigDecimal> focus(YearMonth month, String metric) {
        var sums = new ExportSums();
        answers.get(month).get(metric).sums.forEach((place, amount) -> {
            var fee = metric.equals("NetUnblendedCost") ? "Purchase" : "Usage";
            switch (place.recordType()) {
                case "Usage" -> sums.add(place, amount);
                case "SavingsPlanCoveredUsage" -> {
                    if (!metric.equals("NetUnblendedCost")) {
                        sums.add(place.as("Usage"), amount);
                    }
                }
                case "SavingsPlanNegation" -> {
                    if (!metric.equals("NetUnblendedCost")) {
                        throw new AssertionError("A negation is amortized nowhere");
                    }
                }
                case "SavingsPlanRecurringFee" -> {
                    if (!metric.equals("UsageQuantity")) {
                        sums.add(place.as(fee), amount);
                    }
                }
                case "Support" -> sums.add(place.as("Purchase"), amount);
                case "Refund" -> quantified(sums, place.as("Adjustment"), metric, amount);
                case "Tax", "Credit" -> quantified(sums, place, metric, amount);
                default -> throw new AssertionError("Nobody expects " + place);
            }
        });
        return sums.sums;
    }

    private static void quantified(ExportSums sums, Place place, String metric, BigDecimal amount) {
        if (!metric.equals("UsageQuantity")) {
            sums.add(place, amount);
        }
    }

    private static List<DeliveredCharge> sorted(List<DeliveredCharge> charges) {
        return charges.stream()
                .sorted(Comparator.comparing(DeliveredCharge::toString))
                .toList();
    }

    @Test
    void costsAreDoublesAndTagsAMapAsAwsWritesThem() throws SQLException {
        var columns = parquet("select path_in_schema, type from parquet_metadata('%s')", Export.FOCUS_1_2);
        assertThat(columns)
                .containsEntry("BilledCost", "DOUBLE")
                .containsEntry("ChargePeriodStart", "INT64")
                .containsEntry("Tags, key_value, key", "BYTE_ARRAY")
                .containsEntry("SubAccountId", "BYTE_ARRAY");
        assertThat(parquet("select column_name, column_type from (describe select * from '%s')", Export.CUR_2))
                .containsEntry("line_item_unblended_cost", "DOUBLE")
                .containsEntry("line_item_usage_start_date", "TIMESTAMP")
                .containsEntry("resource_tags", "MAP(VARCHAR, VARCHAR)")
                .containsEntry("product", "MAP(VARCHAR, VARCHAR)")
                .containsEntry("line_item_usage_account_id", "VARCHAR");
    }

    private static Map<String, String> parquet(String query, Export export) throws SQLException {
        var file = folder.resolve(export + ".parquet");
        aws.s3.getObject(get -> get.bucket(Export.BUCKET).key(export.dataKey(OPEN, 1)), file);
        var texts = new TreeMap<String, String>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var rows = connection.createStatement().executeQuery(query.formatted(file))) {
            while (rows.next()) {
                texts.put(rows.getString(1), rows.getString(2));
            }
        }
        return texts;
    }
}
