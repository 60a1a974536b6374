package dev.bursar.efficiency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RetainedData;
import dev.bursar.sync.control.SettingsService;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EfficiencyRetentionTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig =
            new SyncRig(clock, Organisation.seeded(7, clock, LocalDate.parse("2026-10-01")), Map.of());
    private final JdbcClient jdbc = rig.database.jdbc();
    private final WorkloadRows rows = new WorkloadRows(jdbc);
    private long workload;

    @BeforeEach
    void oldAndNew() {
        workload = rows.endpoint("tide").add();
        rows.hours(workload, "2026-05-31T22:00:00Z", 4, 1);
        rows.hours(workload, "2026-06-30T23:00:00Z", 2, 1);
        rows.hours(workload, "2026-11-20T00:00:00Z", 3, 1);
        jdbc.sql("""
                        insert into ml_measured (variant_id, from_hour, to_hour, complete, unreadable, read_at)
                        select id, '2026-05-01', '2026-11-24', true, 0, '2026-11-24' from ml_variant
                        """).update();
        rows.prices();
        // versions 1 to 3 are old; a proposal that was approved names 2, one that was withdrawn names 3
        jdbc.sql("""
                        insert into ml_price_version (id, region, content_hash, read_at, checked_at) overriding system value
                        values (1, 'eu-central-1', sha256('1'), '2026-01-01', '2026-03-31'),
                               (2, 'eu-central-1', sha256('2'), '2026-04-01', '2026-04-30'),
                               (3, 'eu-central-1', sha256('3'), '2026-05-01', '2026-05-31'),
                               (4, 'us-west-2', sha256('4'), '2026-01-01', '2026-02-01')
                        """).update();
        jdbc.sql("insert into ml_price select 1, component, instance_type, 9 from ml_price where version_id = 7")
                .update();
        long withdrawn = rows.proposal(workload, "10");
        jdbc.sql(
                        "update ml_proposal set state = 'withdrawn', price_version = 3, checked_at = '2026-06-10' where id = :id")
                .param("id", withdrawn)
                .update();
        long approved = rows.proposal(workload, "20");
        jdbc.sql("""
                        update ml_proposal set state = 'approved', price_version = 2, checked_at = '2026-06-10', decided_by = 'Ada',
                               decided_at = '2026-06-11' where id = :id
                        """).param("id", approved).update();
        jdbc.sql("""
                        insert into ml_job (workload_id, kind, arn, arn_hash, name, status, instances, created_at, spot, checkpoints,
                               retained_seconds, interruptions)
                        select :id, 'training', 'arn' || n, sha256(cast('arn' || n as bytea)), 'job-' || n, 'Completed', 1, at, false, false,
                               0, 0
                          from (values (1, timestamptz '2026-06-01'), (2, timestamptz '2026-11-01')) v (n, at)
                        """).param("id", workload).update();
        jdbc.sql("""
                        insert into ml_log_question (workload_id, question, hours, asked_by, asked_at, cost_usd)
                        values (:id, 'errors', 1, 'Ada', '2026-06-15', 0.01), (:id, 'errors', 1, 'Ada', '2026-11-15', 0.01)
                        """).param("id", workload).update();
        jdbc.sql("insert into ml_resource_cost_day values ('2026-06-20', '2026-06-21'), ('2026-07-01', '2026-07-02')")
                .update();
        jdbc.sql("""
                        insert into ml_resource_cost (day, resource, usage_type, currency, effective_cost)
                        select day, 'i-1', 'BoxUsage:m5.large', 'USD', 1 from ml_resource_cost_day
                        """).update();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void keep(int months) {
        SettingsService service = rig.bean(SettingsService.class);
        service.change(
                new ChosenSettings(null, null, null, Map.of(), Map.of("efficiency", months)),
                service.settings().version());
        rig.run("retention");
    }

    private List<String> all(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Test
    void monthsGoUpToWhatIsStillUsed() {
        RetainedData data = rig.beans(RetainedData.class).stream()
                .filter(one -> one.name().equals("efficiency"))
                .findFirst()
                .orElseThrow();
        assertThat(data.monthsBefore(YearMonth.of(2026, 7)))
                .containsExactly(YearMonth.of(2026, 3), YearMonth.of(2026, 5), YearMonth.of(2026, 6));
        keep(5);

        String hours = "select to_char(hour at time zone 'UTC', 'MM-DD HH24') from ml_point order by hour";
        assertThat(all(hours))
                .containsExactly("06-01 00", "06-01 01", "06-30 23", "07-01 00", "11-20 00", "11-20 01", "11-20 02");
        // what was asked for begins with what is left
        assertThat(all("select to_char(from_hour at time zone 'UTC', 'MM-DD') from ml_measured"))
                .containsExactly("06-01");

        keep(4);
        assertThat(all(hours)).containsExactly("07-01 00", "11-20 00", "11-20 01", "11-20 02");
        assertThat(all("select name from ml_job")).containsExactly("job-2");
        assertThat(all("select to_char(asked_at, 'MM') from ml_log_question")).containsExactly("11");
        assertThat(all("select state from ml_proposal")).containsExactly("approved");
        assertThat(all("select to_char(day, 'MM-DD') from ml_resource_cost")).containsExactly("07-01");
        // the withdrawn proposal is gone, so the next run finds that nothing names its prices
        rig.run("retention");
        // the approved proposal's, the newest of Frankfurt and the only one of Oregon
        assertThat(all("select id::text from ml_price_version order by id")).containsExactly("2", "4", "7");
        assertThat(all("select distinct version_id::text from ml_price")).containsExactly("7");
        assertThat(all("select name from ml_workload")).containsExactly("tide");
        assertThat(data.monthsBefore(YearMonth.of(2026, 7))).isEmpty();
    }
}
