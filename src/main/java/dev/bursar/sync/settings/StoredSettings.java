package dev.bursar.sync.settings;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what an admin has set. It is read each time that it is needed, so that a change is in force on all nodes at once. */
@Component
public class StoredSettings {
    private final JdbcClient jdbc;
    private final SyncSettings environment;

    StoredSettings(JdbcClient jdbc, SyncSettings environment) {
        this.jdbc = jdbc;
        this.environment = environment;
    }

    /** The caps in force. */
    public Caps caps() {
        return jdbc.sql("select daily_cap_usd, monthly_cap_usd from sync_settings")
                .query((row, i) -> new Caps(
                        Optional.ofNullable(row.getBigDecimal("daily_cap_usd")).orElse(environment.dailyCapUsd()),
                        Optional.ofNullable(row.getBigDecimal("monthly_cap_usd"))
                                .orElse(environment.monthlyCapUsd())))
                .single();
    }

    public Optional<Integer> requestsPerSecond() {
        return jdbc.sql("select requests_per_second from sync_settings where requests_per_second is not null")
                .query(Integer.class)
                .optional();
    }

    /** When the job is due: as set, else as often as it says itself, from midnight on. */
    public Timetable timetable(SyncJob job) {
        return jdbc.sql("select every_hours, first_hour from sync_schedule where job = :job")
                .param("job", job.name())
                .query(RecordMapper.of(Timetable.class))
                .optional()
                .orElseGet(() -> byItself(job));
    }

    public static Timetable byItself(SyncJob job) {
        return new Timetable(job.everyHours(), 0);
    }

    public Map<String, Integer> keptMonths() {
        var months = new LinkedHashMap<String, Integer>();
        jdbc.sql("select kept, months from retention order by kept").query(row -> {
            months.put(row.getString("kept"), row.getInt("months"));
        });
        return months;
    }

    /** All that is set, with its version and who made it; nobody before the first change. */
    public record Versioned(
            ChosenSettings chosen,
            int version,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {}

    /** The version is read first: what is read after it may be newer, and then a change of it is refused. */
    public Versioned all() {
        int version = jdbc.sql("select version from sync_settings")
                .query(Integer.class)
                .single();
        var timetables = new LinkedHashMap<String, Timetable>();
        jdbc.sql("select job, every_hours, first_hour from sync_schedule order by job")
                .query(row -> {
                    timetables.put(
                            row.getString("job"),
                            RecordMapper.of(Timetable.class).mapRow(row, 0));
                });
        Map<String, Integer> months = keptMonths();
        return jdbc.sql("""
                        select daily_cap_usd, monthly_cap_usd, requests_per_second, changed_by, changed_at
                          from sync_settings
                        """)
                .query((row, i) -> new Versioned(
                        new ChosenSettings(
                                row.getBigDecimal("daily_cap_usd"),
                                row.getBigDecimal("monthly_cap_usd"),
                                row.getObject("requests_per_second", Integer.class),
                                timetables,
                                months),
                        version,
                        row.getString("changed_by"),
                        Optional.ofNullable(row.getObject("changed_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .single();
    }

    /** Replaces all of it; the version is checked first, so that writers of one version take turns and one of them wins. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(ChosenSettings chosen, int version, String by, Instant at) {
        int updated = jdbc.sql("""
                        update sync_settings set daily_cap_usd = :daily_cap_usd, monthly_cap_usd = :monthly_cap_usd,
                               requests_per_second = :requests_per_second, version = version + 1, changed_by = :by, changed_at = :at
                         where version = :version
                        """)
                .params(Params.of(chosen).and("by", by).and("at", at).and("version", version))
                .update();
        if (updated == 0) {
            throw new StaleEdit("The settings");
        }
        jdbc.sql("delete from sync_schedule").update();
        chosen.timetables()
                .forEach((job, timetable) -> jdbc.sql(
                                "insert into sync_schedule (job, every_hours, first_hour) values (:job, :every_hours, :first_hour)")
                        .params(Params.of(timetable).and("job", job))
                        .update());
        jdbc.sql("delete from retention").update();
        chosen.keptMonths()
                .forEach((kept, months) -> jdbc.sql("insert into retention (kept, months) values (:kept, :months)")
                        .param("kept", kept)
                        .param("months", months)
                        .update());
    }

    public BigDecimal dailyOtherwise() {
        return environment.dailyCapUsd();
    }

    public BigDecimal monthlyOtherwise() {
        return environment.monthlyCapUsd();
    }
}
