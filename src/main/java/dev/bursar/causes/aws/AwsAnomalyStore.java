package dev.bursar.causes.aws;

import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomaly.RootCause;
import dev.bursar.kernel.Moments;
import dev.bursar.sync.SourceProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores AWS's own anomalies as they were told last, and whether AWS is asked for them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AwsAnomalyStore {
    private final JdbcClient jdbc;

    AwsAnomalyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether AWS is asked, and what came of it last.
     *
     * @param triedAt null before it was asked for the first time
     * @param readAt null before the first answer
     * @param from the first day that the last answer was about
     * @param problem of the last run; "" where there was none
     */
    record Reading(
            boolean enabled,
            @Nullable Instant triedAt,
            @Nullable Instant readAt,
            @Nullable LocalDate from,
            String problem,
            String whatToDo) {
        static final Reading OFF = new Reading(false, null, null, null, "", "");
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Reading reading() {
        return jdbc.sql("select enabled, tried_at, read_at, read_from, problem, what_to_do from aws_anomaly_reading")
                .query((row, number) -> new Reading(
                        row.getBoolean("enabled"),
                        Moments.orNull(row, "tried_at"),
                        Moments.orNull(row, "read_at"),
                        row.getObject("read_from", LocalDate.class),
                        row.getString("problem"),
                        row.getString("what_to_do")))
                .optional()
                .orElse(Reading.OFF);
    }

    /** Turns it on or off; false where it is so already. */
    boolean turn(boolean on, String by, Instant at) {
        return jdbc.sql("""
                insert into aws_anomaly_reading as r (enabled, set_by, set_at) select :on, :by, :at
                 where :on or exists (select from aws_anomaly_reading)
                    on conflict (single) do update
                   set enabled = excluded.enabled, set_by = excluded.set_by, set_at = excluded.set_at, problem = '', what_to_do = ''
                 where r.enabled <> excluded.enabled
                """)
                        .param("on", on)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Says why they could not be read; those of an earlier run are kept. */
    void failed(SourceProblem problem, Instant at) {
        jdbc.sql("update aws_anomaly_reading set tried_at = :at, problem = :problem, what_to_do = :whatToDo")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("problem", problem.said().what())
                .param("whatToDo", problem.said().whatToDo())
                .update();
    }

    /** Stores a whole answer: one that is known is replaced, and one of those days that AWS no longer lists goes. */
    void read(List<AwsAnomaly> all, LocalDate from, Instant at) {
        jdbc.sql("delete from aws_anomaly where last_day is null or last_day >= :from or id = any(:ids)")
                .param("from", from)
                .param("ids", all.stream().map(AwsAnomaly::id).toArray(String[]::new))
                .update();
        all.forEach(one -> insert(one, at));
        jdbc.sql("""
                update aws_anomaly_reading set tried_at = :at, read_at = :at, read_from = :from, problem = '', what_to_do = ''
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("from", from)
                .update();
    }

    private void insert(AwsAnomaly one, Instant at) {
        jdbc.sql("""
                insert into aws_anomaly (id, first_day, last_day, dimension_value, impact, actual, expected, max_score, feedback, read_at)
                values (:id, :first, :last, :dimension, :impact, :actual, :expected, :score, :feedback, :at)
                """)
                .param("id", one.id())
                .param("first", one.first())
                .param("last", one.last())
                .param("dimension", one.dimensionValue())
                .param("impact", one.impact())
                .param("actual", one.actual())
                .param("expected", one.expected())
                .param("score", one.maxScore())
                .param("feedback", one.feedback())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        for (int i = 0; i < one.causes().size(); i++) {
            RootCause cause = one.causes().get(i);
            jdbc.sql("""
                    insert into aws_anomaly_cause (anomaly_id, position, service, region, account, usage_type, contribution)
                    values (:id, :position, :service, :region, :account, :usageType, :contribution)
                    """)
                    .param("id", one.id())
                    .param("position", i)
                    .param("service", cause.service())
                    .param("region", cause.region())
                    .param("account", cause.account())
                    .param("usageType", cause.usageType())
                    .param("contribution", cause.contribution())
                    .update();
        }
    }

    /** Those with a day from then on, the newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<AwsAnomaly> since(LocalDate day) {
        Map<String, List<RootCause>> causes = new HashMap<>();
        jdbc.sql(
                        "select anomaly_id, service, region, account, usage_type, contribution from aws_anomaly_cause order by 1, position")
                .query(row -> {
                    causes.computeIfAbsent(row.getString("anomaly_id"), id -> new ArrayList<>())
                            .add(new RootCause(
                                    row.getString("service"),
                                    row.getString("region"),
                                    row.getString("account"),
                                    row.getString("usage_type"),
                                    row.getBigDecimal("contribution")));
                });
        return jdbc.sql("""
                select id, first_day, last_day, dimension_value, impact, actual, expected, max_score, feedback from aws_anomaly
                 where last_day is null or last_day >= :day order by first_day desc, impact desc, id
                """)
                .param("day", day)
                .query((row, number) -> new AwsAnomaly(
                        row.getString("id"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("dimension_value"),
                        causes.getOrDefault(row.getString("id"), List.of()),
                        row.getBigDecimal("impact"),
                        row.getBigDecimal("actual"),
                        row.getBigDecimal("expected"),
                        row.getBigDecimal("max_score"),
                        row.getString("feedback")))
                .list();
    }
}
