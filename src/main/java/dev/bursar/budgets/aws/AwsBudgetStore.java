package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Health;
import dev.bursar.budgets.spi.AwsBudget.Limits;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsBudget.Period;
import dev.bursar.budgets.spi.AwsBudget.Spend;
import dev.bursar.budgets.spi.AwsFilter;
import dev.bursar.kernel.Moments;
import dev.bursar.sync.SourceProblem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps AWS's budgets as they were read last. */
@Component
public class AwsBudgetStore {
    /** The job that reads them all. */
    public static final String JOB = "aws-budgets";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<Long, Amount>> PLANNED = new TypeReference<>() {};

    private final JdbcClient jdbc;

    AwsBudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How the last runs went.
     *
     * @param readAt when budgets were read last; null before
     * @param refusedAt when the last run was refused; null where it read them
     */
    public record Reading(
            @Nullable Instant readAt,
            @Nullable Instant refusedAt,
            @Nullable String problem,
            @Nullable String whatToDo) {}

    @Transactional(readOnly = true)
    public Reading reading() {
        return jdbc.sql("select read_at, refused_at, problem, what_to_do from aws_budget_reading")
                .query((row, number) -> new Reading(
                        Moments.orNull(row, "read_at"),
                        Moments.orNull(row, "refused_at"),
                        row.getString("problem"),
                        row.getString("what_to_do")))
                .optional()
                .orElse(new Reading(null, null, null, null));
    }

    /** As AWS lists them. */
    @Transactional(readOnly = true)
    public List<AwsBudget> all() {
        Map<String, List<Notification>> notices = new HashMap<>();
        jdbc.sql("""
            select budget, notice_type, operator, threshold, threshold_type, state, subscribers
              from aws_budget_notification order by budget, position
            """).query(row -> {
            notices.computeIfAbsent(row.getString("budget"), name -> new ArrayList<>())
                    .add(new Notification(
                            row.getString("notice_type"),
                            row.getString("operator"),
                            row.getBigDecimal("threshold"),
                            row.getString("threshold_type"),
                            row.getString("state"),
                            row.getObject("subscribers", Integer.class)));
        });
        return jdbc.sql("""
            select name, budget_type, time_unit, starts_at, ends_at, limit_amount, limit_unit, planned, adjusts,
                   filter, actual_amount, actual_unit, forecast_amount, forecast_unit, updated_at,
                   health, health_reason, notices_read, raw
              from aws_budget order by position
            """)
                .query((row, number) -> budget(row, notices.getOrDefault(row.getString("name"), List.of())))
                .list();
    }

    private static AwsBudget budget(ResultSet row, List<Notification> notices) throws SQLException {
        var planned = new TreeMap<Instant, Amount>();
        JSON.readValue(row.getString("planned"), PLANNED)
                .forEach((start, amount) -> planned.put(Instant.ofEpochSecond(start), amount));
        String health = row.getString("health");
        return new AwsBudget(
                row.getString("name"),
                row.getString("budget_type"),
                new Period(
                        row.getString("time_unit"), Moments.orNull(row, "starts_at"), Moments.orNull(row, "ends_at")),
                new Limits(amount(row, "limit"), planned, row.getString("adjusts")),
                JSON.readValue(row.getString("filter"), AwsFilter.class),
                new Spend(amount(row, "actual"), amount(row, "forecast"), Moments.orNull(row, "updated_at")),
                health == null ? null : new Health(health, row.getString("health_reason")),
                row.getBoolean("notices_read") ? notices : null,
                row.getString("raw"));
    }

    private static @Nullable Amount amount(ResultSet row, String of) throws SQLException {
        BigDecimal amount = row.getBigDecimal(of + "_amount");
        return amount == null ? null : new Amount(amount, row.getString(of + "_unit"));
    }

