package dev.bursar.chargeback.ledger;

import dev.bursar.tagging.spi.FixedMonths;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says which months people have seen statements of, for what would change past costs. */
@Component
class StatedMonths implements FixedMonths {
    private final LedgerMonths months;
    private final JdbcClient jdbc;

    StatedMonths(LedgerMonths months, JdbcClient jdbc) {
        this.months = months;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<YearMonth, Stage> all() {
        Map<YearMonth, Stage> all = new TreeMap<>();
        jdbc.sql("select billing_month from chargeback_shown")
                .query(LocalDate.class)
                .list()
                .forEach(month -> all.put(YearMonth.from(month), Stage.SHOWN));
        months.all().forEach(month -> all.put(month.month(), month.closed().isPresent() ? Stage.CLOSED : Stage.ISSUED));
        return all;
    }
}
