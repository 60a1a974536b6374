package dev.bursar.chargeback.differences;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
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
        return jdbc.sql("""
                select amount as bound_amount, share as bound_share, version, changed_at as at, changed_by_name as by
                  from chargeback_difference_bound
                """).query(RecordMapper.of(Changed.class)).optional();
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
                        .params(Params.of(bound)
                                .and("version", version)
                                .and("by", by)
                                .and("at", at))
                        .update()
                > 0;
    }
}
