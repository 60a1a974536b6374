package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoundLinesTest {
    private static final LocalDate FROM = LocalDate.parse("2026-09-01");
    private static final LocalDate TO = LocalDate.parse("2026-11-01");

    @TempDir
    Path folder;

    private static DeliveredCharge of(DeliveredCharge line, String resource) {
        return new DeliveredCharge(
                line.day(),
                line.billingPeriod(),
                line.provider(),
                line.billingAccount(),
                line.account(),
                line.service(),
                line.serviceName(),
                line.region(),
                line.usageType(),
                line.recordType(),
                line.chargeCategory(),
                line.chargeClass(),
                line.pricingCategory(),
                line.commitment(),
                line.caller(),
                resource,
                line.tags(),
                line.currency(),
                line.unit(),
                new DeliveredCharge.Costs(BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, null, null, null),
                null,
                0,
                null);
    }

    private FoundLines find(WantedLines wanted, long most, Path... files) throws IOException {
        return new ChargeFileReader(folder.resolve("work"), Readings.LIMITS)
                .find(Readings.delivery(files), wanted, most, ReadListener.NONE);
    }

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void theLinesOfEachChargeAddUpToIt(LineFormat format) throws IOException {
        var first = ChargeLinesFile.random(format, 3, 250);
        for (int i = 0; i < 250 && format != LineFormat.FOCUS; i += 3) {
            // a charge has the name that some of its lines have
            first.rows.get(i).put("product_product_name", null);
        }
        Path one = first.parquet(folder.resolve("one.parquet"));
        // with a column more, and its columns in other places
        Path two = ChargeLinesFile.random(format, 4, 150)
                .with("line_item_line_item_description", "varchar")
                .parquet(folder.resolve("two.parquet"));
        var reading = Readings.read(folder, one, two);
        String cost = format == LineFormat.FOCUS ? "BilledCost" : "line_item_unblended_cost";
        Map<DeliveredCharge, Long> lines = new HashMap<>();
        var all = new WantedLines(FROM, TO, accounts(reading.charges()), (line, resource) -> {
            lines.merge(of(line, resource), 1L, Long::sum);
            return true;
        });

        try (FoundLines found = find(all, 400, one, two)) {
            assertThat(found.lines()).isEqualTo(400);
            assertThat(found.columns()).contains(cost, "line_item_line_item_description");
        }
        Map<DeliveredCharge, Long> charged = new HashMap<>();
        reading.charges().forEach(charge -> charged.put(of(charge, charge.resource()), charge.lines()));
        assertThat(lines).isEqualTo(charged);

        int each = reading.charges().size() / 4;
        for (int i = 0; i < 4; i++) {
            DeliveredCharge charge = reading.charges().get(i * each);
            var only = new WantedLines(
                    charge.day(),
                    charge.day().plusDays(1),
                    Set.of(charge.account()),
                    (line, resource) -> of(line, resource).equals(of(charge, charge.resource())));
            var values = new ArrayList<Map<String, String>>();
            try (FoundLines found = find(only, 400, one, two)) {
                found.each(values::add);
            }
            assertThat(values).hasSize((int) charge.lines());
            assertThat(values.toString()).doesNotContain("@example.com");
            BigDecimal sum = values.stream()
                    .map(line -> new BigDecimal(line.getOrDefault(cost, "0")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .isEqualByComparingTo(
                            format == LineFormat.FOCUS
                                    ? charge.costs().billed()
                                    : charge.costs().unblended());
        }
        assertThat(Readings.left(folder)).isEmpty();
    }

    @Test
    void rowsOfSplitCostAllocationAreNoLines() throws IOException {
        var lines = ChargeLinesFile.random(LineFormat.CUR_2, 6, 20);
        for (int i = 0; i < 10; i++) {
            lines.rows.get(i).put("line_item_operation", i % 2 == 0 ? "EKSPod-EC2" : "ECSTask-EC2");
            lines.rows.get(i).put("line_item_resource_id", "arn:aws:eks:us-east-1:012345678901:pod/ml/web/shop/" + i);
        }
        Path file = lines.parquet(folder.resolve("pods.parquet"));
        var all = new WantedLines(FROM, TO, accounts(Readings.read(folder, file).charges()), (line, resource) -> true);
        try (FoundLines found = find(all, 400, file)) {
            assertThat(found.lines()).isEqualTo(10);
        }
    }

    private static Set<String> accounts(List<DeliveredCharge> charges) {
        return Set.copyOf(
                charges.stream().map(DeliveredCharge::account).distinct().toList());
    }

    /** A text file's columns are all texts; what is told of its lines is what its charges say. */
    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void linesOfTextFilesAreFoundAsThoseOfParquet(LineFormat format) throws IOException {
        var lines = ChargeLinesFile.random(format, 5, 400);
        Path text = lines.csv(folder.resolve("one.csv"));
        Path packed = folder.resolve("one.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(text, out);
        }
        var charges = Readings.read(folder, packed).charges();
        Map<DeliveredCharge, Long> found = new HashMap<>();
        Map<DeliveredCharge, Long> charged = new HashMap<>();
        charges.forEach(charge -> charged.put(of(charge, charge.resource()), charge.lines()));
        var all = new WantedLines(FROM, TO, accounts(charges), (line, resource) -> {
            found.merge(of(line, resource), 1L, Long::sum);
            return true;
        });
        String cost = format == LineFormat.FOCUS ? "BilledCost" : "line_item_unblended_cost";

        var values = new ArrayList<Map<String, String>>();
        try (FoundLines looked = find(all, 400, packed)) {
            assertThat(looked.usual()).contains(cost);
            assertThat(looked.numbers()).contains(cost);
            looked.each(List.of(cost), values::add);
        }

        assertThat(found).isEqualTo(charged);
        assertThat(values)
                .hasSize(400)
                .allSatisfy(line -> assertThat(line.keySet()).isSubsetOf(cost));
        assertThat(values.stream()
                        .map(line -> new BigDecimal(line.getOrDefault(cost, "0")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(charges.stream()
                        .map(charge -> format == LineFormat.FOCUS
                                ? charge.costs().billed()
                                : Objects.requireNonNullElse(charge.costs().unblended(), BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(Readings.left(folder)).isEmpty();
    }

    @Test
    void moreLinesThanWantedAreRefused() throws IOException {
        Path file = ChargeLinesFile.random(LineFormat.FOCUS, 3, 20).parquet(folder.resolve("one.parquet"));
        Set<String> accounts = accounts(Readings.read(folder, file).charges());

        assertThatThrownBy(() -> find(new WantedLines(FROM, TO, accounts, (line, resource) -> true), 19, file))
                .isInstanceOf(ChargeFileRefused.class)
                .hasMessageContaining("There are more than 19 lines.");
        assertThat(Readings.left(folder)).isEmpty();
        try (FoundLines found = find(new WantedLines(FROM, TO, Set.of("0"), (line, resource) -> true), 19, file)) {
            assertThat(found.lines()).as("of another account").isZero();
        }
    }
}
