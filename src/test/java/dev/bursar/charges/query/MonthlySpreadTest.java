package dev.bursar.charges.query;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static dev.bursar.charges.ChargeDatabase.amounts;
import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.pick;
import static dev.bursar.charges.ChargeDatabase.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import module java.base;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charges of a month are moved to its days, whatever is asked, and no sum of a whole month changes. */
class MonthlySpreadTest {
    private static final String SUPPORT = "AWS Support (Business)";
    private static final LocalDate LAST = LocalDate.parse("2026-11-24");
    private static final List<Dimension> DIMENSIONS = List.of(
            Dimension.TEAM,
            Dimension.ACCOUNT,
            Dimension.SERVICE,
            Dimension.CHARGE_CATEGORY,
            Dimension.RECORD_TYPE,
            Dimension.TAG_VALUE,
            Dimension.DEPARTMENT);

    /** October is over, November is open; each day has usage for 1 and an hourly fee of 2. */
    private static ChargeDatabase known;
    /** Three months of anything. */
    private static ChargeDatabase any;

    private static TeamId vision;

    @BeforeAll
    static void load() {
        known = new ChargeDatabase();
        var slices = new ArrayList<Slice>();
        LocalDate.parse("2026-10-01").datesUntil(LAST).forEach(day -> {
            String at = day.toString();
            slices.add(slice(
                    at,
                    ACCOUNTS.getFirst(),
                    charge(at, ACCOUNTS.getFirst(), "AmazonEC2", "Usage", "vision", "1"),
                    charge(at, ACCOUNTS.getFirst(), "AmazonEC2", "SavingsPlanRecurringFee", "", "1"),
                    // some files call hourly fees plainly purchases
                    charge(at, ACCOUNTS.getFirst(), "AmazonRDS", "Purchase", "", "1")));
        });
        slices.add(payer("2026-10-01", "Tax", "Tax", "310"));
        slices.add(payer("2026-10-02", SUPPORT, "Usage", "62"));
        slices.add(payer("2026-10-05", "Tax", "Tax", "-31"));
        slices.add(payer("2026-10-31", "AWS Marketplace", "Fee", "3.10"));
        slices.add(payer("2026-11-01", "AmazonEC2", "RIFee", "300"));
        slices.add(payer("2026-11-03", "Tax", "Tax", "60"));
        slices.add(payer("2027-02-01", "AmazonEC2", "Upfront", "28"));
        slices.add(payer("2028-02-29", "AmazonEC2", "Upfront", "29"));
        known.load(slices);

        any = new ChargeDatabase();
        vision = any.team("Vision");
        any.rules.append(vision, List.of("vision"), true, null, null);
        any.rules.append(any.team("Storage"), null, false, null, List.of("AmazonS3"));
        var random = new Random(7);
        var months = new ArrayList<Slice>();
        LocalDate.parse("2026-08-01")
                .datesUntil(LAST)
                .forEach(day -> ACCOUNTS.forEach(account -> {
                    var charges = new ArrayList<SourceCharge>();
                    charges.add(some(random, day, account, "Usage", "AmazonEC2"));
                    charges.add(some(random, day, account, "Usage", "AmazonS3"));
                    charges.add(some(random, day, account, "Credit", "AmazonS3"));
                    if (random.nextInt(30) == 0) {
                        charges.add(
                                some(random, day, account, pick(random, List.of("Tax", "Fee", "RIFee")), "AmazonS3"));
                        charges.add(some(
                                random, day, account, pick(random, List.of("Usage", "Support", "Refund")), SUPPORT));
                    }
                    months.add(new Slice(day, account, false, charges));
                }));
        any.load(months);
    }

    private static Slice payer(String day, String service, String type, String amount) {
        return slice(day, ACCOUNTS.getLast(), charge(day, ACCOUNTS.getLast(), service, type, "", amount));
    }

