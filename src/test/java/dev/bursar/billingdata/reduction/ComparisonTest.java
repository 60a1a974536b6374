package dev.bursar.billingdata.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.reduction.EngineTest.Difference;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final LocalDate DAY = LocalDate.parse("2026-10-03");

    private static DeliveredCharge charge(String account, String billed, String effective) {
        return new DeliveredCharge(
                DAY,
                YearMonth.of(2026, 10),
                "AWS",
                "123456789012",
                account,
                "AmazonEC2",
                "Amazon EC2",
                "us-east-1",
                "BoxUsage",
                "",
                "Usage",
                "",
                "Standard",
                "",
                "",
                "i-1",
                Map.of("team", "fraud"),
                "USD",
                "Hrs",
                new DeliveredCharge.Costs(
                        new BigDecimal(billed), new BigDecimal(effective), null, null, null, null, null, null),
                new BigDecimal("24"),
                24,
                null);
    }

    private static List<DeliveredCharge> many() {
        var charges = new ArrayList<DeliveredCharge>();
        for (int i = 0; i < 10_000; i++) {
            charges.add(charge("a" + i, "1." + i, "2." + i));
        }
        return charges;
    }

    private static Optional<Difference> compared(List<DeliveredCharge> here, List<DeliveredCharge> there) {
        var comparison = new Comparison();
        here.forEach(comparison::here);
        there.forEach(comparison::there);
        if (comparison.differs()) {
            comparison.again();
            here.forEach(comparison::here);
        }
        return comparison.difference();
    }

    @Test
    void theSameChargesDoNotDifferHoweverTheirZerosAreWritten() {
        List<DeliveredCharge> there = many();
        there.set(7, charge("a7", "1.70", "2.7000"));
        assertThat(compared(many(), there)).isEmpty();
        assertThat(compared(List.of(), List.of())).isEmpty();
    }

    @Test
    void theFirstCostThatDiffersIsNamed() {
        List<DeliveredCharge> there = many();
        there.set(9_000, charge("a9000", "1.9000", "2.90000000001"));
        there.set(9_001, charge("a9001", "7", "7"));
        assertThat(compared(many(), there))
                .contains(new Difference(DAY, "a9000", "Amazon EC2", "EffectiveCost", "2.9", "2.90000000001"));
    }

    @Test
    void aChargeThatOneOfTheTwoLacksIsNamed() {
        List<DeliveredCharge> fewer = many().subList(0, 9_999);
        assertThat(compared(many(), fewer))
                .contains(new Difference(DAY, "a9999", "Amazon EC2", "Charge", "1.9999", ""));
        assertThat(compared(fewer, many()))
                .contains(new Difference(DAY, "a9999", "Amazon EC2", "Charge", "", "1.9999"));
        List<DeliveredCharge> other = many();
        other.set(3, charge("b3", "1.3", "2.3"));
        assertThat(compared(many(), other)).contains(new Difference(DAY, "a3", "Amazon EC2", "Charge", "1.3", ""));
    }
}
