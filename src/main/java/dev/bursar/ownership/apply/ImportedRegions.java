package dev.bursar.ownership.apply;

import dev.bursar.setup.spi.RegionsWithCosts;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from imported charges of the last months in which Regions an account has costs. */
@Component
class ImportedRegions implements RegionsWithCosts {
    private static final int MONTHS = 2;

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportedRegions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<String> of(String account) {
        return jdbc.sql("""
                        select value from term
                         where id in (select region_id from charge
                                       where charge_day >= :from and export_id > 0
                                         and account_id = (select id from term where kind = 1 and value = :account))
                         order by value
                        """)
                .param("from", LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusMonths(MONTHS))
                .param("account", account)
                .query((row, number) -> row.getString("value"))
                .list();
    }
}
