package dev.bursar.charges.store;

import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SliceStore.Loaded;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.kernel.TeamId;
import dev.bursar.local.LocalPostgres;
import dev.bursar.ownership.Ownership;
import module java.base;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

class ChargeLoaderTest {
    private static final String DAY = "2026-10-01";
    private static final String ONE = "012345678901";
    private static final String TWO = "222222222222";
    private ChargeDatabase db;

    @BeforeEach
    void start() {
        db = new ChargeDatabase();
    }

    @AfterEach
    void stop() {
        db.close();
    }

    @Test
    void aSliceIsStoredWithEveryDigitAndItsProvenance() {
        var amounts = new CostAmounts(
                "USD",
                new BigDecimal("1.1000000000000000000001"),
                new BigDecimal("2E+3"),
                new BigDecimal("8.4E-9"),
                new BigDecimal("-0.10"),
                new BigDecimal("720.5"),
                "Hrs");
        Loaded loaded = db.load(
                slice(DAY, ONE, new SourceCharge(LocalDate.parse(DAY), ONE, "AmazonEC2", "Usage", "vision", amounts)));
        assertThat(loaded).isEqualTo(new Loaded(1, 1));
        assertThat(db.jdbc.sql("""
                                select charge_day::text, a.value account, s.value service, r.value record_type, t.value tag,
                                       team_id, rule_id, currency, billed_cost::text, effective_cost::text,
                                       unblended_cost::text, amortized_cost::text, net_unblended_cost::text,
                                       usage_quantity::text, usage_unit
                                  from charge c join term a on a.id = c.account_id join term s on s.id = c.service_id
                                  join term r on r.id = c.record_type_id join term t on t.id = c.tag_value_id
                                """).query().singleRow().values())
                .containsExactly(
                        DAY,
                        ONE,
                        "AmazonEC2",
                        "Usage",
                        "vision",
                        0,
                        0,
                        "USD",
                        "0.0000000084",
                        "-0.10",
                        "1.1000000000000000000001",
                        "2000",
                        "0.0000000084",
                        "720.5",
                        "Hrs");
        Map<String, Object> stored = db.jdbc
                .sql("""
                        select source, run_id, observed_at = :now same_moment, finality, charges from charge_slice
                        """)
                .param("now", java.sql.Timestamp.from(ChargeDatabase.NOW))
                .query()
                .singleRow();
        assertThat(stored.values()).containsExactly("test", 7L, true, "settled", 1);
    }

