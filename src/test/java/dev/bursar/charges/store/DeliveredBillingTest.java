package dev.bursar.charges.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.store.DeliveredBilling.Billed;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveredBillingTest {
    @Test
    void coveredUsageAndItsNegationAreNettedWithinAService() {
        List<Billed> billed = bill(
                100,
                charge("SavingsPlanCoveredUsage", "EC2", "a", 5),
                charge("Usage", "EC2", "b", 7),
                charge("SavingsPlanNegation", "EC2", "c", -4),
                charge("SavingsPlanNegation", "EC2", "d", -2),
                charge("SavingsPlanCoveredUsage", "SageMaker", "e", 3),
                charge("SavingsPlanCoveredUsage", "SageMaker", "f", 2));
        assertThat(billed)
                .extracting(one -> one.charge().resource() + " " + one.billedCost())
                .containsExactly("a 0", "b 7", "c -1", "d 0", "e 0", "f 5");
    }

    /** However few may wait, each charge is billed the same and none is lost. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void howManyWaitChangesNoFigure(int most) {
        var random = new Random(most);
        var charges = new DeliveredCharge[1_000];
        for (int i = 0; i < charges.length; i++) {
            String type = List.of("Usage", "SavingsPlanCoveredUsage", "SavingsPlanNegation", "Tax")
                    .get(random.nextInt(random.nextBoolean() ? 4 : 1));
            charges[i] = charge(type, "service " + random.nextInt(4), "r" + i, random.nextInt(9) - 4);
        }
        assertThat(sorted(bill(most, charges))).isEqualTo(sorted(bill(Integer.MAX_VALUE / 2, charges)));
    }

    @Test
    void anAccountWithMoreChargesThanMayWaitLetsThemGoInTheirOrder() {
        var out = new ArrayList<Billed>();
        var billing = new DeliveredBilling(100, out::add);
        for (int i = 0; i < 10_000; i++) {
            billing.add(charge(i % 2 == 0 ? "Usage" : "SavingsPlanCoveredUsage", "EC2", "r" + i, 1));
            assertThat(i + 1 - out.size()).isLessThanOrEqualTo(101);
        }
        billing.end();
        assertThat(out).hasSize(10_000);
        assertThat(out.getLast().billedCost()).isEqualByComparingTo("5000");
        assertThat(out.stream().filter(one -> one.charge().recordType().equals("Usage")))
                .extracting(one -> Integer.parseInt(one.charge().resource().substring(1)))
                .isSorted();
    }

    private static List<Billed> bill(int most, DeliveredCharge... charges) {
        var out = new ArrayList<Billed>();
        var billing = new DeliveredBilling(most, out::add);
        List.of(charges).forEach(billing::add);
        billing.end();
        return out;
    }

    private static List<Billed> sorted(List<Billed> billed) {
        return billed.stream()
                .sorted(Comparator.comparing(one -> one.charge().resource()))
                .toList();
    }

    private static DeliveredCharge charge(String recordType, String service, String resource, int billed) {
        BigDecimal cost = BigDecimal.valueOf(billed);
        return new DeliveredCharge(
                LocalDate.parse("2026-10-01"),
                YearMonth.of(2026, 10),
                "AWS",
                "payer",
                "account",
                service,
                service,
                "",
                "",
                recordType,
                "Usage",
                "",
                "",
                "",
                "",
                resource,
                Map.of(),
                "USD",
                "",
                new DeliveredCharge.Costs(cost, cost, null, null, null, null, null, null),
                null,
                1,
                null);
    }
}
