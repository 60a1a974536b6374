package dev.bursar.charges.cache;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.HandRun;
import dev.bursar.charges.spi.Slice;
import dev.bursar.ownership.apply.OwnershipSync;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month's version changes with its charges and their sums; the tests of imports, refreshes and retention are guarded likewise. */
class ChargeVersionsTest {
    private static final LocalDate OCTOBER = LocalDate.parse("2026-10-01");
    private static final String ACCOUNT = ACCOUNTS.getFirst();

    private final ChargeDatabase db = new ChargeDatabase();

    @BeforeEach
    void guard() {
        VersionGuard.on(db.database);
        db.load(october("1"), november("1"));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static Slice october(String amount) {
        return slice("2026-10-02", ACCOUNT, charge("2026-10-02", ACCOUNT, "AmazonEC2", "Usage", "vision", amount));
    }

    private static Slice november(String amount) {
        return slice("2026-11-02", ACCOUNT, charge("2026-11-02", ACCOUNT, "AmazonEC2", "Usage", "vision", amount));
    }

    private Map<LocalDate, UUID> versions() {
        return new ChargeVersions(db.jdbc).of(OCTOBER, OCTOBER.plusMonths(2));
    }

    @Test
    void aLoadGivesTheMonthsThatItChangesNewVersionsAndNoOthers() {
        Map<LocalDate, UUID> first = versions();
        assertThat(first).hasSize(2);
        db.load(october("1"), november("2"));
        Map<LocalDate, UUID> second = versions();
        assertThat(second.get(OCTOBER)).isEqualTo(first.get(OCTOBER));
        assertThat(second.get(OCTOBER.plusMonths(1))).isNotEqualTo(first.get(OCTOBER.plusMonths(1)));
        // as it was before, and then without charges
        for (Slice slice : List.of(november("1"), slice("2026-11-02", ACCOUNT))) {
            Map<LocalDate, UUID> before = versions();
            db.load(slice);
            assertThat(versions().get(OCTOBER.plusMonths(1)))
                    .isNotEqualTo(before.get(OCTOBER.plusMonths(1)))
                    .isNotEqualTo(first.get(OCTOBER.plusMonths(1)));
        }
    }

    @Test
    void anotherOwnerOfChargesIsAnotherVersion() {
        Map<LocalDate, UUID> before = versions();
        db.rules.append(db.team("Vision"), List.of("vision"), true, null, null);
        db.beans.get(OwnershipSync.class).run(new HandRun(db.beans.transactions()));
        assertThat(versions().values()).hasSize(2).doesNotContainAnyElementsOf(before.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update charge set effective_cost = 7 where charge_day = '2026-10-02'",
                "update spend_by_service set effective_cost = 7 where charge_day = '2026-10-02'",
                "delete from spend_by_account where charge_day = '2026-10-02'",
                "insert into spend_by_team values ('2026-10-03', 5, 'USD', 1, 1)",
                "update spend_by_month set effective_cost = 7 where charge_month = '2026-10-01'"
            })
    void aChangeWithoutANewVersionIsSeenByTheGuard(String change) {
        assertThatThrownBy(() -> db.jdbc.sql(change).update()).hasMessageContaining("no new version");
    }
}
