package dev.bursar.causes.aws;

import dev.bursar.causes.CauseAction;
import dev.bursar.causes.plans.PlanStore;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomaly.RootCause;
import dev.bursar.causes.spi.AwsAnomalySource;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.daily.DailyReading;
import dev.bursar.sync.daily.DailyReading.Switch;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores AWS's own anomalies as they were told last. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AwsAnomalyStore {
    private final JdbcClient jdbc;

    AwsAnomalyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads AWS's own anomalies of the last 90 days, where an admin has turned it on: each page is paid for. */
    @Bean
    static DailyReading awsAnomalyReading(
            AwsAnomalySource source,
            AwsAnomalyStore store,
            AwsPrerequisite prerequisite,
            DailyReadings readings,
            Clock clock) {
        return DailyReading.named(AwsAnomalyService.READING, "Read AWS\u2019s own anomalies", readings, clock)
                .after(PlanStore.READING)
                .waitsFor(prerequisite::missing)
                .paid(
                        AwsAnomalySource.USD_A_PAGE,
                        () -> new Estimate(
                                1,
                                AwsAnomalySource.USD_A_PAGE,
                                "Cost Explorer bills $0.01 a page of up to 100 anomalies. Each run reads the last "
                                        + AwsAnomalySource.DAYS + " days."),
                        new Switch(
                                CauseAction.AWS_ANOMALIES,
                                CauseAction.AWS_ANOMALIES_TURNED_ON,
                                CauseAction.AWS_ANOMALIES_TURNED_OFF,
                                "AWS\u2019s own anomalies are not turned on"),
                        today -> Optional.empty())
                .reads(
                        "Reading AWS\u2019s own anomalies",
                        (today, meter) -> new Told(first(today), source.all(first(today), today, meter)),
                        store::read);
    }

    /** The first of the days that are asked for. */
    static LocalDate first(LocalDate today) {
        return today.minusDays(AwsAnomalySource.DAYS - 1L);
    }

    /** @param from the first day that they were asked for */
    record Told(LocalDate from, List<AwsAnomaly> all) {}

    /** Stores a whole answer: one that is known is replaced, and one of those days that AWS no longer lists goes. */
    int read(Told told, Instant at) {
        jdbc.sql("delete from aws_anomaly where last_day is null or last_day >= :from or id = any(:ids)")
                .param("from", told.from())
                .param("ids", told.all().stream().map(AwsAnomaly::id).toArray(String[]::new))
                .update();
        told.all().forEach(one -> insert(one, at));
        return told.all().size();
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
