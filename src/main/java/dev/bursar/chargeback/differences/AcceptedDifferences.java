package dev.bursar.chargeback.differences;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores accepted differences; nothing of them changes later. Who may is up to its callers, who lock the month first. */
@Component
public class AcceptedDifferences {
    private static final String DIFFERENCES = """
        select d.id, d.billing_month as month, d.currency, d.amount, d.documents, d.bound, d.reason,
               d.transaction_id as transaction, d.accepted_at as at, d.accepted_by_name as by
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
                .query(RecordMapper.of(AcceptedDifference.class))
                .list();
    }

    /** Those of a month that nobody took back, by currency. */
    public List<AcceptedDifference> standing(YearMonth month) {
        return jdbc.sql(DIFFERENCES + STANDING + " and d.billing_month = :month order by d.currency")
                .params(Params.of("month", month))
                .query(RecordMapper.of(AcceptedDifference.class))
                .list();
    }

    /** How many there were of a month and currency, those that were taken back too. */
    public int count(YearMonth month, String currency) {
        return jdbc.sql("""
                        select count(*)::int from chargeback_accepted_difference where billing_month = :month and currency = :currency
                        """)
                .params(Params.of("month", month).and("currency", currency))
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
                values (:month, :currency, :amount, :documents, :bound, :reason, :transaction, :at, :by_id, :by_name)
                """)
                .params(Params.of("month", month)
                        .and("currency", currency)
                        .and("amount", amount)
                        .and("documents", documents)
                        .and("bound", bound)
                        .and("reason", reason)
                        .and("transaction", transaction)
                        .and("by", by)
                        .and("at", at))
                .update();
    }
}
