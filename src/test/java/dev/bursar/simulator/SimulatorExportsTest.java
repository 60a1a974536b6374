package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.focus.ExportCharge;
import dev.bursar.focus.LineFormat;
import dev.bursar.simulator.ExportReadings.Reading;
import dev.bursar.simulator.ExportSums.Place;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
                Cell.usage(Landscape.SEARCH, "Amazon SageMaker", Map.of("team", "\"a\", b=ü")),
                "0.1000000000000000055511151231257827");
        more(
                "2026-10-07",
                Cell.usage(Landscape.SEARCH, "Amazon SageMaker", Map.of("team", "search")),
                "123456789.0123456789012");
        more("2026-10-08", Cell.charge(Landscape.SEARCH, "Amazon SageMaker", "Credit"), "-98765432109.000000001");
        more("2026-11-01", Cell.charge(Landscape.SEARCH, "Some new service", "Refund"), "-0.000000000001");
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
            assertThat(sums(reading, ExportCharge::quantity))
                    .isEqualTo(focus(month, "UsageQuantity"))
                    .hasSizeGreaterThan(400);
        }
    }

    private static Map<Place, BigDecimal> sums(Reading reading, Function<ExportCharge, BigDecimal> amount) {
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
}
