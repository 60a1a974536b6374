package dev.bursar.charges.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SettingsService;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.Test;

class ChargeRetentionTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 10, 1);

    private static long rows(SyncRig rig, String table, String day, LocalDate before) {
        return rig.database
                .jdbc()
                .sql("select count(*) from " + table + " where " + day + " < ?")
                .param(before)
                .query(Long.class)
                .single();
    }

    @Test
    void oldMonthsGoWithTheirSumsAndAreNotReadAgain() {
        var clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
        // costs in each month, on a few of its days
        var organisation = Organisation.seeded(7, clock);
        organisation.remove(FIRST, LocalDate.of(2027, 4, 1), line -> line.day().getDayOfMonth() > 4);
        try (var rig = new SyncRig(clock, organisation, Map.of())) {
            assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
            var service = rig.bean(SettingsService.class);
            var settings = new ChosenSettings(null, null, null, Map.of(), Map.of("costs", 15));
            service.change(settings, service.settings().version());
            assertThat(rig.run("retention").progress().rowsChanged())
                    .as("nothing is old enough")
                    .isZero();

            clock.forward(Duration.ofDays(120));
            VersionGuard.on(rig.database);
            assertThat(service.wouldGo("costs", 15)).containsExactly(YearMonth.of(2025, 10), YearMonth.of(2025, 11));
            assertThat(rig.run("retention").progress().rowsChanged()).isPositive();
            var kept = LocalDate.of(2025, 12, 1);
            for (var table : Map.of(
                            "charge", "charge_day",
                            "charge_slice", "charge_day",
                            "spend_by_service", "charge_day",
                            "spend_by_account", "charge_day",
                            "spend_by_team", "charge_day",
                            "charge_month", "charge_month",
                            "spend_by_month", "charge_month",
                            "cost_probe", "period")
                    .entrySet()) {
                assertThat(rows(rig, table.getKey(), table.getValue(), kept))
                        .as(table.getKey())
                        .isZero();
            }
            assertThat(rows(rig, "charge", "charge_day", kept.plusMonths(1))).isPositive();
            assertThat(rig.bean(Rollups.class).differences(FIRST, LocalDate.of(2027, 4, 1)))
                    .isZero();

            assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
            assertThat(rows(rig, "charge", "charge_day", kept)).as("read again").isZero();
        }
    }
}
