package dev.bursar.charges.store;

import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
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

/**
 * The months' tables of charges, made, indexed and written anew apart from the transactions that fill them: each locks what others wait
 * for until it ends.
 */
@Component
class ChargePartitions {
    private static final Logger log = LoggerFactory.getLogger(ChargePartitions.class);

    /** A month's table may take so many times the space of its rows, and this much in any case. */
    private static final double MOST_SPACE = 1.2;

    private static final int SMALL = 1 << 20;

    /** What a table takes and would take if its rows stood in it alone, from some of them: PostgreSQL adds 4 bytes to each. */
    private static final String SPACE = """
            select pg_relation_size(to_regclass(:table)) as taken,
                   (select coalesce(sum(charges), 0) from charge_slice where charge_day >= :from and charge_day < :to)
                   * (select coalesce(avg((pg_column_size(c) + 7) / 8 * 8 + 4), 0)
                        from (select * from charge where charge_day >= :from and charge_day < :to limit 1000) c) as needed
            """;

    private final JdbcClient jdbc;
    private final DataSource database;
    private final TransactionTemplate own;

    ChargePartitions(JdbcClient jdbc, DataSource database, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.database = database;
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
        try {
            months(days)
                    .forEach(month -> own.executeWithoutResult(status -> jdbc.sql("select summarize_charges(:month)")
                            .param("month", month)
                            .query(Integer.class)
                            .single()));
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index of new charges was not summarised; vacuum does it later", e);
        }
    }

    /**
     * Writes tables anew that have much space left of charges that were replaced; whoever asks for a month's charges then waits for
     * seconds. A table of new rows in place of the old one would be quicker, but whoever began to read before would find it empty.
     */
    void compact(Collection<LocalDate> days) {
        for (LocalDate month : months(days)) {
            String table = String.format(Locale.ROOT, "charge_%tY_%<tm", month);
            try {
                if (isLoose(table, month)) {
                    writeAnew(table);
                }
            } catch (SQLException | DataAccessException e) {
                log.info("{} keeps the space of replaced charges until its next delivery: {}", table, e.getMessage());
            }
        }
    }

    private void writeAnew(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '2s'");
            try {
                statement.execute("vacuum (full, analyze) " + table);
            } finally {
                statement.execute("reset lock_timeout");
            }
        }
    }

    private boolean isLoose(String table, LocalDate month) {
        return jdbc.sql(SPACE)
                .param("table", table)
                .param("from", month)
                .param("to", month.plusMonths(1))
                .query((row, number) -> row.getLong("taken") > SMALL + MOST_SPACE * row.getDouble("needed"))
                .single();
    }

    private static Set<LocalDate> months(Collection<LocalDate> days) {
        var months = new TreeSet<LocalDate>();
        days.forEach(day -> months.add(day.withDayOfMonth(1)));
        return months;
    }
}
