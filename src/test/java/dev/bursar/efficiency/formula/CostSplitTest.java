package dev.bursar.efficiency.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.formula.CostSplit.Component;
import dev.bursar.efficiency.formula.CostSplit.Kind;
import dev.bursar.efficiency.formula.CostSplit.Part;
import dev.bursar.efficiency.formula.CostSplit.Variant;
import module java.base;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CostSplitTest {
    private static final BigDecimal PRICE = new BigDecimal("0.23");
    private static final Spec SPEC = Spec.of("ml.g5.12xlarge", 48, 192, 4, 24, "NVIDIA A10G", "x86_64");

    @Example
    void variantsShareByInstanceHoursTimesListPrice() {
        CostSplit split = CostSplit.variants(
                new BigDecimal("100.00"),
                List.of(
                        new Variant("b", false, 24.0, new BigDecimal("0.30")),
                        new Variant("a", false, 24.0, new BigDecimal("0.10"))));
        assertThat(split.parts())
                .containsExactly(
                        new Part("a", Kind.PRODUCTION, new BigDecimal("25.00")),
                        new Part("b", Kind.PRODUCTION, new BigDecimal("75.00")));
    }

    @Example
    void aShadowHasItsOwnPart() {
        CostSplit split = CostSplit.variants(
                new BigDecimal("10.00"),
                List.of(new Variant("live", false, 24.0, PRICE), new Variant("trial", true, 24.0, PRICE)));
        assertThat(split.parts())
                .containsExactly(
                        new Part("live", Kind.PRODUCTION, new BigDecimal("5.00")),
                        new Part("trial", Kind.SHADOW, new BigDecimal("5.00")));
    }

    @Example
    void aCentThatIsLeftGoesToTheFirstByNameOfEqualParts() {
        CostSplit split = CostSplit.variants(
                new BigDecimal("0.10"),
                List.of(
                        new Variant("c", false, 1.0, PRICE),
                        new Variant("b", false, 1.0, PRICE),
                        new Variant("a", false, 1.0, PRICE)));
        assertThat(split.parts())
                .containsExactly(
                        new Part("a", Kind.PRODUCTION, new BigDecimal("0.04")),
                        new Part("b", Kind.PRODUCTION, new BigDecimal("0.03")),
                        new Part("c", Kind.PRODUCTION, new BigDecimal("0.03")));
    }

    @Example
    void centsThatAreLeftGoToThePartsWithTheLargestRemainders() {
        // 1.43, 2.86 and 5.71 cents
        CostSplit split = CostSplit.variants(
                new BigDecimal("0.10"),
                List.of(
                        new Variant("a", false, 1.0, PRICE),
                        new Variant("b", false, 2.0, PRICE),
                        new Variant("c", false, 4.0, PRICE)));
        assertThat(split.parts())
                .extracting(Part::amount)
                .containsExactly(new BigDecimal("0.01"), new BigDecimal("0.03"), new BigDecimal("0.06"));
    }

    @Example
    void aVariantWithoutDataLeavesTheWholeDayNotKnown() {
        CostSplit split = CostSplit.variants(
                BigDecimal.TEN, List.of(new Variant("a", false, 24.0, PRICE), new Variant("b", false, null, PRICE)));
        assertThat(split.parts()).isEmpty();
        assertThat(split.whole()).isEqualByComparingTo("10");
        assertThat(split.missing()).isEqualTo(new NotKnown(Reason.PARTLY_MEASURED, "b"));
    }

    @Example
    void withoutAnyDataNothingIsSplit() {
        assertThat(CostSplit.variants(BigDecimal.TEN, List.of(new Variant("a", false, null, PRICE)))
                        .missing())
                .isEqualTo(new NotKnown(Reason.NO_METRICS, "a"));
        assertThat(CostSplit.variants(BigDecimal.TEN, List.of(new Variant("a", false, 0.0, PRICE)))
                        .missing())
                .isEqualTo(new NotKnown(Reason.NO_METRICS));
        assertThat(CostSplit.variants(BigDecimal.TEN, List.of(new Variant("a", false, 1.0, null)))
                        .missing())
                .isEqualTo(new NotKnown(Reason.NO_PRICE, "a"));
    }

    @Example
    void aVariantThatIsKnownNotToHaveRunCostsNothing() {
        CostSplit split = CostSplit.variants(
                new BigDecimal("7.00"),
                List.of(new Variant("a", false, 0.0, PRICE), new Variant("b", false, 9.0, PRICE)));
        assertThat(split.parts())
                .containsExactly(
                        new Part("a", Kind.PRODUCTION, new BigDecimal("0.00")),
                        new Part("b", Kind.PRODUCTION, new BigDecimal("7.00")));
    }

    @Example
    void componentsShareByTheLargestPartOfAnInstanceThatACopyReserves() {
        CostSplit split = CostSplit.components(
                new BigDecimal("100.00"),
                2,
                List.of(
                        new Component("gpu", 1, Map.of(Hardware.GPU, 2.0, Hardware.MEMORY, 19.2)),
                        new Component("memory", 2, Map.of(Hardware.CPU, 1.0, Hardware.MEMORY, 48.0))),
                SPEC);
        assertThat(split.parts())
                .containsExactly(
                        new Part("gpu", Kind.COMPONENT, new BigDecimal("25.00")),
                        new Part("memory", Kind.COMPONENT, new BigDecimal("25.00")),
                        new Part("unplaced", Kind.UNPLACED, new BigDecimal("50.00")));
    }

    @Example
    void componentsThatReserveMoreThanThereIsShareInProportion() {
        CostSplit split = CostSplit.components(
                new BigDecimal("90.00"),
                1,
                List.of(
                        new Component("cpu", 1, Map.of(Hardware.CPU, 48.0)),
                        new Component("memory", 1, Map.of(Hardware.MEMORY, 96.0))),
                SPEC);
        assertThat(split.parts())
                .containsExactly(
                        new Part("cpu", Kind.COMPONENT, new BigDecimal("60.00")),
                        new Part("memory", Kind.COMPONENT, new BigDecimal("30.00")));
    }

    @Example
    void componentsOfWhichSomethingIsNotKnownAreNotSplit() {
        assertThat(CostSplit.components(BigDecimal.TEN, 1, List.of(new Component("a", 1, Map.of())), SPEC)
                        .missing())
                .isEqualTo(new NotKnown(Reason.RESERVATION_NOT_GIVEN, "a"));
        assertThat(CostSplit.components(BigDecimal.TEN, 1, List.of(), null).missing())
                .isEqualTo(new NotKnown(Reason.NO_SPECIFICATION));
        var noGpu = Spec.of("ml.m5.xlarge", 4, 16, 0, 0, null, "x86_64");
        assertThat(CostSplit.components(
                                BigDecimal.TEN, 1, List.of(new Component("a", 1, Map.of(Hardware.GPU, 1.0))), noGpu)
                        .missing())
                .isEqualTo(new NotKnown(Reason.NO_SPECIFICATION, "a"));
    }

    @Example
    void twoPartsOfOneNameAreRefused() {
        assertThatThrownBy(() -> CostSplit.variants(
                        BigDecimal.TEN,
                        List.of(new Variant("a", false, 1.0, PRICE), new Variant("a", true, 1.0, PRICE))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void partsOfVariantsAddUpExactlyAndAreWithinAUnitOfTheirShare(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int number, @ForAll @IntRange(max = 12) int scale) {
        var random = new Random(seed);
        BigDecimal whole = BigDecimal.valueOf(random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L, scale);
        var variants = new ArrayList<Variant>();
        for (int i = 0; i < number; i++) {
            variants.add(new Variant(
                    "v" + i,
                    random.nextInt(5) == 0,
                    0.01 + random.nextDouble() * 240,
                    BigDecimal.valueOf(1 + random.nextInt(400_000), 4)));
        }
        CostSplit split = CostSplit.variants(whole, variants);
        assertThat(sum(split)).isEqualByComparingTo(whole);
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(2, scale));
        BigDecimal all = variants.stream().map(CostSplitTest::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (Variant variant : variants) {
            BigDecimal exact =
                    whole.multiply(weight(variant)).divide(all, Math.max(2, scale) + 10, RoundingMode.HALF_UP);
            assertThat(amount(split, variant.name()).subtract(exact).abs()).isLessThan(unit);
        }
        Collections.shuffle(variants, random);
        assertThat(CostSplit.variants(whole, variants)).isEqualTo(split);
    }

    @Property
    void partsOfANegativeAmountAreThoseOfThePositiveOneWithTheOtherSign(
            @ForAll @IntRange(min = 0, max = 1_000_000) int cents, @ForAll @IntRange(min = 1, max = 30) int weight) {
        var variants = List.of(
                new Variant("a", false, (double) weight, PRICE),
                new Variant("b", false, 7.0, PRICE),
                new Variant("c", true, 11.5, PRICE));
        CostSplit plus = CostSplit.variants(BigDecimal.valueOf(cents, 2), variants);
        CostSplit minus = CostSplit.variants(BigDecimal.valueOf(-cents, 2), variants);
        for (int i = 0; i < 3; i++) {
            assertThat(minus.parts().get(i).amount())
                    .isEqualByComparingTo(plus.parts().get(i).amount().negate());
        }
    }

    @Property
    void partsOfComponentsAddUpExactly(@ForAll long seed, @ForAll @IntRange(max = 6) int number) {
        var random = new Random(seed);
        BigDecimal whole = BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 4);
        var components = new ArrayList<Component>();
        for (int i = 0; i < number; i++) {
            components.add(new Component(
                    "c" + i,
                    random.nextInt(4),
                    Map.of(
                            Hardware.CPU, random.nextDouble() * 48,
                            Hardware.MEMORY, random.nextDouble() * 192,
                            Hardware.GPU, (double) random.nextInt(5))));
        }
        double instances = 1 + random.nextInt(6);
        CostSplit split = CostSplit.components(whole, instances, components, SPEC);
        assertThat(sum(split)).isEqualByComparingTo(whole);
        double reserved = components.stream()
                .mapToDouble(component -> component.copies()
                        * Math.max(
                                component.reserved().get(Hardware.CPU) / 48,
                                Math.max(
                                        component.reserved().get(Hardware.MEMORY) / 192,
                                        component.reserved().get(Hardware.GPU) / 4)))
                .sum();
        assertThat(split.parts().stream().anyMatch(part -> part.kind() == Kind.UNPLACED))
                .isEqualTo(reserved < instances);
    }

    private static BigDecimal weight(Variant variant) {
        return BigDecimal.valueOf(variant.instanceHours()).multiply(variant.usdPerHour());
    }

    private static BigDecimal sum(CostSplit split) {
        return split.parts().stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(CostSplit split, String name) {
        return split.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .amount();
    }
}
