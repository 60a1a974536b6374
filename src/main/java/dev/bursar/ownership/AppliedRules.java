package dev.bursar.ownership;

import dev.bursar.kernel.Sha256;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Knows which rules gave the stored charges their owners last. */
@Component
public class AppliedRules {
    private final JdbcClient jdbc;
    private final Clock clock;

    AppliedRules(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean are(List<OwnershipRule> rules) {
        return jdbc.sql("select fingerprint from ownership_applied")
                .query((row, number) -> row.getBytes("fingerprint"))
                .optional()
                .filter(applied -> Arrays.equals(applied, fingerprint(rules)))
                .isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public int remember(List<OwnershipRule> rules) {
        return jdbc.sql("""
                        insert into ownership_applied (single, fingerprint, applied_at) values (true, :fingerprint, :now)
                        on conflict (single) do update
                           set fingerprint = excluded.fingerprint, applied_at = excluded.applied_at
                        """)
                .param("fingerprint", fingerprint(rules))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Has the rules applied again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget() {
        jdbc.sql("update ownership_applied set fingerprint = ''::bytea").update();
    }

    private static byte[] fingerprint(List<OwnershipRule> rules) {
        return Sha256.of(rules.toString());
    }
}
