package dev.bursar.chargeback.differences;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores up to which a difference can be accepted; who may change it is up to its callers. */
@Component
public class DifferenceBounds {
    private final JdbcClient jdbc;

    DifferenceBounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Changed(DifferenceBound bound, int version, Instant at, String by) {}

    public DifferenceBound bound() {
        return changed().map(Changed::bound).orElse(DifferenceBound.USUAL);
    }

    /** Empty until an admin has changed it. */
    Optional<Changed> changed() {
        return jdbc.sql("select amount, share, version, changed_at, changed_by_name from chargeback_difference_bound")
                .query((row, number) -> new Changed(
                        new DifferenceBound(row.getBigDecimal("amount"), row.getBigDecimal("share")),
                        row.getInt("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("changed_by_name")))
                .optional();
    }

    /** Returns false where somebody else changed it since that version, which is 0 before the first change. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean change(DifferenceBound bound, int version, String by, Instant at) {
        return jdbc.sql("""
                insert into chargeback_difference_bound as b (version, amount, share, changed_at, changed_by_name)
                select :version + 1, :amount, :share, :at, :by
                 where :version = 0 or exists (select from chargeback_difference_bound)
                on conflict (single) do update set version = excluded.version, amount = excluded.amount, share = excluded.share,
                       changed_at = excluded.changed_at, changed_by_name = excluded.changed_by_name
                 where b.version = :version
                """)
                        .param("version", version)
                        .param("amount", bound.amount())
                        .param("share", bound.share())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                > 0;
    }
}
