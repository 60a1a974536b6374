package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores the days of anomalies as they were told. */
@Component
class KeptDays {
    private final JdbcClient jdbc;

    KeptDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the anomaly's number, the oldest first; none of one that an earlier version told. */
    Map<Long, List<KeptDay>> of(Collection<Anomaly> anomalies) {
        Map<Long, List<KeptDay>> days = new HashMap<>();
        jdbc.sql("""
                select anomaly_id, day, expected, actual, charged, whole from anomaly_day where anomaly_id = any(:ids) order by 1, 2
                """)
                .param("ids", anomalies.stream().map(Anomaly::id).toArray(Long[]::new))
                .query(row -> {
                    days.computeIfAbsent(row.getLong("anomaly_id"), id -> new ArrayList<>())
                            .add(new KeptDay(
                                    row.getObject("day", LocalDate.class),
                                    row.getBigDecimal("expected"),
                                    row.getBigDecimal("actual"),
                                    row.getBigDecimal("charged"),
                                    row.getBoolean("whole")));
                });
        return days;
    }

    /** These and no others. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(long anomaly, List<KeptDay> days) {
        jdbc.sql("delete from anomaly_day where anomaly_id = :id")
                .param("id", anomaly)
                .update();
        jdbc.sql("""
                insert into anomaly_day (anomaly_id, day, expected, actual, charged, whole)
                select :id, u.day, u.expected, u.actual, u.charged, u.whole
                  from unnest(:days::date[], :expected::numeric[], :actual::numeric[], :charged::numeric[], :whole::boolean[])
                       as u (day, expected, actual, charged, whole)
                """)
                .param("id", anomaly)
                .param("days", days.stream().map(day -> day.day().toString()).toArray(String[]::new))
                .param("expected", amounts(days, KeptDay::expected))
                .param("actual", amounts(days, KeptDay::actual))
                .param("charged", amounts(days, KeptDay::charged))
                .param("whole", days.stream().map(KeptDay::whole).toArray(Boolean[]::new))
                .update();
    }

    private static BigDecimal[] amounts(List<KeptDay> days, Function<KeptDay, BigDecimal> of) {
        return days.stream().map(of).toArray(BigDecimal[]::new);
    }
}
