package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Limits;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsFilter;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final RecordMapper<AwsBudget> BUDGET = RecordMapper.of(AwsBudget.class)
            .with("limits", (row, column) -> limits(row))
            .with("filter", (row, column) -> JSON.readValue(row.getString(column), AwsFilter.class));

    private final JdbcClient jdbc;

    AwsBudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As AWS lists them. */
    @Transactional(readOnly = true)
    public List<AwsBudget> all() {
        Map<String, List<Notification>> notices = new HashMap<>();
        jdbc.sql("""
            select budget, notice_type as type, operator, threshold, threshold_type, state, subscribers
              from aws_budget_notification order by budget, position
            """).query(row -> {
            notices.computeIfAbsent(row.getString("budget"), name -> new ArrayList<>())
                    .add(RecordMapper.of(Notification.class).mapRow(row, 0));
        });
        return jdbc.sql("""
            select name, budget_type as type, time_unit as period_time_unit, starts_at as period_start, ends_at as period_end,
                   limit_amount, limit_unit, planned, adjusts, filter, actual_amount as spend_actual_amount,
                   actual_unit as spend_actual_unit, forecast_amount as spend_forecast_amount, forecast_unit as spend_forecast_unit,
                   updated_at as spend_updated_at, health as health_status, health_reason, notices_read, raw
              from aws_budget order by position
            """)
                .query(BUDGET.with(
                        "notifications",
                        (row, column) -> row.getBoolean("notices_read")
                                ? notices.getOrDefault(row.getString("name"), List.of())
                                : null))
                .list();
    }

    private static Limits limits(ResultSet row) throws SQLException {
        var planned = new TreeMap<Instant, Amount>();
        JSON.readValue(row.getString("planned"), PLANNED)
                .forEach((start, amount) -> planned.put(Instant.ofEpochSecond(start), amount));
        BigDecimal amount = row.getBigDecimal("limit_amount");
        return new Limits(
                amount == null ? null : new Amount(amount, row.getString("limit_unit")),
                planned,
                row.getString("adjusts"));
    }

    /** Keeps these and no others. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(List<AwsBudget> budgets) {
        jdbc.sql("delete from aws_budget").update();
        for (int i = 0; i < budgets.size(); i++) {
            insert(budgets.get(i), i);
        }
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

    private void insert(AwsBudget budget, int position) {
        jdbc.sql("""
            insert into aws_budget (name, position, budget_type, time_unit, starts_at, ends_at, limit_amount,
                   limit_unit, planned, adjusts, filter, actual_amount, actual_unit, forecast_amount,
                   forecast_unit, updated_at, health, health_reason, notices_read, raw)
            values (:name, :position, :type, :period_time_unit, :period_start, :period_end, :limits_limit_amount,
                   :limits_limit_unit, :planned, :limits_adjusts, :filter, :spend_actual_amount, :spend_actual_unit, :spend_forecast_amount,
                   :spend_forecast_unit, :spend_updated_at, :health_status, :health_reason, :notices_read, :raw)
            """)
                .params(Params.of(budget)
                        .and("position", position)
                        .and("planned", planned(budget.limits()))
                        .and("filter", JSON.writeValueAsString(budget.filter()))
                        .and("notices_read", budget.notifications() != null))
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
            values (:budget, :position, :type, :operator, :threshold, :threshold_type, :state, :subscribers)
            """)
                .params(Params.of(notice).and("budget", budget).and("position", position))
                .update();
    }

    private static String planned(Limits limits) {
        var planned = new TreeMap<Long, Amount>();
        limits.planned().forEach((start, amount) -> planned.put(start.getEpochSecond(), amount));
        return JSON.writeValueAsString(planned);
    }
}
