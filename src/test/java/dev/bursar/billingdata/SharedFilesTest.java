package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.Readings;
import dev.bursar.billingdata.read.Readings.Reading;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFilesTest {
    private static final String FOCUS = "focus/focus_sample_1000.csv";
    private static final String CUR = "cur/aws-cur-legacy-anonymous-1281rows.csv";

    @TempDir
    Path folder;

    @Test
    void theLegacyReportsTotalIsKept() throws IOException {
        Path file = Readings.shared(CUR);
        Reading reading = Readings.read(folder, file);
        assertThat(reading.summary().format()).isEqualTo(LineFormat.CUR_LEGACY);
        assertThat(reading.summary().rows()).isEqualTo(1281);
        assertThat(reading.summary().totals().get("USD").get("line_item_unblended_cost"))
                .isEqualByComparingTo("1.68230869740")
                .isEqualByComparingTo(total(records(file), "lineItem/UnblendedCost"));
        assertThat(sum(reading, charge -> charge.costs().billed())).isEqualByComparingTo("1.68230869740");
        assertThat(sum(reading, charge -> charge.costs().effective())).isEqualByComparingTo("1.68230869740");
        assertThat(sum(reading, charge -> charge.costs().list()))
                .isEqualByComparingTo(total(records(file), "pricing/publicOnDemandCost"));
        assertThat(reading.summary().billingPeriods()).containsExactly(YearMonth.of(2023, 11));
        assertThat(reading.summary().providers()).containsExactly("AWS");
        assertThat(reading.charges())
                .filteredOn(charge -> charge.service().equals("AmazonS3"))
                .allSatisfy(charge -> {
                    assertThat(charge.serviceName()).isEqualTo("Amazon Simple Storage Service");
                    assertThat(charge.account()).isEqualTo("123412340534");
                });
        assertThat(reading.charges())
                .filteredOn(charge -> charge.recordType().equals("Tax"))
                .hasSize(12)
                .allSatisfy(charge -> assertThat(charge.chargeCategory()).isEqualTo("Tax"));
        assertThat(Readings.left(folder)).isEmpty();
    }

    @Test
    void theLegacyReportsDaysAndServicesAddUp() throws IOException {
        Path file = Readings.shared(CUR);
        Map<String, BigDecimal> expected = records(file).stream()
                .collect(Collectors.groupingBy(
                        line -> line.getField("lineItem/UsageStartDate").substring(0, 10) + " "
                                + line.getField("lineItem/ProductCode") + " " + line.getField("lineItem/UsageType"),
                        TreeMap::new,
                        Collectors.reducing(
                                BigDecimal.ZERO,
                                line -> amount(line, "lineItem/UnblendedCost"),
                                SharedFilesTest::plus)));
        Map<String, BigDecimal> read = Readings.read(folder, file).charges().stream()
                .collect(Collectors.groupingBy(
                        charge -> charge.day() + " " + charge.service() + " " + charge.usageType(),
                        TreeMap::new,
                        Collectors.reducing(
                                BigDecimal.ZERO, charge -> charge.costs().unblended(), SharedFilesTest::plus)));
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void theFocusSamplesTotalsAreKept() throws IOException {
        Path file = Readings.shared(FOCUS);
        Reading reading = Readings.read(folder, file);
        List<NamedCsvRecord> lines = records(file);
        assertThat(reading.summary().format()).isEqualTo(LineFormat.FOCUS);
        assertThat(reading.summary().rows()).isEqualTo(1000);
        assertThat(reading.summary().providers()).containsExactly("AWS", "Microsoft", "Oracle");
        assertThat(reading.summary().currencies()).containsExactly("USD");
        assertThat(reading.summary().billingPeriods()).containsExactly(YearMonth.of(2024, 9), YearMonth.of(2024, 10));
        assertThat(reading.summary().tagKeys()).contains("application", "environment", "business_unit", " org", "org");
        Map<String, Function<DeliveredCharge, BigDecimal>> costs = Map.of(
                "BilledCost", charge -> charge.costs().billed(),
                "EffectiveCost", charge -> charge.costs().effective(),
                "ListCost", charge -> charge.costs().list(),
                "ContractedCost", charge -> charge.costs().contracted());
        costs.forEach((name, cost) -> {
            assertThat(sum(reading, cost)).as(name).isEqualByComparingTo(total(lines, name));
            assertThat(reading.summary().totals().get("USD").get(name)).isEqualByComparingTo(total(lines, name));
        });
        assertThat(reading.charges())
                .extracting(DeliveredCharge::account)
                .contains("51738928782", "43883916739")
                .doesNotContain("");
        assertThat(sum(reading, DeliveredCharge::quantity)).isEqualByComparingTo(total(lines, "ConsumedQuantity"));
    }

    @Test
    void packedTextReadsTheSame() throws IOException {
        Path file = Readings.shared(FOCUS);
        Path packed = folder.resolve("focus.any");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        assertThat(Readings.read(folder, packed).charges())
                .isEqualTo(Readings.read(folder, file).charges());
    }

    private static List<NamedCsvRecord> records(Path file) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    private static BigDecimal total(List<NamedCsvRecord> lines, String column) {
        return lines.stream().map(line -> amount(line, column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(NamedCsvRecord line, String column) {
        String text = line.getField(column);
        return text.isEmpty() || text.equals("NULL") ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static BigDecimal sum(Reading reading, Function<DeliveredCharge, BigDecimal> amount) {
        return reading.charges().stream()
                .map(amount)
                .filter(one -> one != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal plus(BigDecimal one, BigDecimal other) {
        return NumberText.plain(one.add(other));
    }
}
