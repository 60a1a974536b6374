package dev.bursar.charges.store;

import static dev.bursar.charges.ChargeDatabase.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.BilledCosts.Billed;
import module java.base;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BilledCostsTest {
    private static final String DAY = "2026-10-01";
    private static final String ACCOUNT = "012345678901";

    @Property(tries = 500)
    void theSumOfBilledCostIsTheSumOfNetUnblendedInEachCurrency(@ForAll long seed) {
        List<SourceCharge> slice = random(seed);
        Map<String, BigDecimal> source = slice.stream()
                .collect(Collectors.toMap(
                        charge -> charge.amounts().currency(),
                        charge -> charge.amounts().netUnblended().stripTrailingZeros(),
                        (one, other) -> one.add(other).stripTrailingZeros()));
        Map<String, BigDecimal> billed = BilledCosts.of(slice).stream()
                .collect(Collectors.toMap(
                        row -> row.charge().amounts().currency(),
                        row -> row.billedCost().stripTrailingZeros(),
                        (one, other) -> one.add(other).stripTrailingZeros()));
        assertThat(billed).isEqualTo(source);
    }

    @Property
    void theSumOfEffectiveCostIsTheSumOfNetAmortized(@ForAll long seed) {
        List<SourceCharge> slice = random(seed);
        BigDecimal source =
                slice.stream().map(charge -> charge.amounts().netAmortized()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal effective = BilledCosts.of(slice).stream()
                .map(row -> row.charge().amounts().netAmortized())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(effective).isEqualByComparingTo(source);
    }

    @Property
    void theOrderOfTheSourcesRowsDoesNotMatter(@ForAll long seed) {
        List<SourceCharge> slice = random(seed);
        var shuffled = new java.util.ArrayList<>(slice);
        Collections.shuffle(shuffled, new Random(seed + 1));
        assertThat(BilledCosts.of(shuffled)).isEqualTo(BilledCosts.of(slice));
    }

    @Property
    void coveredUsageIsNeverBilledAndEachRowHasItsOwnKey(@ForAll long seed) {
        List<Billed> billed = BilledCosts.of(random(seed));
        assertThat(billed)
                .filteredOn(row -> RecordType.covered(row.charge().recordType()))
                .allSatisfy(row -> assertThat(row.billedCost()).isZero());
        assertThat(billed)
                .extracting(row -> List.of(
                        row.charge().service(),
                        row.charge().recordType(),
                        row.charge().tagValue(),
                        row.charge().amounts().currency()))
                .doesNotHaveDuplicates();
    }

    @Example
    void anExactNegationLeavesNothingToBill() {
        List<Billed> billed = BilledCosts.of(List.of(
                charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanCoveredUsage", "vision", "7.25"),
                charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanCoveredUsage", "nlp", "2.75"),
                charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanNegation", "", "-10.00")));
        assertThat(billed)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.billedCost()).isZero());
    }

    @Example
    void whatANegationLeavesIsBilledWhereTheNegationStands() {
        List<Billed> billed = BilledCosts.of(List.of(
                charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanCoveredUsage", "vision", "7.25"),
                charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanNegation", "", "-7.2499999999"),
                charge(DAY, ACCOUNT, "AmazonS3", "Usage", "vision", "1")));
        assertThat(billed)
                .filteredOn(row -> RecordType.negation(row.charge().recordType()))
                .singleElement()
                .satisfies(row -> assertThat(row.billedCost()).isEqualTo("0.0000000001"));
    }

    @Example
    void withoutANegationTheCoveredUsageBecomesAnUntaggedAdjustment() {
        List<Billed> billed =
                BilledCosts.of(List.of(charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanCoveredUsage", "vision", "7.25")));
        assertThat(billed).hasSize(2);
        assertThat(billed)
                .filteredOn(row -> !RecordType.covered(row.charge().recordType()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.billedCost()).isEqualTo("7.25");
                    assertThat(row.charge().tagValue()).isEmpty();
                    assertThat(row.charge().service()).isEqualTo("AmazonEC2");
                    assertThat(RecordType.category(row.charge().recordType())).isEqualTo(ChargeCategory.ADJUSTMENT);
                    assertThat(row.charge().amounts().netAmortized()).isZero();
                    assertThat(row.charge().amounts().netUnblended()).isZero();
                });
    }

    @Example
    void aNegationOfOneServiceDoesNotTouchAnother() {
        List<Billed> billed = BilledCosts.of(List.of(
                charge(DAY, ACCOUNT, "AmazonEC2", "SavingsPlanCoveredUsage", "vision", "5"),
                charge(DAY, ACCOUNT, "AmazonSageMaker", "SavingsPlanNegation", "", "-5")));
        assertThat(billed)
                .filteredOn(row -> row.billedCost().signum() != 0)
                .extracting(
                        row -> row.charge().service(), row -> row.billedCost().toString())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("AmazonEC2", "5"),
                        org.assertj.core.groups.Tuple.tuple("AmazonSageMaker", "-5"));
    }

    @Example
    void currenciesAreNettedApart() {
        var day = LocalDate.parse(DAY);
        List<Billed> billed = BilledCosts.of(List.of(
                new SourceCharge(
                        day, ACCOUNT, "AmazonEC2", "SavingsPlanCoveredUsage", "a", ChargeDatabase.amounts("USD", "5")),
                new SourceCharge(
                        day, ACCOUNT, "AmazonEC2", "SavingsPlanNegation", "", ChargeDatabase.amounts("CNY", "-5"))));
        assertThat(billed)
                .filteredOn(row -> row.billedCost().signum() != 0)
                .extracting(
                        row -> row.charge().amounts().currency(),
                        row -> row.billedCost().toString())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("USD", "5"),
                        org.assertj.core.groups.Tuple.tuple("CNY", "-5"));
    }

    @Example
    void usageInDifferentUnitsIsNotAdded() {
        var day = LocalDate.parse(DAY);
        var none = BigDecimal.ZERO;
        var hours = new CostAmounts("USD", none, none, none, none, BigDecimal.TEN, "Hrs");
        var bytes = new CostAmounts("USD", none, none, none, none, BigDecimal.TEN, "GB");
        assertThat(BilledCosts.of(List.of(
                        new SourceCharge(day, ACCOUNT, "AmazonEC2", "Usage", "a", hours),
                        new SourceCharge(day, ACCOUNT, "AmazonEC2", "Usage", "a", hours),
                        new SourceCharge(day, ACCOUNT, "AmazonS3", "Usage", "a", hours),
                        new SourceCharge(day, ACCOUNT, "AmazonS3", "Usage", "a", bytes))))
                .extracting(row -> row.charge().amounts().usageQuantity())
                .containsExactly(new BigDecimal("20"), null);
    }

    @Example
    void noChargesStayNoCharges() {
        assertThat(BilledCosts.of(List.of())).isEmpty();
    }

    private static List<SourceCharge> random(long seed) {
        return ChargeDatabase.randomSlice(new Random(seed), LocalDate.parse(DAY), ACCOUNT)
                .charges();
    }
}
