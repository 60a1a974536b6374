package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Delivered;
import dev.bursar.charges.spi.DeliveredCosts.Stored;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries so large that the database already takes charges while others are read. */
@Timeout(120)
class LargeDeliveryTest {
    private static final int A_DAY = 4_000;
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.parse("2026-09-30"),
            LocalDate.parse("2026-10-01"),
            LocalDate.parse("2026-10-02"),
            LocalDate.parse("2026-11-01"));

    private final TestDatabase database = TestDatabase.migrated();
    private AnnotationConfigApplicationContext node;
    private DeliveredCosts costs;

    @BeforeEach
    void start() {
        VersionGuard.on(database);
        var clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
        node = SyncNode.start(clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of());
        costs = node.getBean(DeliveredCosts.class);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void whatAMonthThatComesAgainLeavesBehindIsGoneAfterTheNext() throws IOException {
        long once = 0;
        long before = 0;
        for (int delivery = 0; delivery < 10; delivery++) {
            byte[] fingerprint = new byte[32];
            fingerprint[0] = (byte) delivery;
            costs.replace(new Delivered("delivery " + delivery, fingerprint), charges -> {
                days(charges, DAYS.subList(1, 3), "one", "two");
                return "FOCUS";
            });
            long taken = database.jdbc()
                    .sql("select pg_relation_size('charge_2026_10')")
                    .query(Long.class)
                    .single();
            if (delivery == 0) {
                once = taken;
                withoutAutovacuum();
            }
            assertThat(Math.min(before, taken))
                    .as("what delivery %d left behind is gone after the next", delivery)
                    .isLessThanOrEqualTo(once * 13 / 10 + (1 << 20));
            before = taken;
        }
        assertThat(sum()).isEqualByComparingTo(new BigDecimal(4 * A_DAY));
    }

    /**
     * On a busy machine it holds a table for longer than a delivery waits, and while it analyses any table, replaced rows stay visible
     * to it.
     */
    private void withoutAutovacuum() {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("""
                    do $$ declare t regclass; begin
                      for t in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
                        execute format('alter table %s set (autovacuum_enabled = false)', t);
                      end loop;
                    end $$
                    """).update();
        }
    }

    @Test
    void payersMonthsAndNewResourcesAreStoredWhileOthersAreRead() throws IOException {
        Stored stored = costs.replace(new Delivered("both", new byte[32]), charges -> {
            days(charges, DAYS, "one", "two");
            return "FOCUS";
        });
        assertThat(stored.charges()).isEqualTo(2L * DAYS.size() * A_DAY);
        assertThat(stored.parts()).hasSize(2);
        assertThat(sum()).isEqualByComparingTo(new BigDecimal(2 * DAYS.size() * A_DAY));

        costs.replace(new Delivered("again", new byte[32]), charges -> {
            days(charges, DAYS.subList(1, 3), "one");
            return "FOCUS";
        });
        assertThat(sum()).as("days that another payer has too").isEqualByComparingTo(new BigDecimal(6 * A_DAY));
        assertThat(costs.held()).hasSize(2);
    }

    @Test
    void theIndexByDayKnowsAllThatWasStored() throws IOException {
        costs.replace(new Delivered("all", new byte[32]), charges -> {
            days(charges, DAYS, "one", "two");
            return "FOCUS";
        });
        try (var owner = database.owner()) {
            var index = JdbcClient.create(owner).sql("""
                    select brin_summarize_new_values('charge_2026_10_day') as left_over,
                           pg_relation_size('charge_2026_10') as bytes,
                           (select reloptions::text from pg_class where relname = 'charge_2026_10_day') as options
                    """).query().singleRow();
            assertThat(index.get("bytes")).asInstanceOf(LONG).as("many ranges").isGreaterThan(1L << 20);
            assertThat(index).containsEntry("left_over", 0);
            assertThat(index.get("options"))
                    .asString()
                    .as("each filled range would be a line in the log")
                    .doesNotContain("autosummarize=on");
        }
    }

    @Test
    void aReadingThatEndsInTheMiddleLeavesWhatWasThere() throws IOException {
        costs.replace(new Delivered("whole", new byte[32]), charges -> {
            days(charges, DAYS.subList(1, 2), "one");
            return "FOCUS";
        });
        assertThatThrownBy(() -> costs.replace(new Delivered("broken", new byte[32]), charges -> {
                    days(charges, DAYS, "one");
                    throw new IOException("no more");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no more");
        assertThat(sum()).isEqualByComparingTo(new BigDecimal(A_DAY));
    }

    @Test
    void daysThatComeAgainAreRefused() {
        assertThatThrownBy(() -> costs.replace(new Delivered("mixed", new byte[32]), charges -> {
                    days(charges, DAYS.reversed(), "one");
                    return "FOCUS";
                }))
                .hasMessage("An export's charges come in the order of their days");
        assertThat(sum()).isZero();
    }

    private BigDecimal sum() {
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
        return database.jdbc()
                .sql("select coalesce(sum(billed_cost), 0) from charge")
                .query(BigDecimal.class)
                .single();
    }

    /** Each charge of 1 dollar. */
    private static void days(Consumer<DeliveredCharge> charges, List<LocalDate> days, String... payers) {
        for (LocalDate day : days) {
            for (String payer : payers) {
                for (int i = 0; i < A_DAY; i++) {
                    charges.accept(charge(day, payer, "arn:" + day + ":" + i));
                }
            }
        }
    }

    private static DeliveredCharge charge(LocalDate day, String payer, String resource) {
        return new DeliveredCharge(
                day,
                YearMonth.of(2026, 10),
                "AWS",
                payer,
                "account of " + payer,
                "Amazon SageMaker",
                "",
                "us-east-1",
                "Host",
                "",
                "Usage",
                "",
                "Standard",
                "",
                "",
                resource,
                Map.of(),
                "USD",
                "Hours",
                new DeliveredCharge.Costs(BigDecimal.ONE, BigDecimal.TEN, null, null, null, null, null, null),
                BigDecimal.ONE,
                1,
                null);
    }
}
