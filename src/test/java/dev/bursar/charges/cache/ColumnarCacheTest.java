package dev.bursar.charges.cache;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.pick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.UsageQueries;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.sums.PartSum;
import dev.bursar.charges.sums.PartSum.Part;
import dev.bursar.charges.sums.UsageSum;
import dev.bursar.kernel.Visibility;
import dev.bursar.testing.Few;
import dev.bursar.testing.Full;
import module java.base;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Questions answered from the copy of charges, beside the same answered by PostgreSQL. */
class ColumnarCacheTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-08-01");
    private static final LocalDate END = LocalDate.parse("2026-11-01");

    private final ChargeDatabase db = new ChargeDatabase();
    private final ColumnarCache cache = db.beans.get(ColumnarCache.class);

    @BeforeEach
    void teams() {
        db.rules.append(db.team("Vision"), List.of("vision"), true, null, null);
        db.rules.append(db.team("NLP"), List.of("nlp"), false, null, null);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    @Few(of = "theCopyAnswersManyQuestionsAsPostgresqlDoes")
    void theCopyAnswersAnyQuestionAsPostgresqlDoes() {
        answersAsPostgresql(20);
    }

    @Test
    @Full("after a change of how questions about costs are asked, or of what is copied")
    void theCopyAnswersManyQuestionsAsPostgresqlDoes() {
        answersAsPostgresql(60);
    }

    private void answersAsPostgresql(int number) {
        var random = new Random(7);
        load(random, FIRST, END);
        var questions = new ArrayList<CostQuery>();
        for (int i = 0; i < number; i++) {
            questions.add(question(random));
        }
        var lead = new Visibility(
                false,
                List.of(
                        new Visibility.Span(db.team("Vision"), FIRST, END.plusYears(1)),
                        new Visibility.Span(db.team("NLP"), FIRST.plusDays(20), FIRST.plusDays(50))));
        for (Visibility visibility : List.of(Visibility.EVERYTHING, lead)) {
            db.visibility.set(visibility);
            List<CostResult> stored = questions.stream().map(db.service::ask).toList();
            cache.refresh();
            assertThat(cache.current(FIRST, END)).hasSize(3);
            assertThat(questions.stream().map(db.service::ask))
                    .usingRecursiveFieldByFieldElementComparator(exactly())
                    .isEqualTo(stored);
        }
    }

    @Test
    void theCopyHasTheSamePartsAsPostgresql() {
        load(new Random(8), FIRST, END);
        // bytes as a part of a gigabyte have thirty decimals; some charges have no quantity
        db.jdbc.sql("""
                update charge set usage_unit = (array['Hrs', 'GB', null])[1 + abs(hashint4(extract(day from charge_day)::int)) % 3],
                       charge_class_id = nullif(record_type_id % 2, 0), part_id = nullif(service_id % 3, 0), resource_id = 77,
                       usage_quantity = case abs(hashint4(extract(day from charge_day)::int + service_id)) % 5 when 0 then null
                         when 1 then 123456789012345 when 2 then -0.000000000931322574615478515625 else 1.5 * team_id + 0.1 end
                """).update();
        var lead = new Visibility(
                false, List.of(new Visibility.Span(db.team("Vision"), FIRST.plusDays(3), END.plusYears(1))));
        var months = new DayRange(FIRST, END);
        var days = new DayRange(FIRST.plusDays(9), END.minusDays(9));
        List<Supplier<Map<Part, PartSum>>> asked = List.of(
                () -> parts(months, Visibility.EVERYTHING),
                () -> parts(days, Visibility.EVERYTHING),
                () -> parts(months, lead),
                () -> parts(days, lead));
        List<Map<Part, PartSum>> stored = asked.stream().map(Supplier::get).toList();
        cache.refresh();
        assertThat(cache.current(FIRST, END)).hasSize(3);
        assertThat(stored).noneMatch(Map::isEmpty);
        for (int i = 0; i < stored.size(); i++) {
            assertThat(asked.get(i).get()).usingRecursiveComparison(exactly()).isEqualTo(stored.get(i));
        }
    }

    private Map<Part, PartSum> parts(DayRange days, Visibility visibility) {
        Map<Part, PartSum> parts = new HashMap<>();
        var question = new CostQuery(
                days.from(), days.to(), Granularity.MONTHLY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of());
        db.beans
                .get(PartQueries.class)
                .each(
                        db.beans.get(QueryConditions.class).of(question).all().getFirst(),
                        visibility,
                        sum -> parts.merge(
                                sum.part(),
                                sum,
                                (one, other) -> new PartSum(
                                        one.part(),
                                        one.cost().add(other.cost()),
                                        one.quantity() == null || other.quantity() == null
                                                ? null
                                                : one.quantity().add(other.quantity()))));
        return parts;
    }

    @Test
    void theCopyHasTheSameUsageAsPostgresql() {
        load(new Random(9), FIRST, END);
        db.jdbc.sql("""
                update charge set usage_unit = (array['1K tokens', 'Units', null])[1 + abs(hashint4(service_id)) % 3],
                       usage_quantity = case abs(hashint4(extract(day from charge_day)::int + service_id)) % 9 when 0 then null
                         when 1 then -0.000000000931322574615478515625 else 1.5 * team_id + 0.1 end
                """).update();
        var lead = new Visibility(
                false, List.of(new Visibility.Span(db.team("Vision"), FIRST.plusDays(3), END.plusYears(1))));
        var months = new DayRange(FIRST, END);
        var days = new DayRange(FIRST.plusDays(9), END.minusDays(9));
        List<Supplier<Map<UsageSum, UsageSum>>> asked = List.of(
                () -> usage(months, Granularity.MONTHLY, null, Visibility.EVERYTHING),
                () -> usage(days, Granularity.DAILY, null, Visibility.EVERYTHING),
                () -> usage(months, Granularity.MONTHLY, Dimension.CALLER, lead),
                () -> usage(days, Granularity.DAILY, Dimension.ACCOUNT, lead));
        List<Map<UsageSum, UsageSum>> stored = asked.stream().map(Supplier::get).toList();
        cache.refresh();
        assertThat(cache.current(FIRST, END)).hasSize(3);
        assertThat(stored).noneMatch(Map::isEmpty);
        for (int i = 0; i < stored.size(); i++) {
            assertThat(asked.get(i).get()).usingRecursiveComparison(exactly()).isEqualTo(stored.get(i));
        }
    }

    private Map<UsageSum, UsageSum> usage(
            DayRange days, Granularity granularity, @Nullable Dimension thenBy, Visibility visibility) {
        var question = new CostQuery(
                days.from(),
                days.to(),
                granularity,
                CostMetric.EFFECTIVE,
                Dimension.USAGE_TYPE,
                thenBy,
                Set.of(),
                null,
                List.of());
        Map<UsageSum, UsageSum> sums = new HashMap<>();
        for (UsageSum sum : new UsageQueries(db.beans.get(CostQueries.class), cache)
                .sums(db.beans.get(QueryConditions.class).of(question).all().getFirst(), granularity, visibility)) {
            sums.merge(
                    with(sum, BigDecimal.ZERO, null),
                    sum,
                    (one, other) -> with(
                            one,
                            one.cost().add(other.cost()),
                            one.quantity() == null || other.quantity() == null
                                    ? null
                                    : one.quantity().add(other.quantity())));
        }
        return sums;
    }

    private static UsageSum with(UsageSum sum, BigDecimal cost, @Nullable BigDecimal quantity) {
        return new UsageSum(
                sum.day(),
                sum.part(),
                sum.service(),
                sum.recordType(),
                sum.usageType(),
                sum.unit(),
                sum.currency(),
                sum.exported(),
                cost,
                quantity);
    }

    @Test
    void aMonthThatChangedIsAskedOfPostgresqlUntilItIsCopiedAgain() {
        load("2026-08-03", "1.5");
        load("2026-09-03", "2.5");
        cache.refresh();
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST, FIRST.plusMonths(1));
        load("2026-09-03", "7");
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST);
        assertThat(total()).isEqualByComparingTo("7.905");
        cache.refresh();
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST, FIRST.plusMonths(1));
        assertThat(total()).isEqualByComparingTo("7.905");
    }

    @Test
    void newOwnersMakeAMonthANewOne() {
        load("2026-08-03", "1.5");
        cache.refresh();
        db.beans.transactions().executeWithoutResult(status -> db.rollups.recompute(List.of(FIRST.plusDays(2))));
        assertThat(cache.current(FIRST, END)).isEmpty();
    }

    @Test
    void aMonthWhoseCostsHaveMoreDigitsStaysWithPostgresql() {
        load("2026-08-03", "0.00000000012345");
        load("2026-09-03", "2.5");
        cache.refresh();
        cache.refresh();
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST.plusMonths(1));
        assertThat(total()).isEqualByComparingTo("2.3250000001148085");
    }

    @Test
    void aMonthWhoseQuantitiesHaveMoreDigitsStaysWithPostgresql() {
        load("2026-08-03", "1.5");
        load("2026-09-03", "2.5");
        db.jdbc
                .sql("update charge set usage_quantity = 1e-40 where charge_day = '2026-08-03'")
                .update();
        cache.refresh();
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST.plusMonths(1));
    }

    @Test
    void anUnreadableCopyIsMadeAnew() throws IOException {
        var folder = Path.of("target/test-data/mirror-" + UUID.randomUUID());
        Files.createDirectories(folder.resolve("cache/1"));
        Files.writeString(folder.resolve("cache/1/charges-4.duckdb"), "no database");
        load("2026-08-03", "1.5");
        var fresh = new ColumnarCache(db.database.jdbc(), db.beans.get(PlatformTransactionManager.class), folder, 1);
        fresh.refresh();
        assertThat(fresh.current(FIRST, END)).containsExactly(FIRST);
        fresh.close();
        var again = new ColumnarCache(db.database.jdbc(), db.beans.get(PlatformTransactionManager.class), folder, 1);
        again.refresh();
        assertThat(again.current(FIRST, END)).containsExactly(FIRST);
        again.close();
        assertThat(again.current(FIRST, END)).isEmpty();
    }

    @Test
    void portalsThatShareAFolderHaveACopyEach() throws Exception {
        var data = Path.of("target/test-data/mirror-" + UUID.randomUUID());
        load("2026-08-03", "1.5");
        ColumnarCache one = cacheIn(data);
        ColumnarCache other = cacheIn(data);
        one.refresh();
        other.refresh();
        other.execute("drop table mirrored");
        assertThat(other.current(FIRST, END)).isEmpty();
        other.refresh();
        other.refresh();
        assertThat(other.current(FIRST, END)).containsExactly(FIRST);
        assertThat(one.current(FIRST, END)).as("goes on with its own").containsExactly(FIRST);
        one.close();
        other.close();

        Path first = data.resolve("cache/1/charges-4.duckdb");
        Path second = data.resolve("cache/2/charges-4.duckdb");
        assertThat(List.of(first, second)).allMatch(Files::exists);
        ColumnarCache again = cacheIn(data);
        again.refresh();
        assertThat(second).as("nobody's").doesNotExist();
        assertThat(again.current(FIRST, END)).containsExactly(FIRST);
        again.close();
    }

    private ColumnarCache cacheIn(Path data) {
        return new ColumnarCache(db.database.jdbc(), db.beans.get(PlatformTransactionManager.class), data, 1);
    }

    @Test
    void anErrorCostsTheCopyOnlyUntilItIsMadeAgain() throws Exception {
        load("2026-08-03", "1.5");
        cache.refresh();
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST);
        cache.execute("drop table mirrored");
        assertThat(cache.current(FIRST, END)).isEmpty();
        assertThat(total()).isEqualByComparingTo("1.395");
        cache.refresh();
        assertThat(cache.current(FIRST, END))
                .as("the next call after an error is passed over")
                .isEmpty();
        cache.refresh();
        assertThat(cache.current(FIRST, END)).containsExactly(FIRST);
    }

    @Test
    void closingDoesNotWaitForACopy() throws Exception {
        load(new Random(7), FIRST, END);
        var copying = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = new ColumnarCache(
                db.database.jdbc(),
                new JdbcTransactionManager(db.database.dataSource()) {
                    @Override
                    protected void doBegin(Object transaction, TransactionDefinition definition) {
                        super.doBegin(transaction, definition);
                        copying.countDown();
                        await(go);
                    }
                },
                Path.of("target/test-data/mirror-" + UUID.randomUUID()),
                1);
        Thread copy = Thread.ofVirtual().start(slow::refresh);
        await(copying);
        slow.close(); // the copy still waits to go on
        go.countDown();
        copy.join(Duration.ofSeconds(30));
        assertThat(copy.isAlive()).isFalse();
        assertThat(slow.current(FIRST, END)).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void smallMonthsAreNotCopied() {
        load("2026-08-03", "1.5");
        var large = new ColumnarCache(
                db.database.jdbc(),
                db.beans.get(PlatformTransactionManager.class),
                Path.of("target/test-data/mirror-" + UUID.randomUUID()),
                2);
        large.refresh();
        assertThat(large.current(FIRST, END)).isEmpty();
    }

    @Test
    void theRestOfTheDaysIsFewRanges() {
        assertThat(CostQueries.without(new DayRange(FIRST.plusDays(3), END.plusDays(4)), Set.of(FIRST.plusMonths(1))))
                .containsExactly(
                        new DayRange(FIRST.plusDays(3), FIRST.plusMonths(1)),
                        new DayRange(FIRST.plusMonths(2), END.plusDays(4)));
        assertThat(CostQueries.without(new DayRange(FIRST, FIRST.plusMonths(1)), Set.of(FIRST)))
                .isEmpty();
    }

    private BigDecimal total() {
        return db.service
                .ask(new CostQuery(FIRST, END, Granularity.DAILY, CostMetric.EFFECTIVE, Dimension.TAG_VALUE, List.of()))
                .currencies()
                .getFirst()
                .total();
    }

    private void load(String day, String unblended) {
        String account = ACCOUNTS.getFirst();
        db.load(ChargeDatabase.slice(day, account, charge(day, account, "AmazonS3", "Usage", "nlp", unblended)));
    }

    private void load(Random random, LocalDate from, LocalDate to) {
        var slices = new ArrayList<Slice>();
        from.datesUntil(to).forEach(day -> ACCOUNTS.forEach(account -> slices.add(someSlice(random, day, account))));
        db.load(slices);
    }

    /** Amounts with at most eight decimals, as AWS writes them with at most ten. */
    private static Slice someSlice(Random random, LocalDate day, String account) {
        List<SourceCharge> charges = Stream.generate(() -> new SourceCharge(
                        day,
                        account,
                        pick(random, ChargeDatabase.SERVICES),
                        pick(random, ChargeDatabase.TYPES),
                        pick(random, ChargeDatabase.TAGS),
                        ChargeDatabase.amounts(
                                random.nextInt(5) == 0 ? "CNY" : "USD",
                                BigDecimal.valueOf(random.nextLong(-1_000_000L, 5_000_000L), random.nextInt(9))
                                        .toString())))
                .limit(random.nextInt(20))
                .toList();
        return new Slice(day, account, random.nextBoolean(), charges);
    }

    private static CostQuery question(Random random) {
        var dimensions = new ArrayList<>(ChargeFixture.DIMENSIONS);
        Collections.shuffle(dimensions, random);
        var filters = new ArrayList<CostFilter>();
        filters.add(new CostFilter(
                Dimension.TAG_VALUE, Operator.values()[random.nextInt(3)], List.of("vision", "none of these")));
        if (random.nextBoolean()) {
            filters.add(new CostFilter(Dimension.ACCOUNT, Operator.IS_NOT, List.of(ACCOUNTS.get(random.nextInt(3)))));
        }
        boolean whole = random.nextBoolean();
        LocalDate from = whole ? FIRST.plusMonths(1) : FIRST.plusDays(31 + random.nextInt(10));
        LocalDate to = whole ? END : END.minusDays(1 + random.nextInt(20));
        long days = from.until(to, ChronoUnit.DAYS);
        return new CostQuery(
                from,
                to,
                Granularity.values()[random.nextInt(Granularity.values().length)],
                CostMetric.values()[random.nextInt(CostMetric.values().length)],
                dimensions.get(0),
                random.nextBoolean() ? dimensions.get(1) : null,
                random.nextBoolean() ? Set.of(Exclusion.TAX) : Set.of(),
                random.nextBoolean() ? new DayRange(from.minusDays(days), from) : null,
                filters);
    }

    private static RecursiveComparisonConfiguration exactly() {
        return RecursiveComparisonConfiguration.builder()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .build();
    }
}
