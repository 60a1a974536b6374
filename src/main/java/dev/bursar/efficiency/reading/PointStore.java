package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.kernel.Moments;
import dev.bursar.setup.spi.Place;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The measured hours of variants. */
@Component
@Transactional(propagation = Propagation.SUPPORTS)
public class PointStore {
    private static final int ROWS_A_STATEMENT = 10_000;
    private static final String COLUMNS =
            Arrays.stream(Column.values()).map(Column::column).collect(Collectors.joining(", "));
    /** What was read before stays where the new answer has no point: two requests may share a variant's hour. */
    private static final String SET = Arrays.stream(Column.values())
            .map(one -> one.column() + " = coalesce(excluded." + one.column() + ", p." + one.column() + ")")
            .collect(Collectors.joining(", "));

    private static final String ARRAYS = Arrays.stream(Column.values())
            .map(one -> "cast(:" + one.column() + " as double precision[])")
            .collect(Collectors.joining(", "));

    private final JdbcClient jdbc;

    PointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A variant's hour; values by {@link Column}, null where AWS gave no point. */
    record Hour(long variant, Instant hour, @Nullable Double[] values) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void save(List<Hour> hours) {
        for (int i = 0; i < hours.size(); i += ROWS_A_STATEMENT) {
            List<Hour> some = hours.subList(i, Math.min(hours.size(), i + ROWS_A_STATEMENT));
            StatementSpec statement = jdbc.sql("insert into ml_point as p (variant_id, hour, " + COLUMNS + ")"
                            + " select * from unnest(:variants, cast(:hours as timestamptz[]), " + ARRAYS + ")"
                            + " on conflict (variant_id, hour) do update set " + SET)
                    .param("variants", some.stream().map(Hour::variant).toArray(Long[]::new))
                    .param(
                            "hours",
                            some.stream().map(one -> one.hour().toString()).toArray(String[]::new));
            for (Column column : Column.values()) {
                statement = statement.param(
                        column.column(),
                        some.stream().map(one -> one.values()[column.ordinal()]).toArray(Double[]::new));
            }
            statement.update();
        }
    }

    /**
     * Which hours of a variant were asked for.
     *
     * @param to exclusive
     * @param monthRead the last month that was read once more after its end; null for none
     * @param complete whether AWS gave all that was asked for
     * @param unreadable points that were no number, or differed for the same hour
     */
    public record Measured(
            Instant from, Instant to, @Nullable LocalDate monthRead, boolean complete, int unreadable) {}

    /** By variant. */
    public Map<Long, Measured> measured() {
        Map<Long, Measured> all = new HashMap<>();
        jdbc.sql("select variant_id, from_hour, to_hour, month_read, complete, unreadable from ml_measured")
                .query(row -> {
                    all.put(
                            row.getLong("variant_id"),
                            new Measured(
                                    Moments.of(row, "from_hour"),
                                    Moments.of(row, "to_hour"),
                                    row.getObject("month_read", LocalDate.class),
                                    row.getBoolean("complete"),
                                    row.getInt("unreadable")));
                });
        return all;
    }

    /** Says of each EC2 instance with NVIDIA GPUs of a place how many metrics the CloudWatch agent sends of them. */
    @Transactional(propagation = Propagation.MANDATORY)
    void gpuMetrics(Place place, Map<String, List<Metric>> byInstance) {
        List<String> instances = List.copyOf(byInstance.keySet());
        jdbc.sql("""
                        update ml_variant v set gpu_metrics = coalesce(found.metrics, 0)
                          from ml_workload w
                          left join unnest(:instances, :counts) found (instance, metrics) on found.instance = w.name
                         where v.workload_id = w.id and w.kind = 'ec2' and w.account = :account and w.region = :region
                           and v.instance_type ~ :types
                        """)
                .param("instances", instances.toArray(String[]::new))
                .param(
                        "counts",
                        instances.stream()
                                .map(one ->
                                        byInstance.getOrDefault(one, List.of()).size())
                                .toArray(Integer[]::new))
                .param("account", place.account())
                .param("region", place.region())
                .param("types", AgentMetrics.TYPES)
                .update();
    }

