package dev.bursar.charges.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The months' tables of charges, made and indexed in transactions of their own: either locks what others wait for until it ends. */
@Component
class ChargePartitions {
    private static final Logger log = LoggerFactory.getLogger(ChargePartitions.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    ChargePartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Makes a month's table, where there is none, and names it. */
    String of(LocalDate month) {
        try {
            return ensured(month);
        } catch (BadSqlGrammarException e) {
            // another job has made it meanwhile: within a transaction PostgreSQL may remember that there was none
            return ensured(month);
        }
    }

    private String ensured(LocalDate month) {
        return Objects.requireNonNull(own.execute(status -> jdbc.sql("select ensure_charge_partition(:month)")
                .param("month", month)
                .query(String.class)
                .single()));
    }

    /** Lets the index by day know of charges that are stored by now; where that fails, vacuum does it later. */
    void summarize(Collection<LocalDate> days) {
        var months = new TreeSet<LocalDate>();
        days.forEach(day -> months.add(day.withDayOfMonth(1)));
        try {
            months.forEach(month -> own.executeWithoutResult(status -> jdbc.sql("select summarize_charges(:month)")
                    .param("month", month)
                    .query(Integer.class)
                    .single()));
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index of new charges was not summarised; vacuum does it later", e);
        }
    }
}
