package dev.bursar.charges.query;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What each team's services cost day by day, and what each account's cost that nobody owns; for figures that are the same for all. */
@Component
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class ServiceDays {
    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;

    ServiceDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param account its term's number where nobody owns the costs; 0 in those of teams */
    public record ServiceDay(
            int team, int account, int service, String currency, LocalDate day, int recordType, BigDecimal effective) {}

    /** Hands over the days one by one, those of a service together and the oldest first. */
    public void each(LocalDate from, LocalDate to, Consumer<ServiceDay> consumer) {
        jdbc.sql("""
                select team_id, 0 account_id, service_id, currency, charge_day, record_type_id, effective_cost cost
                  from spend_by_service
                 where team_id <> 0 and charge_day >= :from and charge_day < :to
                 union all
                select team_id, account_id, service_id, currency, charge_day, record_type_id, sum(effective_cost)
                  from charge
                 where team_id = 0 and charge_day >= :from and charge_day < :to
                 group by 1, 2, 3, 4, 5, 6
                 order by 1, 2, 3, 4, 5, 6
                """).param("from", from).param("to", to).withFetchSize(AT_ONCE).query(row -> {
            consumer.accept(new ServiceDay(
                    row.getInt("team_id"),
                    row.getInt("account_id"),
                    row.getInt("service_id"),
                    row.getString("currency"),
                    row.getObject("charge_day", LocalDate.class),
                    row.getInt("record_type_id"),
                    row.getBigDecimal("cost")));
        });
    }
}
