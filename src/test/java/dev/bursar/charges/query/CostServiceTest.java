package dev.bursar.charges.query;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.pick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.Choice;
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
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.BilledCosts;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.org.Organisation;
import dev.bursar.org.spi.AccountSource;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipReason;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.LocalDateRange;

/** Answers are compared with a plain sum over the charges as they were loaded, and with what the person may see. */
class CostServiceTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-08-20");
    private static final LocalDate LAST = LocalDate.parse("2026-10-10");
    private static final List<Dimension> DIMENSIONS = Stream.concat(
                    ChargeFixture.DIMENSIONS.stream(), Dimension.OF_TEAMS.stream())
            .toList();
    private static ChargeDatabase db;
    private static TeamId vision;
    private static TeamId storage;
    private static TeamId idle;
    private static int research;
    private static int products;
    private static List<Stored> stored;

    /** A charge as it was loaded, with its owner. */
    private record Stored(
            LocalDate day,
            int team,
            String account,
            String service,
            String recordType,
            String tag,
            String currency,
            BigDecimal billed,
            BigDecimal effective) {
        String key(Dimension dimension) {
            return switch (dimension) {
                case Plain.TEAM -> "" + team;
                case Plain.ACCOUNT -> account;
                case Plain.SERVICE -> service;
                case Plain.CHARGE_CATEGORY -> RecordType.category(recordType).label();
                case Plain.RECORD_TYPE -> recordType;
                case Plain.TAG_VALUE -> tag;
                case Plain.DEPARTMENT -> {
                    String department = department();
                    yield department.equals("Research")
                            ? "" + research
                            : department.equals("Products") ? "" + products : department;
                }
                case Plain.COST_CENTRE -> costCentre();
                case Plain plain -> ""; // Cost Explorer doesn't say
                case Dimension.Tag other -> Dimension.NOT_STATED;
            };
        }

        private boolean within(String from, String to) {
            return !day.isBefore(LocalDate.parse(from)) && day.isBefore(LocalDate.parse(to));
        }

        private String department() {
            if (team == 0) {
                return Dimension.NO_TEAM;
            }
            return team == storage.value() || within("2026-09-12", "2027-01-01")
                    ? "Products"
                    : within("2026-08-01", "2026-09-10") ? "Research" : "";
        }

        private String costCentre() {
            if (team == 0) {
                return Dimension.NO_TEAM;
            }
            if (team == storage.value()) {
                return within("2026-09-01", "2027-01-01") ? "4711" : "";
            }
            return within("2026-08-25", "2026-10-01") ? "4711" : within("2026-10-01", "2027-01-01") ? "K 12" : "";
        }

        String label(Dimension dimension) {
            return switch (dimension) {
                case Plain.DEPARTMENT, Plain.COST_CENTRE -> {
                    String what = dimension == Dimension.DEPARTMENT ? department() : costCentre();
                    yield what.equals(Dimension.NO_TEAM)
                            ? "Unallocated"
                            : what.isEmpty() ? "No " + dimension.label().toLowerCase(Locale.ROOT) : what;
                }
                case Plain.TEAM ->
                    team == vision.value() ? "Vision" : team == storage.value() ? "Storage" : "Unallocated";
                case Plain.ACCOUNT -> account.equals(ACCOUNTS.getFirst()) ? "Research <b>" : account;
                case Plain plain -> key(dimension);
                case Dimension.Tag other -> "";
            };
        }
    }

    @BeforeAll
    static void start() {
        db = new ChargeDatabase();
        vision = db.team("Vision");
        storage = db.team("Storage");
        idle = db.team("Idle");
        research = department("Research");
        products = department("Products");
        db.jdbc
                .sql("""
                        insert into team_department (team_id, department_id, valid_from, valid_to)
                        values (:vision, :research, '2026-08-01', '2026-09-10'), (:vision, :products, '2026-09-12', null),
                               (:storage, :products, '2026-01-01', null)
                        """)
                .param("vision", vision.value())
                .param("storage", storage.value())
                .param("research", research)
                .param("products", products)
                .update();
        db.jdbc
                .sql("""
                        insert into team_cost_centre (team_id, cost_centre, valid_from, valid_to)
                        values (:vision, '4711', '2026-08-25', '2026-10-01'), (:vision, 'K 12', '2026-10-01', null),
                               (:storage, '4711', '2026-09-01', null)
                        """)
                .param("vision", vision.value())
                .param("storage", storage.value())
                .update();
        db.beans
                .get(Organisation.class)
                .observed(List.of(new AccountSource.Found(ACCOUNTS.getFirst(), "Research <b>", "1", "ACTIVE")));
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(storage, null, false, null, List.of("AmazonS3"));
        var ownership = new Ownership(db.rules.all());
        var random = new Random(42);
        var slices = new ArrayList<Slice>();
        FIRST.datesUntil(LAST)
                .forEach(day -> ACCOUNTS.forEach(account -> {
                    if (random.nextInt(4) > 0) {
                        slices.add(ChargeDatabase.randomSlice(random, day, account));
                    }
                }));
        db.load(slices);
        stored = slices.stream()
                .flatMap(slice -> BilledCosts.of(slice.charges()).stream())
                .map(billed -> {
                    SourceCharge charge = billed.charge();
                    return new Stored(
                            charge.day(),
                            ownership
                                    .of(charge.day(), charge.account(), charge.service(), charge.tagValue())
                                    .team()
                                    .value(),
                            charge.account(),
                            charge.service(),
                            charge.recordType(),
                            charge.tagValue(),
                            charge.amounts().currency(),
                            billed.billedCost(),
                            charge.amounts().netAmortized());
                })
                .toList();
    }

    private static int department(String name) {
        return db.jdbc
                .sql(
                        "insert into department (name, name_key, valid_from) values (:name, :name, '2026-01-01') returning id")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @BeforeEach
    void everyoneSeesEverything() {
        db.visibility.set(Visibility.EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyQuestionIsAnsweredWithTheSumsOfItsCharges(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Visibility visibility = random.nextInt(3) == 0 ? randomSpans(random) : Visibility.EVERYTHING;
            db.visibility.set(visibility);
            CostQuery question = randomQuestion(random);
            CostResult answer = db.service.ask(question);
            assertThat(sums(answer)).as("%s %s", question, visibility).isEqualTo(expected(question, visibility));
            assertThat(parts(answer)).as("%s %s", question, visibility).isEqualTo(expectedParts(question, visibility));
            assertThat(answer.periods()).doesNotHaveDuplicates().isSorted();
            for (CurrencySpend spend : answer.currencies()) {
                assertThat(spend.total())
                        .isEqualByComparingTo(
                                spend.rows().stream().map(Row::total).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(spend.perPeriod().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                assertThat(spend.rows())
                        .allSatisfy(row -> assertThat(row.perPeriod()).hasSameSizeAs(answer.periods()));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("DIMENSIONS")
    void everyDimensionSumsToTheSameTotal(Dimension dimension) {
        for (CostMetric cost : CostMetric.values()) {
            for (Granularity granularity : Granularity.values()) {
                CostResult answer = db.service.ask(new CostQuery(FIRST, LAST, granularity, cost, dimension, List.of()));
                assertThat(answer.currencies())
                        .as("%s %s", cost, granularity)
                        .allSatisfy(spend -> assertThat(spend.total())
                                .isEqualByComparingTo(stored.stream()
                                        .filter(charge -> charge.currency().equals(spend.currency()))
                                        .map(charge -> cost == CostMetric.BILLED ? charge.billed() : charge.effective())
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)))
                        .hasSize(2);
            }
        }
    }

    @Test
    void unallocatedAndUntaggedAreRowsLikeTheOthers() {
        assertThat(rows(Dimension.TEAM)).contains("0 Unallocated").hasSize(3);
        assertThat(rows(Dimension.TAG_VALUE)).contains(" Untagged", "=cmd|' /C calc'!A0 =cmd|' /C calc'!A0");
        assertThat(rows(Dimension.ACCOUNT)).contains("012345678901 Research <b>", "111111111111 111111111111");
        assertThat(rows(Dimension.CHARGE_CATEGORY))
                .containsExactlyInAnyOrder(
                        "Usage Usage", "Adjustment Adjustment", "Tax Tax", "Credit Credit", "Purchase Purchase");
    }

    @Test
    void aMonthThatALeadLedOnlyInPartIsSummedByDay() {
        var month = new CostQuery(
                LocalDate.parse("2026-09-01"),
                LocalDate.parse("2026-10-01"),
                Granularity.MONTHLY,
                CostMetric.BILLED,
                Dimension.TEAM,
                List.of());
        for (Span span : List.of(
                new Span(vision, month.from(), month.to()),
                new Span(vision, month.from().minusDays(3), month.to().plusDays(3)),
                new Span(vision, month.from().plusDays(1), month.to()),
                new Span(vision, month.from(), month.to().minusDays(1)))) {
            var visibility = new Visibility(false, List.of(span));
            db.visibility.set(visibility);
            CostResult answer = db.service.ask(month);
            assertThat(sums(answer)).as("%s", span).isEqualTo(expected(month, visibility));
            assertThat(answer.accountsSeen()).as("%s", span).isEqualTo(3);
        }
    }

    @Test
    void theDateOfASpanDecidesWhatALeadSees() {
        var from = LocalDate.parse("2026-09-10");
        var to = LocalDate.parse("2026-09-15");
        db.visibility.set(new Visibility(false, List.of(new Span(vision, from, to))));
        CostResult answer = db.service.ask(whole(Dimension.SERVICE));
        assertThat(answer.currencies()).isNotEmpty();
        for (CurrencySpend spend : answer.currencies()) {
            for (int i = 0; i < answer.periods().size(); i++) {
                LocalDate day = answer.periods().get(i);
                BigDecimal expected = stored.stream()
                        .filter(charge -> charge.team() == vision.value()
                                && charge.day().equals(day)
                                && charge.currency().equals(spend.currency())
                                && !day.isBefore(from)
                                && day.isBefore(to))
                        .map(Stored::billed)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(spend.perPeriod().get(i)).as("%s", day).isEqualByComparingTo(expected);
            }
        }
    }

    @Test
    void aLeadFindsNothingOfAnotherTeamByFilterChoiceReasonOrCount() {
        db.visibility.set(new Visibility(false, List.of(new Span(vision, FIRST, LAST))));
        for (Dimension dimension : DIMENSIONS) {
            assertThat(sums(db.service.ask(whole(dimension, is(Dimension.TEAM, "" + storage.value(), "0"))))
                            .isEmpty())
                    .as("%s", dimension)
                    .isTrue();
            assertThat(db.service.choices(dimension, FIRST, LAST))
                    .as("%s", dimension)
                    .allSatisfy(choice -> assertThat(stored)
                            .anyMatch(charge -> charge.team() == vision.value()
                                    && charge.key(dimension).equals(choice.key())));
        }
        assertThat(db.service.choices(Dimension.TEAM, FIRST, LAST))
                .containsExactly(new Choice("" + vision.value(), "Vision"));
        assertThat(db.reasons.of(whole(Dimension.TEAM)))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason.team()).isEqualTo("Vision"));
        CostResult hidden = db.service.ask(whole(Dimension.TEAM, is(Dimension.TEAM, "" + storage.value())));
        CostResult missing = db.service.ask(whole(Dimension.TEAM, is(Dimension.TEAM, "4711")));
        assertThat(hidden.currencies()).isEqualTo(missing.currencies()).isEmpty();
        assertThat(hidden.finality().estimated()).isEqualTo(missing.finality().estimated());
        assertThat(hidden.accountsSeen()).isEqualTo(missing.accountsSeen()).isZero();
    }

    @Test
    void aLeadWithoutCostsAndAPersonWithoutRightsSeeAnEmptyAnswer() {
        for (Visibility visibility :
                List.of(Visibility.NOTHING, new Visibility(false, List.of(new Span(idle, FIRST, LAST))))) {
            db.visibility.set(visibility);
            CostResult answer = db.service.ask(whole(Dimension.TEAM));
            assertThat(answer.currencies()).isEmpty();
            assertThat(answer.accountsSeen()).isZero();
            assertThat(answer.finality().estimated()).isEmpty();
            assertThat(answer.periods()).hasSize(51);
            assertThat(db.reasons.of(whole(Dimension.TEAM))).isEmpty();
            assertThat(db.service.choices(Dimension.SERVICE, FIRST, LAST)).isEmpty();
            assertThat(db.service.seesEverything()).isFalse();
        }
    }

    @Test
    void onlyAccountsWithVisibleChargesInTheRangeAreCounted() {
        assertThat(db.service.ask(whole(Dimension.TEAM)).accountsSeen()).isEqualTo(3);
        for (var visibility : List.of(
                Visibility.EVERYTHING, new Visibility(false, List.of(new Span(vision, FIRST, LAST.minusDays(3)))))) {
            db.visibility.set(visibility);
            FIRST.datesUntil(LAST).forEach(day -> {
                var question = new CostQuery(
                        day, day.plusDays(1), Granularity.DAILY, CostMetric.BILLED, Dimension.TEAM, List.of());
                assertThat(db.service.ask(question).accountsSeen())
                        .as("%s", day)
                        .isEqualTo((int) stored.stream()
                                .filter(charge -> charge.day().equals(day) && visible(charge, visibility))
                                .map(Stored::account)
                                .distinct()
                                .count());
            });
        }
    }

    @Test
    void daysThatAwsMayStillChangeAreToldAsRanges() {
        try (var own = new ChargeDatabase()) {
            for (String day : List.of("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-24")) {
                for (String account : ACCOUNTS) {
                    own.load(new Slice(
                            LocalDate.parse(day),
                            account,
                            !day.equals("2026-11-20") && account.equals(ACCOUNTS.getFirst()),
                            List.of(charge(day, account, "AmazonEC2", "Usage", "a", "1"))));
                }
            }
            var question = new CostQuery(
                    LocalDate.parse("2026-11-01"),
                    LocalDate.parse("2026-12-01"),
                    Granularity.MONTHLY,
                    CostMetric.BILLED,
                    Dimension.TEAM,
                    List.of());
            assertThat(own.service.ask(question).finality().estimated())
                    .containsExactly(
                            LocalDateRange.of(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-23")),
                            LocalDateRange.of(LocalDate.parse("2026-11-24"), LocalDate.parse("2026-11-25")));
            assertThat(own.service.extent())
                    .contains(new DayRange(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-25")));
        }
    }

    @Test
    void nothingLoadedIsAnEmptyAnswer() {
        try (var own = new ChargeDatabase()) {
            assertThat(own.service.ask(whole(Dimension.TEAM)).currencies()).isEmpty();
            assertThat(own.service.ask(whole(Dimension.TAG_VALUE)).currencies()).isEmpty();
            assertThat(own.service.extent()).isEmpty();
            assertThat(own.service.observedAt()).isEmpty();
        }
    }

    @Test
    void containsIgnoresCaseAndTakesItsTextLiterally() {
        assertThat(total(contains(Dimension.TAG_VALUE, "ISIO")))
                .isEqualByComparingTo(total(is(Dimension.TAG_VALUE, "vision", "Vision")));
        assertThat(total(contains(Dimension.TEAM, "alloc"))).isEqualByComparingTo(total(is(Dimension.TEAM, "0")));
        assertThat(total(contains(Dimension.ACCOUNT, "research")))
                .isEqualByComparingTo(total(is(Dimension.ACCOUNT, ACCOUNTS.getFirst())));
        for (String wild : List.of("%", "_", "vis_on", "v.*", "\\", "\u0000", "'")) {
            for (Dimension dimension : DIMENSIONS) {
                boolean known = wild.equals("'") && dimension == Dimension.TAG_VALUE;
                assertThat(db.service
                                .ask(whole(dimension, contains(dimension, wild)))
                                .currencies()
                                .isEmpty())
                        .as("%s contains %s", dimension, wild)
                        .isEqualTo(!known);
            }
        }
    }

    @Test
    void filterValuesThatMatchNothingKeepNothingOrDropNothing() {
        BigDecimal all =
                db.service.ask(whole(Dimension.TEAM)).currencies().getFirst().total();
        for (Dimension dimension : DIMENSIONS) {
            for (String text : List.of("nothing like this", "-1", "99999999999", "\u0000", "x".repeat(10_000))) {
                assertThat(db.service
                                .ask(whole(Dimension.TEAM, is(dimension, text)))
                                .currencies())
                        .as("%s is %s", dimension, text)
                        .isEmpty();
                assertThat(total(new CostFilter(dimension, Operator.IS_NOT, List.of(text))))
                        .as("%s is not %s", dimension, text)
                        .isEqualByComparingTo(all);
            }
        }
    }

    @Test
    void whyNamesTheTeamThatHasTheCostsUntilAChangedRuleIsApplied() {
        OwnershipRule rule = db.rules.all().stream()
                .filter(one -> one.team().equals(vision))
                .findFirst()
                .orElseThrow();
        give(rule, idle);
        try {
            assertThat(db.reasons.of(whole(Dimension.TEAM, is(Dimension.TEAM, "" + vision.value()))))
                    .isNotEmpty()
                    .allSatisfy(reason -> {
                        assertThat(reason.team()).isEqualTo("Vision");
                        assertThat(reason.rule()).isEmpty();
                        assertThat(reason.outdated()).isTrue();
                    });
        } finally {
            give(rule, vision);
        }
    }

    private void give(OwnershipRule rule, TeamId team) {
        db.jdbc
                .sql("update ownership_rule set team_id = :team where id = :id")
                .param("team", team.value())
                .param("id", rule.id())
                .update();
    }

    @Test
    void whyNamesTheRuleTheTagValueAndTheAccount() {
        List<OwnershipReason> reasons = db.reasons.of(whole(Dimension.TEAM, is(Dimension.TEAM, "" + vision.value())));
        assertThat(reasons).isNotEmpty().allSatisfy(reason -> {
            assertThat(reason.team()).isEqualTo("Vision");
            assertThat(reason.rule())
                    .hasValueSatisfying(rule -> assertThat(rule.team()).isEqualTo(vision));
            assertThat(reason.tagValue()).isEqualToIgnoringCase("vision");
        });
        assertThat(reasons.stream()
                        .filter(reason -> reason.currency().equals("USD"))
                        .map(OwnershipReason::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(stored.stream()
                        .filter(charge -> charge.team() == vision.value()
                                && charge.currency().equals("USD"))
                        .map(Stored::billed)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(db.reasons.of(whole(Dimension.TEAM, is(Dimension.TEAM, "0"))))
                .isNotEmpty()
                .allSatisfy(reason -> {
                    assertThat(reason.rule()).isEmpty();
                    assertThat(reason.team()).isEqualTo("Unallocated");
                });
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() ->
                        new CostQuery(LAST, LAST, Granularity.DAILY, CostMetric.BILLED, Dimension.TEAM, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> is(Dimension.TEAM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> is(Dimension.TAG_VALUE, "x".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal total(CostFilter... filters) {
        return db.service.ask(whole(Dimension.TEAM, filters)).currencies().stream()
                .filter(spend -> spend.currency().equals("USD"))
                .map(CurrencySpend::total)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static List<String> rows(Dimension dimension) {
        return db.service.ask(whole(dimension)).currencies().stream()
                .filter(spend -> spend.currency().equals("USD"))
                .flatMap(spend -> spend.rows().stream())
                .map(row -> row.key() + " " + row.label())
                .toList();
    }

    private static CostQuery whole(Dimension groupBy, CostFilter... filters) {
        return new CostQuery(FIRST, LAST, Granularity.DAILY, CostMetric.BILLED, groupBy, List.of(filters));
    }

    private static CostFilter is(Dimension dimension, String... values) {
        return new CostFilter(dimension, Operator.IS, List.of(values));
    }

    private static CostFilter contains(Dimension dimension, String part) {
        return new CostFilter(dimension, Operator.CONTAINS, List.of(part));
    }

    private static Visibility randomSpans(Random random) {
        var spans = new ArrayList<Span>();
        for (int i = random.nextInt(4); i > 0; i--) {
            LocalDate from = FIRST.plusDays(random.nextInt(-30, 50));
            LocalDate to = from.plusDays(random.nextInt(1, 90));
            if (random.nextBoolean()) {
                from = from.withDayOfMonth(1);
                to = from.plusMonths(random.nextInt(1, 4));
            }
            spans.add(new Span(pick(random, List.of(vision, storage, idle)), from, to));
        }
        return new Visibility(false, spans);
    }

    private static CostQuery randomQuestion(Random random) {
        LocalDate from = FIRST.plusDays(random.nextInt(-5, 50));
        LocalDate to = from.plusDays(random.nextInt(1, 60));
        if (random.nextInt(3) == 0) {
            from = from.withDayOfMonth(1);
            to = from.plusMonths(random.nextInt(1, 4));
        }
        var filters = new ArrayList<CostFilter>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Dimension dimension = pick(random, DIMENSIONS);
            Operator operator = pick(random, List.of(Operator.values()));
            var values = new ArrayList<String>();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                Stored example = pick(random, stored);
                String label = example.label(dimension);
                values.add(
                        operator != Operator.CONTAINS
                                ? example.key(dimension)
                                : label.isEmpty()
                                        ? "i"
                                        : label.substring(random.nextInt(label.length()))
                                                .toUpperCase(Locale.ROOT));
            }
            filters.add(new CostFilter(dimension, operator, values));
        }
        Dimension by = pick(random, DIMENSIONS);
        Dimension then = pick(random, DIMENSIONS);
        var without = new HashSet<Exclusion>();
        for (Exclusion part : Exclusion.values()) {
            if (random.nextInt(5) == 0) {
                without.add(part);
            }
        }
        return new CostQuery(
                from,
                to,
                pick(random, List.of(Granularity.values())),
                pick(random, List.of(CostMetric.values())),
                by,
                then.equals(by) || random.nextBoolean() ? null : then,
                without,
                random.nextBoolean()
                        ? null
                        : pick(random, List.of(Comparison.values())).of(new DayRange(from, to)),
                filters);
    }

    private static boolean visible(Stored charge, Visibility visibility) {
        return visibility.everything()
                || visibility.spans().stream()
                        .anyMatch(span -> span.team().value() == charge.team()
                                && !charge.day().isBefore(span.from())
                                && charge.day().isBefore(span.to()));
    }

    private static boolean matches(Stored charge, CostFilter filter) {
        String key = charge.key(filter.dimension());
        String label = charge.label(filter.dimension()).toLowerCase(Locale.ROOT);
        return switch (filter.operator()) {
            case IS -> filter.values().contains(key);
            case IS_NOT -> !filter.values().contains(key);
            case CONTAINS ->
                filter.values().stream()
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .anyMatch(part ->
                                label.contains(part) || filter.dimension() == Dimension.ACCOUNT && key.contains(part));
        };
    }

    /** Whether filters keep the charge and nothing leaves it out; whatever its day. */
    private static boolean asked(Stored charge, CostQuery question) {
        ChargeCategory category = RecordType.category(charge.recordType());
        return question.filters().stream().allMatch(filter -> matches(charge, filter))
                && !(question.without().contains(Exclusion.CREDITS) && category == ChargeCategory.CREDIT)
                && !(question.without().contains(Exclusion.TAX) && category == ChargeCategory.TAX)
                && !(question.without().contains(Exclusion.COMMITMENTS)
                        && charge.recordType().equals("SavingsPlanRecurringFee"));
    }

    /** What the service says of groups and parts, now and before: "currency|key|part" to both sums. */
    private static Map<String, String> parts(CostResult answer) {
        var sums = new TreeMap<String, BigDecimal>();
        for (CurrencySpend spend : answer.currencies()) {
            for (Row row : spend.rows()) {
                sums.put("before|" + spend.currency() + "|" + row.key(), row.before());
                for (CostResult.Part part : row.parts()) {
                    String key = spend.currency() + "|" + row.key() + "|" + part.key();
                    sums.put("now|" + key, part.total());
                    sums.put("before|" + key, part.before());
                    if (answer.question().granularity() == Granularity.MONTHLY) {
                        assertThat(part.perPeriod()).hasSameSizeAs(answer.periods());
                        assertThat(part.perPeriod().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                                .isEqualByComparingTo(part.total());
                    } else {
                        assertThat(part.perPeriod()).isEmpty();
                    }
                }
            }
            for (int i = 0; i < answer.periods().size(); i++) {
                sums.put(
                        "line|" + spend.currency() + "|" + answer.periods().get(i),
                        spend.beforePerPeriod().get(i));
            }
            sums.put("before|" + spend.currency(), spend.before());
        }
        return plain(sums);
    }

    /** The same from the charges themselves, of currencies that have anything now. */
    private static Map<String, String> expectedParts(CostQuery question, Visibility visibility) {
        var sums = new TreeMap<String, BigDecimal>();
        var currencies = new HashSet<String>();
        DayRange now = new DayRange(question.from(), question.to());
        for (Stored charge : stored) {
            if (visible(charge, visibility) && asked(charge, question) && within(charge.day(), now)) {
                currencies.add(charge.currency());
                if (question.thenBy() != null) {
                    sums.merge(
                            "now|" + charge.currency() + "|" + charge.key(question.groupBy()) + "|"
                                    + charge.key(question.thenBy()),
                            cost(charge, question),
                            BigDecimal::add);
                }
            }
        }
        DayRange before = question.before();
        if (before != null) {
            LocalDate first = question.granularity().periodOf(question.from());
            stored.stream()
                    .filter(charge -> visible(charge, visibility)
                            && asked(charge, question)
                            && within(charge.day(), before)
                            && currencies.contains(charge.currency()))
                    .forEach(charge -> {
                        var keys = new ArrayList<String>();
                        String row = "before|" + charge.currency() + "|" + charge.key(question.groupBy());
                        keys.add("before|" + charge.currency());
                        keys.add(row);
                        if (question.thenBy() != null) {
                            keys.add(row + "|" + charge.key(question.thenBy()));
                        }
                        LocalDate place = question.granularity() == Granularity.DAILY
                                ? first.plusDays(ChronoUnit.DAYS.between(before.from(), charge.day()))
                                : first.plusMonths(ChronoUnit.MONTHS.between(
                                        before.from().withDayOfMonth(1),
                                        charge.day().withDayOfMonth(1)));
                        if (place.isBefore(question.to())) {
                            keys.add("line|" + charge.currency() + "|" + place);
                        }
                        keys.forEach(key -> sums.merge(key, cost(charge, question), BigDecimal::add));
                    });
        }
        return plain(sums);
    }

    private static boolean within(LocalDate day, DayRange days) {
        return !day.isBefore(days.from()) && day.isBefore(days.to());
    }

    private static BigDecimal cost(Stored charge, CostQuery question) {
        return question.cost() == CostMetric.BILLED ? charge.billed() : charge.effective();
    }

    /** "currency|key|period" to the sum in plain digits, for all groups that have a charge. */
    private static Map<String, String> expected(CostQuery question, Visibility visibility) {
        var sums = new TreeMap<String, BigDecimal>();
        stored.stream()
                .filter(charge ->
                        !charge.day().isBefore(question.from()) && charge.day().isBefore(question.to()))
                .filter(charge -> visible(charge, visibility))
                .filter(charge -> asked(charge, question))
                .forEach(charge -> sums.merge(
                        charge.currency() + "|" + charge.key(question.groupBy()) + "|"
                                + question.granularity().periodOf(charge.day()),
                        question.cost() == CostMetric.BILLED ? charge.billed() : charge.effective(),
                        BigDecimal::add));
        return plain(sums);
    }

    private static Map<String, String> sums(CostResult answer) {
        var sums = new TreeMap<String, BigDecimal>();
        for (CurrencySpend spend : answer.currencies()) {
            for (Row row : spend.rows()) {
                for (int i = 0; i < answer.periods().size(); i++) {
                    sums.put(
                            spend.currency() + "|" + row.key() + "|"
                                    + answer.periods().get(i),
                            row.perPeriod().get(i));
                }
            }
        }
        return plain(sums);
    }

    private static Map<String, String> plain(Map<String, BigDecimal> sums) {
        var plain = new TreeMap<String, String>();
        sums.forEach((key, sum) -> {
            if (sum.signum() != 0) {
                plain.put(key, sum.stripTrailingZeros().toPlainString());
            }
        });
        return plain;
    }
}