    /** Workloads of which a latency is asked. */
    Set<Long> latencyAsked() {
        return Set.copyOf(jdbc.sql("select workload_id from ml_target where latency_ms is not null")
                .query(Long.class)
                .list());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void measured(long variant, Measured measured, Instant now) {
        jdbc.sql("""
                        insert into ml_measured as m (variant_id, from_hour, to_hour, month_read, complete, unreadable, read_at)
                        values (:variant, :from, :to, :month, :complete, :unreadable, :now)
                        on conflict (variant_id) do update
                           set from_hour = least(m.from_hour, excluded.from_hour), to_hour = greatest(m.to_hour, excluded.to_hour),
                               month_read = coalesce(excluded.month_read, m.month_read), complete = excluded.complete,
                               unreadable = excluded.unreadable, read_at = excluded.read_at
                        """)
                .param("variant", variant)
                .param("from", measured.from().atOffset(ZoneOffset.UTC))
                .param("to", measured.to().atOffset(ZoneOffset.UTC))
                .param("month", measured.monthRead())
                .param("complete", measured.complete())
                .param("unreadable", measured.unreadable())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update ml_variant set unread = null, unread_at = null where id = :variant and unread is not null")
                .param("variant", variant)
                .update();
    }

    /** Why a variant's metrics were not read when they were due last. */
    public record Missed(Unread why, Instant at) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void missed(Collection<Long> variants, Unread why, Instant now) {
        jdbc.sql("update ml_variant set unread = :why, unread_at = :now where id = any(:variants)")
                .param("why", why.stored())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("variants", variants.toArray(Long[]::new))
                .update();
    }

    /** Of some variants, why they lack hours before a time; without those that were read up to it. */
    public Map<Long, Missed> missed(Collection<Long> variants, Instant until) {
        Map<Long, Missed> missed = new HashMap<>();
        jdbc.sql("""
                        select v.id, v.unread, v.unread_at from ml_variant v left join ml_measured m on m.variant_id = v.id
                         where v.id = any(:variants) and v.unread is not null and (m.to_hour is null or m.to_hour < :until)
                        """)
                .param("variants", variants.toArray(Long[]::new))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    missed.put(
                            row.getLong("id"),
                            new Missed(Unread.of(row.getString("unread")), Moments.of(row, "unread_at")));
                });
        return missed;
    }

    /** The hours of some variants from {@code from} on until {@code to} (exclusive), by variant, oldest first. */
    public Map<Long, List<HourPoint>> points(Collection<Long> variants, Instant from, Instant to) {
        Map<Long, List<HourPoint>> points = new HashMap<>();
        each(
                variants,
                from,
                to,
                (variant, point) -> points.computeIfAbsent(variant, any -> new ArrayList<>())
                        .add(point));
        return points;
    }

    private void each(Collection<Long> variants, Instant from, Instant to, BiConsumer<Long, HourPoint> consumer) {
        jdbc.sql(
                        "select variant_id, hour, " + COLUMNS + " from ml_point"
                                + " where variant_id = any(:variants) and hour >= :from and hour < :to order by variant_id, hour")
                .param("variants", variants.toArray(Long[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .withFetchSize(5_000)
                .query(row -> {
                    consumer.accept(row.getLong("variant_id"), point(row));
                });
    }

    private static HourPoint point(ResultSet row) throws SQLException {
        @Nullable Double[] values = new Double[Column.values().length];
        for (Column column : Column.values()) {
            values[column.ordinal()] = row.getObject(column.column(), Double.class);
        }
        return new HourPoint(
                Moments.of(row, "hour"),
                values[Column.CPU_AVERAGE.ordinal()],
                values[Column.CPU_MAXIMUM.ordinal()],
                values[Column.CPU_SAMPLES.ordinal()],
                values[Column.MEMORY_AVERAGE.ordinal()],
                values[Column.MEMORY_MAXIMUM.ordinal()],
                values[Column.GPU_AVERAGE.ordinal()],
                values[Column.GPU_MAXIMUM.ordinal()],
                values[Column.GPU_MEMORY_AVERAGE.ordinal()],
                values[Column.GPU_MEMORY_MAXIMUM.ordinal()],
                values[Column.INVOCATIONS.ordinal()],
                values[Column.ERRORS_4XX.ordinal()],
                values[Column.ERRORS_5XX.ordinal()],
                values[Column.LATENCY_AVERAGE.ordinal()],
                values[Column.LATENCY_P99.ordinal()],
                values[Column.OVERHEAD_AVERAGE.ordinal()],
                values[Column.BACKLOG_MAXIMUM.ordinal()],
                values[Column.PROCESSED.ordinal()],
                sum(values[Column.NETWORK_IN.ordinal()], values[Column.NETWORK_OUT.ordinal()]));
    }

    private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? null : Double.valueOf(one + other);
    }
}