    private static SourceCharge some(Random random, LocalDate day, String account, String type, String service) {
        return new SourceCharge(
                day,
                account,
                service,
                type,
                pick(random, ChargeDatabase.TAGS),
                amounts(
                        random.nextInt(5) == 0 ? "CNY" : "USD",
                        ChargeDatabase.randomAmount(random).toPlainString()));
    }

    @AfterAll
    static void stop() {
        known.close();
        any.close();
    }

    @BeforeEach
    void everyoneSeesEverything() {
        any.visibility.set(Visibility.EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({
        // the whole of October, and parts of it: 10 tax, 2 Support, 0.1 fee, 1 less of refunds, 3 of its own a day
        "2026-10-01, 2026-11-01, 437.1, 14.1",
        "2026-10-10, 2026-10-20, 141, 14.1",
        "2026-10-31, 2026-11-01, 14.1, 14.1",
        "2026-10-01, 2026-10-02, 14.1, 14.1",
        // two months: November has 10 of its fee and 2 of tax a day
        "2026-10-25, 2026-11-05, 158.7, 14.1",
        "2026-10-01, 2026-12-01, 866.1, 14.1",
        // an open month, its days to come too
        "2026-11-01, 2026-11-24, 345, 15",
        "2026-11-01, 2026-12-01, 429, 15",
        "2026-11-24, 2026-12-01, 84, 12",
        // February, and a leap day
        "2027-02-01, 2027-03-01, 28, 1",
        "2027-02-28, 2027-03-01, 1, 1",
        "2028-02-01, 2028-03-01, 29, 1",
        "2028-02-10, 2028-02-20, 10, 1",
        "2028-02-29, 2028-03-01, 1, 1"
    })
    void eachDayHasItsPartOfTheMonth(LocalDate from, LocalDate to, BigDecimal total, BigDecimal firstDay) {
        CurrencySpend spend = known.service
                .ask(new CostQuery(
                        from,
                        to,
                        Granularity.DAILY,
                        CostMetric.BILLED,
                        Dimension.SERVICE,
                        null,
                        Set.of(),
                        null,
                        List.of(),
                        true))
                .currencies()
                .getFirst();
        assertThat(spend.total()).isEqualByComparingTo(total);
        assertThat(spend.perPeriod().getFirst()).isEqualByComparingTo(firstDay);
    }

    @Test
    void whatIsLeftOutOrFilteredIsNotSpread() {
        assertThat(october(Set.of(Exclusion.TAX))).isEqualByComparingTo("5.1");
        assertThat(october(Set.of(), new CostFilter(Dimension.SERVICE, Operator.IS, List.of(SUPPORT))))
                .isEqualByComparingTo("2");
        assertThat(october(Set.of(), new CostFilter(Dimension.CHARGE_CATEGORY, Operator.IS, List.of("Tax"))))
                .isEqualByComparingTo("9");
        assertThat(october(Set.of(), new CostFilter(Dimension.ACCOUNT, Operator.IS, List.of(ACCOUNTS.getFirst()))))
                .isEqualByComparingTo("3");
    }

    private static BigDecimal october(Set<Exclusion> without, CostFilter... filters) {
        CurrencySpend spend = known.service
                .ask(new CostQuery(
                        LocalDate.parse("2026-10-10"),
                        LocalDate.parse("2026-10-20"),
                        Granularity.DAILY,
                        CostMetric.BILLED,
                        Dimension.TEAM,
                        null,
                        without,
                        null,
                        List.of(filters),
                        true))
                .currencies()
                .getFirst();
        assertThat(spend.perPeriod())
                .allSatisfy(day ->
                        assertThat(day).isEqualByComparingTo(spend.perPeriod().getFirst()));
        return spend.perPeriod().getFirst();
    }

    @Test
    void monthsAreAsTheyAreBooked() {
        var booked = new CostQuery(
                LocalDate.parse("2026-10-10"),
                LAST,
                Granularity.MONTHLY,
                CostMetric.BILLED,
                Dimension.SERVICE,
                List.of());
        var spread = new CostQuery(
                booked.from(),
                booked.to(),
                Granularity.MONTHLY,
                CostMetric.BILLED,
                Dimension.SERVICE,
                null,
                Set.of(),
                null,
                List.of(),
                true);
        assertThat(spread).isEqualTo(booked);
        assertThat(known.service.ask(spread)).isEqualTo(known.service.ask(booked));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noSumOfAWholeMonthChangesWhateverIsAsked(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            LocalDate from = LocalDate.parse("2026-08-01").plusMonths(random.nextInt(4));
            LocalDate to = from.plusMonths(random.nextInt(1, 4));
            if (random.nextInt(3) == 0) {
                any.visibility.set(new Visibility(
                        false,
                        List.of(new Span(vision, LocalDate.parse("2026-08-15"), LocalDate.parse("2026-10-20")))));
            } else {
                any.visibility.set(Visibility.EVERYTHING);
            }
            CostQuery spread = question(random, from, to, true);
            CostResult before = any.service.ask(booked(spread));
            CostResult after = any.service.ask(spread);
            assertThat(sums(after)).as("%s", spread).isEqualTo(sums(before));
            consistent(after);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void daysAreTheSameWhateverTheyAreAskedWithAndGroupedBy(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            LocalDate from = LocalDate.parse("2026-08-01").plusDays(random.nextInt(80));
            LocalDate cut = from.plusDays(random.nextInt(1, 30));
            LocalDate to = cut.plusDays(random.nextInt(1, 30));
            CostQuery whole = question(random, from, to, false);
            consistent(any.service.ask(whole));
            Map<String, BigDecimal> days = days(about(whole, from, to, whole.groupBy()));
            var joined = new TreeMap<>(days(about(whole, from, cut, whole.groupBy())));
            joined.putAll(days(about(whole, cut, to, whole.groupBy())));
            assertThat(joined).as("%s", whole).isEqualTo(days);
            // what can't be divided is so small that nobody sees where it went
            Map<String, BigDecimal> others =
                    random.nextBoolean() ? days(whole) : days(about(whole, from, to, pick(random, DIMENSIONS)));
            assertThat(others.keySet()).as("%s", whole).isEqualTo(days.keySet());
            others.forEach((day, amount) ->
                    assertThat(amount).as(day).isCloseTo(days.get(day), Offset.offset(new BigDecimal("0.0000001"))));
        }
    }

    @Test
    void theComparedDaysAreSpreadToo() {
        CurrencySpend spend = known.service
                .ask(new CostQuery(
                        LocalDate.parse("2026-11-01"),
                        LAST,
                        Granularity.DAILY,
                        CostMetric.BILLED,
                        Dimension.SERVICE,
                        null,
                        Set.of(),
                        Comparison.PREVIOUS.of(new DayRange(LocalDate.parse("2026-11-01"), LAST)),
                        List.of(),
                        true))
                .currencies()
                .getFirst();
        assertThat(spend.before()).isEqualByComparingTo("324.3"); // 23 days of 14.1
        assertThat(spend.beforePerPeriod())
                .hasSize(23)
                .allSatisfy(day -> assertThat(day).isEqualByComparingTo("14.1"));
        assertThat(spend.rows().stream().map(Row::before).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("324.3");
    }

    @Test
    void sharesSumToTheirAmountAndDifferByOneUnitAtMost() {
        var random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            BigDecimal amount = ChargeDatabase.randomAmount(random);
            if (random.nextBoolean()) {
                amount = amount.negate();
            }
            int days = random.nextInt(28, 32);
            List<BigDecimal> shares = MonthlySpread.shares(amount, days);
            assertThat(shares).hasSize(days);
            assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(amount);
            assertThat(shares.getFirst().subtract(shares.getLast()).abs())
                    .isLessThanOrEqualTo(new BigDecimal("0.0000000001"));
        }
    }

    private static CostQuery question(Random random, LocalDate from, LocalDate to, boolean compared) {
        Dimension by = pick(random, DIMENSIONS);
        Dimension then = pick(random, DIMENSIONS);
        var without = new HashSet<Exclusion>();
        Stream.of(Exclusion.values()).filter(part -> random.nextInt(5) == 0).forEach(without::add);
        var filters = new ArrayList<CostFilter>();
        Operator operator = pick(random, List.of(Operator.IS, Operator.IS_NOT));
        switch (random.nextInt(5)) {
            case 0 -> filters.add(new CostFilter(Dimension.SERVICE, operator, List.of(SUPPORT)));
            case 1 -> filters.add(new CostFilter(Dimension.RECORD_TYPE, operator, List.of("Tax", "Usage")));
            case 2 -> filters.add(new CostFilter(Dimension.TEAM, operator, List.of("0")));
            default -> {}
        }
        boolean compares = compared && from.isAfter(LocalDate.parse("2026-09-30")) && random.nextBoolean();
        return new CostQuery(
                from,
                to,
                Granularity.DAILY,
                pick(random, List.of(CostMetric.values())),
                by,
                then.equals(by) || random.nextBoolean() ? null : then,
                without,
                compares ? Comparison.LAST_MONTH.of(new DayRange(from, to)) : null,
                filters,
                true);
    }

    private static CostQuery booked(CostQuery spread) {
        return new CostQuery(
                spread.from(),
                spread.to(),
                spread.granularity(),
                spread.cost(),
                spread.groupBy(),
                spread.thenBy(),
                spread.without(),
                spread.before(),
                spread.filters());
    }

    private static CostQuery about(CostQuery question, LocalDate from, LocalDate to, Dimension by) {
        return new CostQuery(
                from,
                to,
                Granularity.DAILY,
                question.cost(),
                by,
                null,
                question.without(),
                null,
                question.filters(),
                true);
    }

    /** Groups, parts and days add up to their wholes. */
    private static void consistent(CostResult answer) {
        for (CurrencySpend spend : answer.currencies()) {
            assertThat(spend.total())
                    .isEqualByComparingTo(sum(spend.rows().stream().map(Row::total)))
                    .isEqualByComparingTo(sum(spend.perPeriod().stream()));
            for (Row row : spend.rows()) {
                assertThat(row.total()).isEqualByComparingTo(sum(row.perPeriod().stream()));
                if (answer.question().thenBy() != null) {
                    assertThat(row.total())
                            .isEqualByComparingTo(sum(row.parts().stream().map(CostResult.Part::total)));
                }
            }
        }
    }

    /** The sums of an answer that aren't 0. */
    private static Map<String, BigDecimal> sums(CostResult answer) {
        var sums = new TreeMap<String, BigDecimal>();
        for (CurrencySpend spend : answer.currencies()) {
            put(sums, spend.currency(), spend.total(), spend.before());
            for (Row row : spend.rows()) {
                put(sums, spend.currency() + "|" + row.key(), row.total(), row.before());
                row.parts()
                        .forEach(part -> put(
                                sums,
                                spend.currency() + "|" + row.key() + "|" + part.key(),
                                part.total(),
                                part.before()));
            }
        }
        return sums;
    }

    private static void put(Map<String, BigDecimal> sums, String key, BigDecimal now, BigDecimal before) {
        if (now.signum() != 0) {
            sums.put(key, now.stripTrailingZeros());
        }
        if (before.signum() != 0) {
            sums.put("before " + key, before.stripTrailingZeros());
        }
    }

    private static Map<String, BigDecimal> days(CostQuery question) {
        CostResult answer = any.service.ask(question);
        var days = new TreeMap<String, BigDecimal>();
        for (CurrencySpend spend : answer.currencies()) {
            for (int i = 0; i < answer.periods().size(); i++) {
                BigDecimal amount = spend.perPeriod().get(i);
                if (amount.signum() != 0) {
                    days.put(spend.currency() + " " + answer.periods().get(i), amount.stripTrailingZeros());
                }
            }
        }
        return days;
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