    @Test
    void aChangedSliceIsReplacedAsAWholeAndItsNeighboursAreLeftAlone() {
        db.load(
                slice(
                        DAY,
                        ONE,
                        charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1"),
                        charge(DAY, ONE, "AmazonEC2", "Usage", "b", "2")),
                slice(DAY, TWO, charge(DAY, TWO, "AmazonEC2", "Usage", "a", "4")),
                slice("2026-10-02", ONE, charge("2026-10-02", ONE, "AmazonEC2", "Usage", "a", "8")));
        List<String> neighbours = versions("charge", "net_unblended_cost in (4, 8)");
        Loaded loaded = db.load(
                slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "a", "16")),
                slice(DAY, TWO, charge(DAY, TWO, "AmazonEC2", "Usage", "a", "4")));
        assertThat(loaded).isEqualTo(new Loaded(1, 1));
        assertThat(db.jdbc
                        .sql("select net_unblended_cost from charge order by 1")
                        .query(BigDecimal.class)
                        .list())
                .extracting(BigDecimal::toString)
                .containsExactly("4", "8", "16");
        assertThat(versions("charge", "net_unblended_cost in (4, 8)")).isEqualTo(neighbours);
        assertNoDifference();
    }

    @Test
    void unchangedSlicesMakeNoNewRowVersions() {
        List<Slice> slices = month(new Random(1));
        db.load(slices);
        List<List<String>> before = everything();
        assertThat(db.load(slices)).isEqualTo(new Loaded(0, 0));
        assertThat(db.load(reversed(slices))).isEqualTo(new Loaded(0, 0));
        assertThat(everything()).isEqualTo(before);
        db.jdbc.sql("select pg_stat_force_next_flush()").query().listOfRows();
        assertThat(db.number("""
                        select coalesce(sum(n_tup_del + n_tup_upd), 0) from pg_stat_user_tables
                         where relname like 'charge%' or relname like 'spend_by%'
                        """)).isZero();
    }

    @Test
    void slicesOfOneDayLoadedInTurnsAddUp() {
        db.load(slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1")));
        db.load(slice(DAY, TWO, charge(DAY, TWO, "AmazonEC2", "Usage", "a", "2")));
        assertThat(db.number("select sum(billed_cost) from spend_by_service")).isEqualByComparingTo("3");
        assertThat(db.number("select count(*) from spend_by_service")).isEqualByComparingTo("1");
        assertThat(db.number("select count(*) from spend_by_account")).isEqualByComparingTo("2");
        assertThat(db.number("select sum(billed_cost) from spend_by_team")).isEqualByComparingTo("3");
        assertThat(db.number("select count(*) from spend_by_team")).isEqualByComparingTo("1");
        assertNoDifference();
    }

    @Test
    void aSliceWithoutChargesClearsWhatWasThere() {
        db.load(
                slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1")),
                slice(DAY, TWO, charge(DAY, TWO, "AmazonEC2", "Usage", "a", "2")));
        assertThat(db.load(slice(DAY, ONE))).isEqualTo(new Loaded(1, 0));
        assertThat(db.number("select sum(billed_cost) from charge")).isEqualByComparingTo("2");
        assertThat(db.number("select count(*) from charge_slice")).isEqualByComparingTo("1");
        assertNoDifference();
        assertThat(db.load(slice(DAY, ONE))).isEqualTo(new Loaded(0, 0));
        assertThat(db.load(slice(DAY, TWO))).isEqualTo(new Loaded(1, 0));
        for (String table : List.of(
                "charge", "charge_slice", "spend_by_service", "spend_by_account", "spend_by_team", "spend_by_month")) {
            assertThat(db.number("select count(*) from " + table)).as(table).isZero();
        }
    }

    @Test
    void aSliceThatNeverHadChargesLeavesNoTrace() {
        assertThat(db.load(slice(DAY, ONE))).isEqualTo(new Loaded(0, 0));
        assertThat(db.load(List.of())).isEqualTo(new Loaded(0, 0));
        assertThat(db.number("select count(*) from charge_slice")).isZero();
    }

    @Test
    void chargesThatCancelToZeroKeepTheirRow() {
        db.load(slice(
                DAY,
                ONE,
                charge(DAY, ONE, "AmazonEC2", "Usage", "a", "5"),
                charge(DAY, ONE, "AmazonEC2", "Usage", "b", "-5")));
        assertThat(db.number("select count(*) from spend_by_service")).isEqualByComparingTo("1");
        assertThat(db.number("select count(*) from spend_by_month")).isEqualByComparingTo("1");
        db.load(slice(DAY, TWO, charge(DAY, TWO, "AmazonEC2", "Usage", "a", "0")));
        assertThat(db.number("select count(*) from spend_by_account")).isEqualByComparingTo("2");
        assertNoDifference();
    }

    @Test
    void whatIsEstimatedBecomesSettledAndWhatWasSettledAndChangesIsRestated() {
        var one = charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1");
        var two = charge(DAY, ONE, "AmazonEC2", "Usage", "a", "2");
        var day = LocalDate.parse(DAY);
        db.load(new Slice(day, ONE, true, List.of(one)));
        assertThat(finality()).isEqualTo("estimated");
        db.load(new Slice(day, ONE, true, List.of(two)));
        assertThat(finality()).isEqualTo("estimated");
        db.load(new Slice(day, ONE, false, List.of(one)));
        assertThat(finality()).isEqualTo("settled");
        db.load(new Slice(day, ONE, false, List.of(two)));
        assertThat(finality()).isEqualTo("restated");
        db.load(new Slice(day, ONE, false, List.of(one)));
        assertThat(finality()).isEqualTo("restated");
    }

    @Test
    void anEstimatedSliceThatSettlesUnchangedIsSettledWithoutTouchingItsCharges() {
        var one = charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1");
        db.load(new Slice(LocalDate.parse(DAY), ONE, true, List.of(one)));
        List<String> before = versions("charge", "true");
        assertThat(db.load(new Slice(LocalDate.parse(DAY), ONE, false, List.of(one))))
                .isEqualTo(new Loaded(0, 0));
        assertThat(finality()).isEqualTo("settled");
        assertThat(versions("charge", "true")).isEqualTo(before);
        assertThat(db.number("select run_id from charge_slice")).isEqualByComparingTo("7");
    }

    @Test
    void aSettledSliceDoesNotBecomeEstimatedAgain() {
        var one = charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1");
        db.load(new Slice(LocalDate.parse(DAY), ONE, false, List.of(one)));
        db.load(new Slice(LocalDate.parse(DAY), ONE, true, List.of(one)));
        assertThat(finality()).isEqualTo("settled");
    }

    @Test
    void aChangeOfScaleAloneIsAChangeBecauseEveryDigitIsKept() {
        db.load(slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1.0")));
        assertThat(db.load(slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1.00"))))
                .isEqualTo(new Loaded(1, 1));
    }

    @Test
    void costThatMovesBetweenTagsAtEqualSumsIsAChange() {
        db.load(slice(
                DAY,
                ONE,
                charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1"),
                charge(DAY, ONE, "AmazonEC2", "Usage", "b", "2")));
        assertThat(db.load(slice(
                        DAY,
                        ONE,
                        charge(DAY, ONE, "AmazonEC2", "Usage", "a", "2"),
                        charge(DAY, ONE, "AmazonEC2", "Usage", "b", "1"))))
                .isEqualTo(new Loaded(1, 2));
        assertNoDifference();
    }

    @Test
    void twoTextsNeverRunIntoEachOtherInTheContentHash() {
        db.load(slice(DAY, ONE, charge(DAY, ONE, "ab", "c", "d", "1")));
        assertThat(db.load(slice(DAY, ONE, charge(DAY, ONE, "a", "bc", "d", "1")))
                        .slices())
                .isEqualTo(1);
        assertThat(db.load(slice(DAY, ONE, charge(DAY, ONE, "a", "b", "cd", "1")))
                        .slices())
                .isEqualTo(1);
    }

    @Test
    void chargesGoToTheTeamWhoseRuleClaimsThem() {
        TeamId vision = db.team("Vision");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.load(slice(
                DAY,
                ONE,
                charge(DAY, ONE, "AmazonEC2", "Usage", "Vision", "1"),
                charge(DAY, ONE, "AmazonEC2", "Usage", "vision", "2"),
                charge(DAY, ONE, "AmazonEC2", "Usage", "", "4")));
        assertThat(db.number("select sum(billed_cost) from spend_by_month where team_id = " + vision.value()))
                .isEqualByComparingTo("3");
        assertThat(db.number("select sum(billed_cost) from spend_by_month where team_id = 0"))
                .isEqualByComparingTo("4");
        assertThat(db.number("select count(*) from charge where rule_id = "
                        + db.rules.all().getFirst().id()))
                .isEqualByComparingTo("2");
    }

    @Test
    void aSliceRefusesChargesOfAnotherDayOrAccount() {
        assertThatThrownBy(() -> slice(DAY, ONE, charge(DAY, TWO, "AmazonEC2", "Usage", "a", "1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> slice(DAY, ONE, charge("2026-10-02", ONE, "AmazonEC2", "Usage", "a", "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void currenciesAreKeptApart() {
        var day = LocalDate.parse(DAY);
        db.load(slice(
                DAY,
                ONE,
                new SourceCharge(day, ONE, "AmazonEC2", "Usage", "a", ChargeDatabase.amounts("USD", "1")),
                new SourceCharge(day, ONE, "AmazonEC2", "Usage", "a", ChargeDatabase.amounts("CNY", "2"))));
        for (String table :
                List.of("charge", "spend_by_service", "spend_by_account", "spend_by_team", "spend_by_month")) {
            assertThat(db.jdbc
                            .sql("select currency || ' ' || billed_cost from " + table + " order by 1")
                            .query(String.class)
                            .list())
                    .as(table)
                    .containsExactly("CNY 2", "USD 1");
        }
    }

    @Test
    void hostileTextsAreStoredOnceAndExactly() {
        List<String> tags = List.of(
                "x".repeat(10_000),
                "x".repeat(9_999) + "y",
                "two\nlines",
                "مرحبا",
                "🧠",
                "=cmd|' /C calc'!A0",
                "<img src=x onerror=alert(1)>",
                " ",
                "a",
                "A");
        var charges = new ArrayList<SourceCharge>();
        tags.forEach(tag -> charges.add(charge(DAY, ONE, "AmazonEC2", "Usage", tag, "1")));
        db.load(new Slice(LocalDate.parse(DAY), ONE, false, charges));
        db.load(new Slice(LocalDate.parse(DAY), ONE, true, charges.reversed()));
        assertThat(db.jdbc
                        .sql("select t.value from charge c join term t on t.id = c.tag_value_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(tags);
        assertThat(db.number("select count(*) from term where kind = 4 and value <> ''"))
                .isEqualByComparingTo("" + tags.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800"})
    void aTextThatPostgresqlCannotKeepRejectsTheWholeLoad(String tag) {
        assertThatThrownBy(() -> db.load(
                        slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "fine", "1")),
                        slice(DAY, TWO, charge(DAY, TWO, "AmazonEC2", "Usage", tag, "1"))))
                .isInstanceOfAny(
                        DataAccessException.class, IllegalStateException.class, IllegalArgumentException.class);
        assertThat(db.number("select count(*) from charge")).isZero();
        assertThat(db.number("select count(*) from charge_slice")).isZero();
    }

    @Test
    void aFailureAfterTheLoadLeavesEverythingAsItWas() {
        db.load(slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "a", "1")));
        List<List<String>> before = everything();
        assertThatThrownBy(() -> db.beans.transactions().executeWithoutResult(status -> {
                    db.loader.replace(
                            List.of(slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "new", "2"))),
                            "test",
                            8,
                            () -> new Ownership(List.of()));
                    throw new IllegalStateException("lease lost");
                }))
                .hasMessage("lease lost");
        assertThat(everything()).isEqualTo(before);
        assertThat(db.load(slice(DAY, ONE, charge(DAY, ONE, "AmazonEC2", "Usage", "new", "2")))
                        .slices())
                .isEqualTo(1);
        assertNoDifference();
    }

    @Test
    void theLoaderNeverWorksOutsideATransaction() {
        assertThatThrownBy(() -> db.loader.replace(List.of(), "test", 1, () -> new Ownership(List.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void monthsBordersAndTheLeapDayFindTheirPartition() {
        db.load(
                slice("2024-02-28", ONE, charge("2024-02-28", ONE, "AmazonEC2", "Usage", "a", "1")),
                slice("2024-02-29", ONE, charge("2024-02-29", ONE, "AmazonEC2", "Usage", "a", "2")),
                slice("2024-03-01", ONE, charge("2024-03-01", ONE, "AmazonEC2", "Usage", "a", "4")),
                slice("2024-12-31", ONE, charge("2024-12-31", ONE, "AmazonEC2", "Usage", "a", "8")));
        assertThat(db.jdbc
                        .sql("select charge_month || ' ' || billed_cost from spend_by_month order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("2024-02-01 3", "2024-03-01 4", "2024-12-01 8");
        assertThat(db.rollups.differences(LocalDate.parse("2024-01-01"), LocalDate.parse("2025-01-01")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void afterRandomLoadsTheRollupsEqualTheChargesAndTheLastContentStands(long seed) {
        var random = new Random(seed);
        TeamId vision = db.team("Vision");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(db.team("Storage"), null, false, null, List.of("AmazonS3"));
        Map<String, Slice> last = new java.util.HashMap<>();
        for (int i = 0; i < 12; i++) {
            var some = new java.util.LinkedHashMap<String, Slice>();
            for (int j = random.nextInt(1, 12); j > 0; j--) {
                LocalDate day = LocalDate.parse("2024-02-25").plusDays(random.nextInt(10));
                String account = ChargeDatabase.pick(random, ChargeDatabase.ACCOUNTS);
                Slice known = last.get(day + account);
                some.put(
                        day + account,
                        known != null && random.nextInt(3) == 0
                                ? known
                                : ChargeDatabase.randomSlice(random, day, account));
            }
            db.load(List.copyOf(some.values()));
            last.putAll(some);
            assertThat(db.rollups.differences(LocalDate.parse("2024-02-01"), LocalDate.parse("2024-04-01")))
                    .isZero();
        }
        for (String currency : List.of("USD", "CNY")) {
            BigDecimal expected = last.values().stream()
                    .flatMap(slice -> slice.charges().stream())
                    .filter(charge -> charge.amounts().currency().equals(currency))
                    .map(charge -> charge.amounts().netUnblended())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            for (String table :
                    List.of("charge", "spend_by_service", "spend_by_account", "spend_by_team", "spend_by_month")) {
                assertThat(db.number("select coalesce(sum(billed_cost), 0) from " + table + " where currency = '"
                                + currency + "'"))
                        .as(table + " " + currency)
                        .isEqualByComparingTo(expected);
            }
        }
    }

    @Test
    void aTamperedRowIsADifference() throws Exception {
        db.load(month(new Random(3)));
        LocalDate from = LocalDate.parse("2026-10-01");
        LocalDate to = LocalDate.parse("2026-11-01");
        assertThat(db.rollups.differences(from, to)).isZero();
        for (String tampering : List.of(
                "update spend_by_service set billed_cost = billed_cost + 0.0000000001"
                        + " where ctid = (select max(ctid) from spend_by_service)",
                "update spend_by_account set effective_cost = effective_cost - 0.01"
                        + " where ctid = (select max(ctid) from spend_by_account)",
                "delete from spend_by_month where ctid = (select max(ctid) from spend_by_month)",
                "update spend_by_team set effective_cost = effective_cost + 0.0000000001"
                        + " where ctid = (select max(ctid) from spend_by_team)",
                "insert into spend_by_team select charge_day, 4711, currency, 0, 0 from spend_by_team limit 1",
                "insert into spend_by_service select charge_day, 4711, service_id, record_type_id, currency, 0, 0"
                        + " from spend_by_service limit 1",
                "update charge set team_id = 99 where (tableoid, ctid) in (select tableoid, ctid from charge limit 1)")) {
            try (var owner = DriverManager.getConnection(
                            db.database.url(), LocalPostgres.OWNER, db.database.ownerPassword());
                    var statement = owner.createStatement()) {
                owner.setAutoCommit(false);
                assertThat(statement.executeUpdate(tampering)).as(tampering).isEqualTo(1);
                owner.commit();
            }
            assertThat(db.rollups.differences(from, to)).as(tampering).isPositive();
            db.beans
                    .transactions()
                    .executeWithoutResult(
                            status -> db.rollups.recompute(from.datesUntil(to).toList()));
            assertThat(db.rollups.differences(from, to)).isZero();
        }
    }

    private static List<Slice> month(Random random) {
        var slices = new ArrayList<Slice>();
        for (int day = 0; day < 5; day++) {
            for (String account : ChargeDatabase.ACCOUNTS) {
                slices.add(
                        ChargeDatabase.randomSlice(random, LocalDate.parse(DAY).plusDays(day), account));
            }
        }
        return slices;
    }

    private static List<Slice> reversed(List<Slice> slices) {
        return slices.stream()
                .map(slice -> new Slice(
                        slice.day(),
                        slice.account(),
                        slice.estimated(),
                        slice.charges().reversed()))
                .toList()
                .reversed();
    }

    private void assertNoDifference() {
        assertThat(db.rollups.differences(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01")))
                .isZero();
    }

    private String finality() {
        return db.jdbc
                .sql("select finality from charge_slice")
                .query(String.class)
                .single();
    }

    private List<List<String>> everything() {
        return List.of(
                versions("charge", "true"),
                versions("charge_slice", "true"),
                versions("spend_by_service", "true"),
                versions("spend_by_account", "true"),
                versions("spend_by_team", "true"),
                versions("spend_by_month", "true"));
    }

    private List<String> versions(String table, String where) {
        return db.jdbc
                .sql("select tableoid || ' ' || ctid || ' ' || xmin from " + table + " where " + where + " order by 1")
                .query(String.class)
                .list();
    }
}
