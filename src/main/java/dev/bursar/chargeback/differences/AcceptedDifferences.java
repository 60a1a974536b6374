package dev.bursar.chargeback.differences;

import dev.bursar.kernel.Actor;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores accepted differences; nothing of them changes later. Who may is up to its callers, who lock the month first. */
@Component
public class AcceptedDifferences {
    private static final String DIFFERENCES = """
        select d.id, d.billing_month, d.currency, d.amount, d.documents, d.bound, d.reason, d.transaction_id, d.accepted_at,
               d.accepted_by_name
          from chargeback_accepted_difference d
        """;
    private static final String STANDING =
            " where not exists (select from ledger_transaction r where r.corrects = d.transaction_id)";

    private final JdbcClient jdbc;

    AcceptedDifferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that nobody took back: at most one of each month and currency; by month and currency. */
    public List<AcceptedDifference> standing() {
        return jdbc.sql(DIFFERENCES + STANDING + " order by d.billing_month, d.currency")
                .query((row, number) -> difference(row))
                .list();
    }

    /** Those of a month that nobody took back, by currency. */
    public List<AcceptedDifference> standing(YearMonth month) {
        return jdbc.sql(DIFFERENCES + STANDING + " and d.billing_month = :month order by d.currency")
                .param("month", month.atDay(1))
                .query((row, number) -> difference(row))
                .list();
    }

    /** How many there were of a month and currency, those that were taken back too. */
    public int count(YearMonth month, String currency) {
        return jdbc.sql("""
                        select count(*)::int from chargeback_accepted_difference where billing_month = :month and currency = :currency
                        """)
                .param("month", month.atDay(1))
                .param("currency", currency)
                .query(Integer.class)
                .single();
    }

    /** @param transaction that posts it, in the same database transaction */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            YearMonth month,
            String currency,
            BigDecimal amount,
            BigDecimal documents,
            BigDecimal bound,
            String reason,
            long transaction,
            Actor by,
            Instant at) {
        jdbc.sql("""
                insert into chargeback_accepted_difference (billing_month, currency, amount, documents, bound, reason, transaction_id,
                       accepted_at, accepted_by, accepted_by_name)
                values (:month, :currency, :amount, :documents, :bound, :reason, :transaction, :at, :by, :name)
                """)
                .param("month", month.atDay(1))
                .param("currency", currency)
                .param("amount", amount)
                .param("documents", documents)
                .param("bound", bound)
                .param("reason", reason)
                .param("transaction", transaction)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by.id().value())
                .param("name", by.name())
                .update();
    }

    private static AcceptedDifference difference(ResultSet row) throws SQLException {
        return new AcceptedDifference(
                row.getLong("id"),
                YearMonth.from(row.getObject("billing_month", LocalDate.class)),
                row.getString("currency"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("documents"),
                row.getBigDecimal("bound"),
                row.getString("reason"),
                row.getLong("transaction_id"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getString("accepted_by_name"));
    }
}
