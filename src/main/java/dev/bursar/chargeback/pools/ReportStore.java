package dev.bursar.chargeback.pools;

import module java.base;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores whom reports of usage mean by their names, and which report a month's numbers are of. */
@Component
class ReportStore {
    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Team numbers by name as it was told; 0 for what is left out. */
    Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        jdbc.sql("select name, coalesce(team_id, 0) as team from report_name").query(row -> {
            names.put(row.getString("name"), row.getInt("team"));
        });
        return names;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Map<String, Integer> names) {
        names.forEach((name, team) -> jdbc.sql("""
                        insert into report_name (name, team_id) values (:name, :team)
                        on conflict (name) do update set team_id = excluded.team_id
                        """)
                .param("name", name)
                .param("team", team == 0 ? null : team, Types.INTEGER)
                .update());
    }

    /** By month. */
    Map<YearMonth, ReportSource> sources(int pool) {
        Map<YearMonth, ReportSource> sources = new HashMap<>();
        jdbc.sql("""
                        select billing_month, file_name, column_name, array_to_string(missing, ',') as missing, hours, left_out
                          from shared_pool_report where pool_id = :pool
                        """).param("pool", pool).query(row -> {
            sources.put(
                    YearMonth.from(row.getObject("billing_month", LocalDate.class)),
                    new ReportSource(
                            row.getString("file_name"),
                            row.getString("column_name"),
                            Arrays.stream(row.getString("missing").split(","))
                                    .filter(day -> !day.isEmpty())
                                    .map(LocalDate::parse)
                                    .toList(),
                            List.of((String[]) row.getArray("hours").getArray()),
                            List.of((String[]) row.getArray("left_out").getArray())));
        });
        return sources;
    }

    /** Replaces what is said of a month; nothing where people entered its numbers. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void source(int pool, YearMonth month, Optional<ReportSource> source) {
        jdbc.sql("delete from shared_pool_report where pool_id = :pool and billing_month = :month")
                .param("pool", pool)
                .param("month", month.atDay(1))
                .update();
        source.ifPresent(report -> jdbc.sql("""
                        insert into shared_pool_report (pool_id, billing_month, file_name, column_name, missing, hours, left_out)
                        values (:pool, :month, :file, :column, cast(:missing as date[]), :hours, :leftOut)
                        """)
                .param("pool", pool)
                .param("month", month.atDay(1))
                .param("file", report.file())
                .param("column", report.column())
                .param(
                        "missing",
                        report.missing().stream().map(LocalDate::toString).toArray(String[]::new))
                .param("hours", report.hours().toArray(String[]::new))
                .param("leftOut", report.leftOut().toArray(String[]::new))
                .update());
    }
}
