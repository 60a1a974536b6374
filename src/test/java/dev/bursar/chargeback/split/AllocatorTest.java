package dev.bursar.chargeback.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutQuantity;
import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit.Basis;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Random charges, pools, shares and currencies keep every sum, and every figure is within one smallest unit of the exact one. */
class AllocatorTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final Set<Integer> TEAMS = Set.of(1, 2, 3, 4, 5);
    private static final MathContext DIGITS = new MathContext(60);
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");
    private static final List<String> SERVICES = List.of("Amazon EC2", "Amazon S3", "AWS Glue", "Tax", "AWS Support");

    private static final List<String> CALLERS =
            List.of("111122223333:role/Gateway", "444455556666:role/Gateway", "111122223333:role/Chat");

    private final List<CutCharge> charges = new ArrayList<>();

    private static BigDecimal amount(Random random, int decimals) {
        return new BigDecimal(random.nextLong(-2_000_000, 9_000_000)).movePointLeft(decimals);
    }

    private static CutCharge charge(Random random) {
        ChargeKind kind = ChargeKind.values()[random.nextInt(ChargeKind.values().length)];
        BigDecimal billed = switch (kind) {
            case COVERED_USAGE, UNUSED_COMMITMENT -> BigDecimal.ZERO;
            default -> amount(random, random.nextInt(2, 12));
        };
        BigDecimal unused = kind == ChargeKind.COMMITMENT_FEE && billed.signum() > 0 && random.nextBoolean()
                ? billed.multiply(new BigDecimal(random.nextInt(0, 101)).movePointLeft(2))
                : BigDecimal.ZERO;
        boolean correction = random.nextInt(10) == 0;
        return new CutCharge(
                random.nextInt(0, 6),
                "account-" + random.nextInt(3),
                SERVICES.get(random.nextInt(SERVICES.size())),
                kind.name(),
                ChargeCategory.values()[random.nextInt(ChargeCategory.values().length)],
                kind,
                correction,
                correction ? MONTH.minusMonths(random.nextInt(1, 3)) : MONTH,
                CURRENCIES.get(random.nextInt(CURRENCIES.size())),
                billed,
                amount(random, random.nextInt(2, 12)),
                unused,
                random.nextInt(3) == 0 ? CALLERS.get(random.nextInt(CALLERS.size())) : "");
    }

    private static List<Pool> pools(Random random) {
        var pools = new ArrayList<Pool>();
        for (int i = 1; i <= random.nextInt(0, 6); i++) {
            pools.add(
                    new Pool(i, "Pool " + i, BigDecimal.valueOf(random.nextInt(4)), selection(random), split(random)));
        }
        // some pass a part on, and some of these to a pool that isn't there or comes earlier
        pools.replaceAll(pool -> random.nextBoolean()
                ? pool
                : new Pool(
                        pool.id(),
                        pool.name(),
                        pool.position(),
                        pool.selection(),
                        pool.split(),
                        Optional.of(new Passed(
                                1 + random.nextInt(pools.size()),
                                new BigDecimal(random.nextInt(1, 1_000_000)).movePointLeft(4)))));
        return pools;
    }

    private static List<CutQuantity> quantities(Random random) {
        var quantities = new ArrayList<CutQuantity>();
        for (int team = 0; team <= 5; team++) {
            for (String service : SERVICES) {
                for (String unit : List.of("GB", "Hrs")) {
                    if (random.nextInt(3) > 0) {
                        quantities.add(new CutQuantity(team, service, unit, amount(random, random.nextInt(12))));
                    }
                }
            }
        }
        if (random.nextInt(3) == 0) {
            quantities.add(new CutQuantity(random.nextInt(6), "AWS Glue", "", BigDecimal.ZERO));
        }
        return quantities;
    }

    private static PoolSelection selection(Random random) {
        return new PoolSelection(
                Kind.values()[random.nextInt(Kind.values().length)],
                random.nextInt(4) == 0 ? Set.of(ChargeKind.USAGE.name(), ChargeKind.TAX.name()) : Set.of(),
                random.nextInt(3) == 0 ? Set.of(SERVICES.get(random.nextInt(SERVICES.size()))) : Set.of(),
                random.nextInt(4) == 0 ? Set.of("account-1") : Set.of(),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? Set.copyOf(List.of(1 + random.nextInt(5), 1 + random.nextInt(5))) : Set.of(),
                random.nextInt(4) == 0 ? Set.of("role/Gateway") : Set.of());
    }

    private static PoolSplit split(Random random) {
        Set<Integer> leftOut = random.nextBoolean() ? Set.of() : Set.of(random.nextInt(1, 6));
        return switch (random.nextInt(7)) {
            case 0 -> new PoolSplit.Even(leftOut);
            case 5, 6 ->
                new PoolSplit.Quantity(
                        random.nextBoolean() ? Set.of("Amazon S3") : Set.of("Amazon EC2", "AWS Glue"), "GB", leftOut);
            case 4 ->
                new PoolSplit.Metric(
                        "Requests",
                        random.nextInt(4) == 0
                                ? Map.of()
                                : Map.of(
                                        MONTH,
                                        TEAMS.stream()
                                                .collect(Collectors.toMap(
                                                        team -> team, team -> new BigDecimal(random.nextInt(3))))),
                        leftOut);
            case 1 ->
                new PoolSplit.Fixed(Map.of(
                        1, new BigDecimal("33.3333"), 3, new BigDecimal("33.3333"), 5, new BigDecimal("33.3334")));
            default -> {
                Basis basis = Basis.values()[random.nextInt(Basis.values().length)];
                yield new PoolSplit.Proportional(
                        basis, basis == Basis.SERVICES ? Set.of("Amazon S3") : Set.of(), leftOut);
            }
        };
    }

    @RepeatedTest(200)
    void everySumIsExact(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        IntStream.range(0, random.nextInt(1, 120)).forEach(i -> charges.add(charge(random)));
        List<Pool> pools = pools(random);
        List<CutQuantity> quantities = quantities(random);

        List<Allocation> allocations = new Allocator(MONTH, pools, TEAMS, Set.of(), quantities).allocate(charges);

        assertThat(allocations.stream().map(Allocation::currency))
                .containsExactlyElementsOf(charges.stream()
                        .map(CutCharge::currency)
                        .distinct()
                        .sorted()
                        .toList());
        allocations.forEach(allocation -> check(
                allocation,
                pools,
                quantities,
                charges.stream()
                        .filter(charge -> charge.currency().equals(allocation.currency()))
                        .toList()));
        var shuffled = new ArrayList<>(charges);
        var otherPools = new ArrayList<>(pools);
        Collections.shuffle(shuffled, random);
        Collections.shuffle(otherPools, random);
        assertThat(new Allocator(MONTH, otherPools, TEAMS, Set.of(), quantities).allocate(shuffled))
                .isEqualTo(allocations);
    }

    /** Independently of the allocator: exact parts by hand, with fractions of 60 digits. */
    private static void check(
            Allocation allocation, List<Pool> pools, List<CutQuantity> quantities, List<CutCharge> all) {
        int decimals = allocation.currency().equals("JPY") ? 0 : 2;
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal exact = sum(all.stream().map(CutCharge::billed).toList());
        assertThat(allocation.exact()).isEqualByComparingTo(exact);
        assertThat(allocation.total()).isEqualTo(exact.setScale(decimals, RoundingMode.HALF_UP));
        assertThat(sum(allocation.lines().stream().map(StatementLine::amount).toList()))
                .isEqualByComparingTo(allocation.total());
        assertThat(allocation.lines()).allMatch(line -> line.amount().scale() == decimals);
        assertThat(sum(Arrays.stream(Section.values()).map(allocation::sum).toList()))
                .isEqualByComparingTo(allocation.total());
        assertThat(sum(IntStream.rangeClosed(0, 5).mapToObj(allocation::of).toList()))
                .isEqualByComparingTo(allocation.total());

        List<Pool> inOrder = pools.stream()
                .sorted(java.util.Comparator.comparing(Pool::position).thenComparing(Pool::id))
                .toList();
        Map<Integer, BigDecimal> taken = new HashMap<>();
        Map<Integer, BigDecimal> direct = new TreeMap<>();
        Map<Integer, BigDecimal> corrected = new TreeMap<>();
        BigDecimal nobodys = BigDecimal.ZERO;
        var left = new ArrayList<CutCharge>();
        for (CutCharge charge : all) {
            boolean whole = true;
            for (boolean unused : List.of(true, false)) {
                BigDecimal part = unused ? charge.unused() : charge.billed().subtract(charge.unused());
                if (unused && charge.unused().signum() == 0) {
                    continue;
                }
                Pool taker = inOrder.stream()
                        .filter(pool -> takes(pool.selection(), charge, unused))
                        .findFirst()
                        .orElse(null);
                if (taker != null) {
                    taken.merge(taker.id(), part, BigDecimal::add);
                    whole = false;
                } else if (charge.team() == 0) {
                    nobodys = nobodys.add(part);
                } else {
                    (charge.correction() ? corrected : direct).merge(charge.team(), part, BigDecimal::add);
                }
            }
            if (whole) {
                left.add(charge);
            }
        }
        for (int team = 1; team <= 5; team++) {
            assertThat(allocation.of(team, Section.DIRECT))
                    .isBetween(
                            direct.getOrDefault(team, BigDecimal.ZERO).subtract(unit),
                            direct.getOrDefault(team, BigDecimal.ZERO).add(unit));
            assertThat(allocation.of(team, Section.CORRECTION))
                    .isBetween(
                            corrected.getOrDefault(team, BigDecimal.ZERO).subtract(unit),
                            corrected.getOrDefault(team, BigDecimal.ZERO).add(unit));
        }
        BigDecimal unsplit = BigDecimal.ZERO;
        assertThat(allocation.pools()).extracting(PoolResult::pool).isEqualTo(inOrder);
        for (PoolResult result : allocation.pools()) {
            Pool pool = result.pool();
            BigDecimal whole = taken.getOrDefault(pool.id(), BigDecimal.ZERO);
            BigDecimal passed = BigDecimal.ZERO;
            if (pool.passes().isPresent() && result.unsplit().isEmpty() && whole.signum() != 0) {
                Passed part = pool.passes().get();
                passed = whole.multiply(part.percent()).divide(BigDecimal.valueOf(100), DIGITS);
                taken.merge(part.pool(), passed, BigDecimal::add);
                assertThat(inOrder.subList(inOrder.indexOf(pool) + 1, inOrder.size()))
                        .extracting(Pool::id)
                        .contains(part.pool());
            }
            whole = whole.subtract(passed);
            assertThat(result.exact()).isEqualByComparingTo(whole);
            assertThat(result.passed().subtract(passed).abs()).isLessThan(unit);
            if (result.unsplit().isPresent()) {
                unsplit = unsplit.add(whole);
                continue;
            }
            assertThat(sum(result.shares().stream()
                            .map(PoolResult.Share::amount)
                            .toList()))
                    .isEqualByComparingTo(whole.signum() == 0 ? BigDecimal.ZERO : result.amount());
            Map<Integer, BigDecimal> weights = weights(pool.split(), left, direct, quantities);
            BigDecimal all100 = sum(List.copyOf(weights.values()));
            for (PoolResult.Share share : result.shares()) {
                BigDecimal part = whole.multiply(weights.get(share.team())).divide(all100, DIGITS);
                assertThat(share.amount().subtract(part).abs()).isLessThan(unit.add(unit));
            }
            assertThat(result.shares().stream().map(PoolResult.Share::team))
                    .containsExactlyElementsOf(whole.signum() == 0 ? List.of() : List.copyOf(weights.keySet()));
        }
        assertThat(allocation
                        .sum(Section.UNALLOCATED)
                        .subtract(nobodys)
                        .subtract(unsplit)
                        .abs())
                .isLessThan(unit);
    }

    private static boolean takes(PoolSelection selection, CutCharge charge, boolean unused) {
        boolean kind = switch (selection.kind()) {
            case ANY -> true;
            case COMMITMENT_FEES -> charge.kind() == ChargeKind.COMMITMENT_FEE;
            case UNUSED_COMMITMENT -> unused || charge.kind() == ChargeKind.UNUSED_COMMITMENT;
            case SUPPORT -> charge.kind() == ChargeKind.SUPPORT;
            case TAX -> charge.kind() == ChargeKind.TAX;
        };
        return kind
                && (!selection.unallocated() || charge.team() == 0)
                && (selection.recordTypes().isEmpty() || selection.recordTypes().contains(charge.recordType()))
                && (selection.services().isEmpty() || selection.services().contains(charge.service()))
                && (selection.accounts().isEmpty() || selection.accounts().contains(charge.account()))
                && (selection.teams().isEmpty() || selection.teams().contains(charge.team()))
                && (selection.callers().isEmpty() || charge.caller().endsWith(":role/Gateway"));
    }

    private static Map<Integer, BigDecimal> weights(
            PoolSplit split, List<CutCharge> left, Map<Integer, BigDecimal> direct, List<CutQuantity> quantities) {
        Predicate<CutCharge> usage =
                charge -> charge.kind() == ChargeKind.USAGE || charge.kind() == ChargeKind.COVERED_USAGE;
        Map<Integer, BigDecimal> weights = switch (split) {
            case PoolSplit.Even even -> TEAMS.stream().collect(Collectors.toMap(team -> team, team -> BigDecimal.ONE));
            case PoolSplit.Fixed fixed -> fixed.percents();
            case PoolSplit.Metric by -> by.of(MONTH);
            case PoolSplit.Quantity by -> {
                Map<Integer, BigDecimal> used = new TreeMap<>();
                for (CutQuantity one : quantities) {
                    if (one.team() != 0
                            && one.unit().equals("GB")
                            && by.services().contains(one.service())) {
                        used.merge(one.team(), one.quantity(), BigDecimal::add);
                    }
                }
                yield used;
            }
            case PoolSplit.Proportional by ->
                switch (by.basis()) {
                    case DIRECT -> direct;
                    case USAGE -> effective(left, usage);
                    case COVERED_USAGE -> effective(left, charge -> charge.kind() == ChargeKind.COVERED_USAGE);
                    case SERVICES ->
                        effective(left, usage.and(charge -> charge.service().equals("Amazon S3")));
                };
        };
        var positive = new TreeMap<>(weights);
        positive.keySet().removeAll(split.leftOut());
        positive.values().removeIf(weight -> weight.signum() <= 0);
        return positive;
    }

    private static Map<Integer, BigDecimal> effective(List<CutCharge> left, Predicate<CutCharge> wanted) {
        return left.stream()
                .filter(charge -> charge.team() != 0 && !charge.correction() && wanted.test(charge))
                .collect(Collectors.toMap(CutCharge::team, CutCharge::effective, BigDecimal::add));
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static CutCharge simple(int team, ChargeKind kind, String billed, String effective, String unused) {
        return new CutCharge(
                team,
                "111111111111",
                "Amazon EC2",
                kind.name(),
                ChargeCategory.USAGE,
                kind,
                false,
                MONTH,
                "USD",
                new BigDecimal(billed),
                new BigDecimal(effective),
                new BigDecimal(unused));
    }

    private static Pool pool(int id, Kind kind, PoolSplit split) {
        return new Pool(
                id,
                kind.label(),
                BigDecimal.valueOf(id),
                new PoolSelection(kind, Set.of(), Set.of(), Set.of(), false),
                split);
    }

    @Test
    void theUnusedPartOfAFeeIsAPoolOfItsOwn() {
        charges.add(simple(0, ChargeKind.COMMITMENT_FEE, "100", "25", "25"));
        charges.add(simple(1, ChargeKind.COVERED_USAGE, "0", "60", "0"));
        charges.add(simple(2, ChargeKind.COVERED_USAGE, "0", "15", "0"));
        var covered = new PoolSplit.Proportional(Basis.COVERED_USAGE, Set.of(), Set.of());

        Allocation allocation = new Allocator(
                        MONTH,
                        List.of(
                                pool(1, Kind.UNUSED_COMMITMENT, new PoolSplit.Even(Set.of(3, 4, 5))),
                                pool(2, Kind.COMMITMENT_FEES, covered)),
                        TEAMS,
                        Set.of(),
                        List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools().get(0).amount()).isEqualTo("25.00");
        assertThat(allocation.pools().get(1).amount()).isEqualTo("75.00");
        assertThat(allocation.pools().get(1).takenBefore()).containsEntry(1, new BigDecimal("25"));
        assertThat(allocation.of(1)).isEqualTo("72.50");
        assertThat(allocation.of(2)).isEqualTo("27.50");
        assertThat(allocation.of(0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"10.005, 10.01", "10.015, 10.02", "10.0049, 10.00", "-10.005, -10.01"})
    void halfACentIsRoundedAwayFromZeroAsOnTheInvoice(String billed, BigDecimal total) {
        charges.add(simple(1, ChargeKind.USAGE, billed, billed, "0"));

        Allocation allocation = new Allocator(MONTH, List.of(), TEAMS, Set.of(), List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.total()).isEqualTo(total);
        assertThat(allocation.of(1)).isEqualTo(total);
    }

    @Test
    void aPoolWithoutWeightsStaysUnallocated() {
        charges.add(simple(0, ChargeKind.TAX, "10", "10", "0"));
        charges.add(simple(1, ChargeKind.USAGE, "-3", "-3", "0"));

        Allocation allocation = new Allocator(
                        MONTH,
                        List.of(pool(1, Kind.TAX, new PoolSplit.Proportional(Basis.DIRECT, Set.of(), Set.of()))),
                        TEAMS,
                        Set.of(),
                        List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools().getFirst().unsplit()).contains(Unsplit.NO_WEIGHTS);
        assertThat(allocation.sum(Section.UNALLOCATED)).isEqualTo("10.00");
        assertThat(allocation.of(1)).as("a negative statement").isEqualTo("-3.00");
    }

    @Test
    void eachPoolThatCantBeSplitHasItsOwnAmount() {
        charges.add(simple(0, ChargeKind.TAX, "10", "10", "0"));
        charges.add(simple(0, ChargeKind.SUPPORT, "7.5", "7.5", "0"));
        charges.add(simple(0, ChargeKind.USAGE, "2", "2", "0"));

        var byUse = new PoolSplit.Proportional(Basis.DIRECT, Set.of(), Set.of());
        Allocation allocation = new Allocator(
                        MONTH,
                        List.of(pool(1, Kind.TAX, byUse), pool(2, Kind.SUPPORT, byUse)),
                        TEAMS,
                        Set.of(),
                        List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools())
                .extracting(PoolResult::amount)
                .containsExactly(new BigDecimal("10.00"), new BigDecimal("7.50"));
        assertThat(allocation.pools()).allMatch(PoolResult::tookCharges);
        assertThat(allocation.sum(Section.UNALLOCATED)).isEqualTo("19.50");
        assertThat(new Allocator(MONTH, List.of(pool(1, Kind.TAX, byUse)), TEAMS, Set.of(), List.of())
                        .allocate(List.of(simple(1, ChargeKind.USAGE, "2", "2", "0")))
                        .getFirst()
                        .pools())
                .as("nothing was taken for it")
                .noneMatch(PoolResult::tookCharges);
    }

    private static Stream<Arguments> splits() {
        return Stream.of(
                Arguments.of(new PoolSplit.Even(Set.of(3, 4, 5)), Set.of(2), List.of("10.00", "0.00"), null),
                Arguments.of(
                        new PoolSplit.Proportional(Basis.USAGE, Set.of(), Set.of()),
                        Set.of(2),
                        List.of("10.00", "0.00"),
                        null),
                Arguments.of(
                        new PoolSplit.Proportional(Basis.USAGE, Set.of(), Set.of()),
                        Set.of(1, 2),
                        List.of("0.00", "0.00"),
                        Unsplit.ONLY_NEW_TEAMS),
                Arguments.of(
                        new PoolSplit.Fixed(Map.of(1, new BigDecimal("40"), 2, new BigDecimal("60"))),
                        Set.of(2),
                        List.of("4.00", "6.00"),
                        null));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void aNewTeamHasNoPartOfAPoolUnlessASplitNamesIt(
            PoolSplit split, Set<Integer> unconfirmed, List<String> shares, @Nullable Unsplit problem) {
        charges.add(simple(0, ChargeKind.TAX, "10", "10", "0"));
        charges.add(simple(1, ChargeKind.USAGE, "1", "1", "0"));
        charges.add(simple(2, ChargeKind.USAGE, "1", "1", "0"));

        Allocation allocation = new Allocator(MONTH, List.of(pool(1, Kind.TAX, split)), TEAMS, unconfirmed, List.of())
                .allocate(charges)
                .getFirst();

        assertThat(List.of(1, 2))
                .extracting(team -> allocation.of(team, Section.SHARED).setScale(2))
                .extracting(BigDecimal::toPlainString)
                .isEqualTo(shares);
        assertThat(allocation.pools().getFirst().unsplit()).isEqualTo(Optional.ofNullable(problem));
        assertThat(allocation.of(2, Section.DIRECT)).as("it has a statement").isEqualTo("1.00");
    }

    @Test
    void aShareOfATeamThatIsGoneStopsTheSplit() {
        charges.add(simple(0, ChargeKind.TAX, "10", "10", "0"));

        Allocation allocation = new Allocator(
                        MONTH,
                        List.of(pool(
                                1,
                                Kind.TAX,
                                new PoolSplit.Fixed(Map.of(1, new BigDecimal("50"), 9, new BigDecimal("50"))))),
                        TEAMS,
                        Set.of(),
                        List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools().getFirst().unsplit()).contains(Unsplit.TEAM_NOT_THERE);
        assertThat(allocation.of(0)).isEqualTo("10.00");
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(MONTH, Map.of(1, 3, 2, 1, 3, 0, 4, 0), Set.of(5), Set.of(), null),
                Arguments.of(MONTH, Map.of(1, 3, 2, 1, 3, 0, 4, 0), Set.of(), Set.of(5), null),
                Arguments.of(MONTH, Map.of(1, 3, 2, 1, 3, 0, 4, 0), Set.of(), Set.of(), Unsplit.NUMBER_MISSING),
                Arguments.of(MONTH, Map.of(), Set.of(), Set.of(), Unsplit.NO_NUMBERS),
                Arguments.of(
                        MONTH.minusMonths(1),
                        Map.of(1, 3, 2, 1, 3, 0, 4, 0, 5, 0),
                        Set.of(),
                        Set.of(),
                        Unsplit.NO_NUMBERS),
                Arguments.of(MONTH, Map.of(1, 0, 2, 0, 3, 0, 4, 0, 5, 0), Set.of(), Set.of(), Unsplit.NO_WEIGHTS),
                Arguments.of(
                        MONTH, Map.of(1, 3, 2, 1, 3, 0, 4, 0, 5, 0, 9, 1), Set.of(), Set.of(), Unsplit.TEAM_NOT_THERE));
    }

    /** 100.00 by 3 to 1. */
    @ParameterizedTest
    @MethodSource("numbers")
    void aPoolIsSplitByTheNumbersOfItsMonth(
            YearMonth of,
            Map<Integer, Integer> numbers,
            Set<Integer> leftOut,
            Set<Integer> unconfirmed,
            @Nullable Unsplit unsplit) {
        charges.add(simple(0, ChargeKind.TAX, "100", "100", "0"));
        Map<Integer, BigDecimal> counted = numbers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> new BigDecimal(one.getValue())));
        var split = new PoolSplit.Metric("Requests", Map.of(of, counted), leftOut);

        Allocation allocation = new Allocator(MONTH, List.of(pool(1, Kind.TAX, split)), TEAMS, unconfirmed, List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools().getFirst().unsplit()).isEqualTo(Optional.ofNullable(unsplit));
        assertThat(allocation.of(1)).isEqualByComparingTo(unsplit == null ? "75" : "0");
        assertThat(allocation.of(2)).isEqualByComparingTo(unsplit == null ? "25" : "0");
        assertThat(allocation.of(0)).isEqualByComparingTo(unsplit == null ? "0" : "100");
        var kept = KeptJson.MAPPER.writeValueAsString(List.of(allocation));
        assertThat(KeptJson.MAPPER.readValue(kept, Allocation[].class)).containsExactly(allocation);
    }

    static Stream<Arguments> quantities() {
        return Stream.of(
                Arguments.of("GB", List.of("GB 1 30", "GB 2 10", "Hrs 2 500"), null),
                Arguments.of("GB", List.of("GB 1 30", "GB 2 10", "GB 0 500", " 0 0"), null),
                Arguments.of("GB", List.of("GB 1 30", "GB 2 10", " 3 0"), Unsplit.NO_UNIT),
                Arguments.of("Requests", List.of("GB 1 30", "GB 2 10"), Unsplit.NO_WEIGHTS),
                Arguments.of("GB", List.of(), Unsplit.NO_WEIGHTS));
    }

    /** 100.00 by 3 to 1; what nobody owns doesn't count, and what Cost Explorer gives no unit for stops it. */
    @ParameterizedTest
    @MethodSource("quantities")
    void aPoolIsSplitByUsageQuantity(String unit, List<String> kept, @Nullable Unsplit unsplit) {
        charges.add(simple(0, ChargeKind.TAX, "100", "100", "0"));
        List<CutQuantity> quantities = kept.stream()
                .map(one -> one.split(" "))
                .map(one -> new CutQuantity(Integer.parseInt(one[1]), "Amazon S3", one[0], new BigDecimal(one[2])))
                .toList();
        var split = new PoolSplit.Quantity(Set.of("Amazon S3"), unit, Set.of());

        Allocation allocation = new Allocator(MONTH, List.of(pool(1, Kind.TAX, split)), TEAMS, Set.of(), quantities)
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools().getFirst().unsplit()).isEqualTo(Optional.ofNullable(unsplit));
        assertThat(allocation.of(1)).isEqualByComparingTo(unsplit == null ? "75" : "0");
        assertThat(allocation.of(2)).isEqualByComparingTo(unsplit == null ? "25" : "0");
        assertThat(allocation.of(0)).isEqualByComparingTo(unsplit == null ? "0" : "100");
        var json = KeptJson.MAPPER.writeValueAsString(List.of(allocation));
        assertThat(KeptJson.MAPPER.readValue(json, Allocation[].class)).containsExactly(allocation);
    }

    private static Pool passing(Pool pool, int later, String percent) {
        return new Pool(
                pool.id(),
                pool.name(),
                pool.position(),
                pool.selection(),
                pool.split(),
                Optional.of(new Passed(later, new BigDecimal(percent))));
    }

    /** Of 100.00 tax 10 % fall to Support, whose 50.00 are then 60.00. */
    @Test
    void aPartFallsToALaterPool() {
        charges.add(simple(0, ChargeKind.TAX, "100", "100", "0"));
        charges.add(simple(0, ChargeKind.SUPPORT, "50", "50", "0"));
        Pool tax = passing(pool(1, Kind.TAX, new PoolSplit.Fixed(Map.of(1, new BigDecimal("100")))), 2, "10");
        Pool support = pool(2, Kind.SUPPORT, new PoolSplit.Even(Set.of(3, 4, 5)));

        Allocation allocation = new Allocator(MONTH, List.of(tax, support), TEAMS, Set.of(), List.of())
                .allocate(charges)
                .getFirst();

        assertThat(allocation.pools())
                .extracting(PoolResult::amount, PoolResult::passed)
                .containsExactly(
                        tuple(new BigDecimal("90.00"), new BigDecimal("10.00")),
                        tuple(new BigDecimal("60.00"), new BigDecimal("0.00")));
        assertThat(allocation.of(1)).isEqualTo("120.00");
        assertThat(allocation.of(2)).isEqualTo("30.00");
        assertThat(PoolText.rule(allocation.pools().getFirst(), List.of(tax, support), true))
                .isEqualTo("Fixed shares, after 10% for AWS Support");
        assertThat(PoolText.rule(allocation.pools().getLast(), List.of(tax, support), true))
                .isEqualTo("Evenly over 2 teams, with 10% of Tax");
        var json = KeptJson.MAPPER.writeValueAsString(List.of(allocation));
        assertThat(KeptJson.MAPPER.readValue(json, Allocation[].class)).containsExactly(allocation);
    }

    @Test
    void aPartNeverFallsToAnEarlierPoolOrOneThatIsGone() {
        charges.add(simple(0, ChargeKind.TAX, "100", "100", "0"));
        charges.add(simple(0, ChargeKind.SUPPORT, "50", "50", "0"));
        Pool tax = pool(1, Kind.TAX, new PoolSplit.Even(Set.of()));
        for (int other : List.of(1, 9)) {
            Pool support = passing(pool(2, Kind.SUPPORT, new PoolSplit.Even(Set.of())), other, "10");

            Allocation allocation = new Allocator(MONTH, List.of(tax, support), TEAMS, Set.of(), List.of())
                    .allocate(charges)
                    .getFirst();

            assertThat(allocation.pools().getLast().unsplit()).contains(Unsplit.LATER_POOL_GONE);
            assertThat(allocation.of(0)).isEqualTo("50.00");
            assertThat(allocation.pools().getFirst().amount()).isEqualTo("100.00");
        }
    }

    /** As allocations were kept before pools passed parts on. */
    @Test
    void whatWasKeptBeforeIsRead() {
        String kept = """
                {"pool":{"id":1,"name":"Tax","position":1,"selection":{"kind":"TAX","recordTypes":[],"services":[],"accounts":[],
                 "unallocated":false},"split":{"type":"even","leftOut":[]}},"exact":10,"amount":10.00,"weights":5,"shares":[],
                 "takenBefore":{},"tookCharges":true,"unsplit":null}
                """;
        PoolResult result = KeptJson.MAPPER.readValue(kept, PoolResult.class);
        assertThat(result.pool()).isEqualTo(pool(1, Kind.TAX, new PoolSplit.Even(Set.of())));
        assertThat(result.passed()).isZero();
    }
}
