package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.value.NumberText;
import module java.base;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** A double is worth the decimal that {@link Double#toString} writes, and sums are sums of these decimals. */
class ExactnessTest {
    private Path folder = Path.of("");

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("exactness");
    }

    @AfterTry
    void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 15)
    void anyDoublesOfCostsSizeAreSummedExactly(
            @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -2e6, max = 2e6) Double> costs) {
        assertSum(costs);
    }

    @Property(tries = 15)
    void tinyAndLargeDoublesAreSummedExactly(@ForAll long seed) {
        var random = new Random(seed);
        assertSum(random.doubles(200)
                .map(any ->
                        Math.copySign(Math.scalb(any + 0.5, random.nextInt(80) - 60), random.nextBoolean() ? 1 : -1))
                .boxed()
                .toList());
    }

    @Example
    void moreDigitsThanCanBeAddedAreRefused() {
        assertThatExceptionOfType(ChargeFileRefused.class)
                .isThrownBy(() -> assertSum(List.of(1_234_567.0, 1.234567890123456E-24)))
                .withMessageContaining("39 after the point, too many to add up exactly");
    }

    @Property(tries = 15)
    void decimalsOfAwsSizeAreSummedExactly(@ForAll long seed) {
        var random = new Random(seed);
        assertSum(random.longs(300, -100_000_000_000L, 100_000_000_000L)
                .mapToObj(any -> any / Math.pow(10, random.nextInt(14)))
                .toList());
    }

    @Example
    void sumsThatDoublesGetWrongAreRight() {
        assertSum(List.of(0.1, 0.2, 0.3, 1e15, 0.7, -1e15, 5.551115123125783E-17, 123456.7890123456, 99999.9999999999));
    }

    @Example
    void usualDoublesFitBesideLongFractions() {
        assertSum(List.of(1216.0, 99_999.5, 0.004821730924551));
    }

    @Example
    void neighboursOfShortDecimalsKeepTheirDigits() {
        assertSum(List.of(
                Math.nextUp(0.1),
                Math.nextDown(0.1),
                Math.nextUp(1.0),
                Math.nextDown(12345.6789),
                1e-10,
                Math.nextUp(1e-10)));
    }

    private void assertSum(List<Double> costs) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        costs.forEach(cost -> lines.add(ChargeLinesFile.focusLine(cost)));
        BigDecimal expected =
                costs.stream().map(cost -> new BigDecimal(cost.toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (Path file : List.of(lines.parquet(folder.resolve("a")), lines.csv(folder.resolve("b")))) {
            assertThat(Readings.read(folder, file).charges()).singleElement().satisfies(charge -> {
                assertThat(charge.costs().billed()).isEqualTo(NumberText.plain(expected));
                assertThat(charge.costs().effective()).isEqualTo(NumberText.plain(expected));
            });
        }
    }

    @Property(tries = 500)
    void numbersInTextAreTheirValue(@ForAll @BigRange(min = "-1e20", max = "1e20") @Scale(30) BigDecimal number) {
        assertThat(NumberText.parse(number.toPlainString())).isEqualByComparingTo(number);
        assertThat(NumberText.parse(number.unscaledValue() + "E" + -number.scale()))
                .isEqualByComparingTo(number);
    }
}
