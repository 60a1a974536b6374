package dev.bursar.charges;

import dev.bursar.charges.terms.TermDictionary;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Says from when to when accounts have costs, for those who see all accounts. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class FirstCosts {
    private final JdbcClient jdbc;

    FirstCosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The days from the first to the last that was read of each account, by its id; two looks at an index for each. */
    public Map<String, LocalDateRange> byAccount() {
        var days = new HashMap<String, LocalDateRange>();
        jdbc.sql("""
                        select t.value account, f.charge_day first_day, l.charge_day last_day from term t
                         cross join lateral (select charge_day from charge_slice
                                              where account_id = t.id order by charge_day limit 1) f
                         cross join lateral (select charge_day from charge_slice
                                              where account_id = t.id order by charge_day desc limit 1) l
                         where t.kind = :account
                        """).param("account", TermDictionary.Kind.ACCOUNT.stored()).query(row -> {
            days.put(
                    row.getString("account"),
                    LocalDateRange.ofClosed(
                            row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class)));
        });
        return days;
    }
}