    /** Keeps these and no others. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(List<AwsBudget> budgets, Instant at) {
        jdbc.sql("delete from aws_budget").update();
        for (int i = 0; i < budgets.size(); i++) {
            insert(budgets.get(i), i);
        }
        jdbc.sql("""
            insert into aws_budget_reading (read_at) values (:at)
            on conflict (single) do update
               set read_at = excluded.read_at, refused_at = null, problem = null, what_to_do = null
            """).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** Keeps one as it is now, beside the others and with the notifications that were read last; empty where it is gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void seen(String name, Optional<AwsBudget> now) {
        Optional<AwsBudget> before =
                all().stream().filter(one -> one.name().equals(name)).findFirst();
        Optional<Integer> position = jdbc.sql("delete from aws_budget where name = :name returning position")
                .param("name", name)
                .query(Integer.class)
                .optional();
        if (before.isPresent() && position.isPresent() && now.isPresent()) {
            insert(now.get().notifying(before.get().notifications()), position.get());
        }
    }

    /** Says why they could not be read; those of an earlier run are kept. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(SourceProblem problem, Instant at) {
        jdbc.sql("""
            insert into aws_budget_reading (refused_at, problem, what_to_do) values (:at, :problem, :whatToDo)
            on conflict (single) do update
               set refused_at = excluded.refused_at, problem = excluded.problem,
                   what_to_do = excluded.what_to_do
            """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("problem", problem.said().what())
                .param("whatToDo", problem.said().whatToDo())
                .update();
    }

    private void insert(AwsBudget budget, int position) {
        Amount limit = budget.limits().limit();
        Amount actual = budget.spend().actual();
        Amount forecast = budget.spend().forecast();
        Health health = budget.health();
        jdbc.sql("""
            insert into aws_budget (name, position, budget_type, time_unit, starts_at, ends_at, limit_amount,
                   limit_unit, planned, adjusts, filter, actual_amount, actual_unit, forecast_amount,
                   forecast_unit, updated_at, health, health_reason, notices_read, raw)
            values (:name, :position, :type, :timeUnit, :starts, :ends, :limitAmount,
                   :limitUnit, :planned, :adjusts, :filter, :actualAmount, :actualUnit, :forecastAmount,
                   :forecastUnit, :updated, :health, :healthReason, :noticesRead, :raw)
            """)
                .param("name", budget.name())
                .param("position", position)
                .param("type", budget.type())
                .param("timeUnit", budget.period().timeUnit())
                .param("starts", stored(budget.period().start()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ends", stored(budget.period().end()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limitAmount", limit == null ? null : limit.amount(), Types.NUMERIC)
                .param("limitUnit", limit == null ? null : limit.unit(), Types.VARCHAR)
                .param("planned", planned(budget.limits()))
                .param("adjusts", budget.limits().adjusts(), Types.VARCHAR)
                .param("filter", JSON.writeValueAsString(budget.filter()))
                .param("actualAmount", actual == null ? null : actual.amount(), Types.NUMERIC)
                .param("actualUnit", actual == null ? null : actual.unit(), Types.VARCHAR)
                .param("forecastAmount", forecast == null ? null : forecast.amount(), Types.NUMERIC)
                .param("forecastUnit", forecast == null ? null : forecast.unit(), Types.VARCHAR)
                .param("updated", stored(budget.spend().updatedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("health", health == null ? null : health.status(), Types.VARCHAR)
                .param("healthReason", health == null ? null : health.reason(), Types.VARCHAR)
                .param("noticesRead", budget.notifications() != null)
                .param("raw", budget.raw())
                .update();
        List<Notification> notices = budget.notifications() == null ? List.of() : budget.notifications();
        for (int i = 0; i < notices.size(); i++) {
            insert(budget.name(), i, notices.get(i));
        }
    }

    private void insert(String budget, int position, Notification notice) {
        jdbc.sql("""
            insert into aws_budget_notification
                   (budget, position, notice_type, operator, threshold, threshold_type, state, subscribers)
            values (:budget, :position, :type, :operator, :threshold, :thresholdType, :state, :subscribers)
            """)
                .param("budget", budget)
                .param("position", position)
                .param("type", notice.type())
                .param("operator", notice.operator())
                .param("threshold", notice.threshold())
                .param("thresholdType", notice.thresholdType())
                .param("state", notice.state(), Types.VARCHAR)
                .param("subscribers", notice.subscribers(), Types.INTEGER)
                .update();
    }

    private static String planned(Limits limits) {
        var planned = new TreeMap<Long, Amount>();
        limits.planned().forEach((start, amount) -> planned.put(start.getEpochSecond(), amount));
        return JSON.writeValueAsString(planned);
    }

    private static @Nullable OffsetDateTime stored(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
