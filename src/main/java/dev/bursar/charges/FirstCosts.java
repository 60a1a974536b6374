package dev.bursar.charges;

import dev.bursar.charges.terms.TermDictionary;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says since when accounts have costs, for those who see all accounts. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class FirstCosts {
    private final JdbcClient jdbc;

    FirstCosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first day that was read of each account, by its id; one look at an index for each. */
    public Map<String, LocalDate> byAccount() {
        var days = new HashMap<String, LocalDate>();
        jdbc.sql("""
                        select t.value account, s.charge_day from term t cross join lateral (
                                 select charge_day from charge_slice
                                  where account_id = t.id order by charge_day limit 1) s
                         where t.kind = :account
                        """).param("account", TermDictionary.Kind.ACCOUNT.stored()).query(row -> {
            days.put(row.getString("account"), row.getObject("charge_day", LocalDate.class));
        });
        return days;
    }
}
