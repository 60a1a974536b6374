package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.MeteredQueries;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps in the database what was metered of each query. */
@Component
class EngineQueries implements MeteredQueries {
    private static final Duration LONGEST = Duration.ofHours(1);
    /** For which AWS may still know a token, so that somebody may come back to the query. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EngineQueries(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void began(String id, long run) {
        jdbc.sql("""
                        insert into engine_query (id, run_id, started_at) values (:id, :run, :now)
                        on conflict (id) do update set run_id = excluded.run_id
                        """)
                .param("id", id)
                .param("run", run)
                .param("now", now(Duration.ZERO))
                .update();
    }

    @Override
    public void pay(String id, BigDecimal usd, boolean ended, Consumer<BigDecimal> meter) {
        transaction.executeWithoutResult(status -> {
            BigDecimal metered = jdbc.sql("select metered_usd from engine_query where id = :id for update")
                    .param("id", id)
                    .query(BigDecimal.class)
                    .single();
            BigDecimal owed = usd.subtract(metered);
            if (owed.signum() != 0) {
                meter.accept(owed);
            }
            jdbc.sql("update engine_query set metered_usd = :usd, ended = ended or :ended where id = :id")
                    .param("usd", usd)
                    .param("ended", ended)
                    .param("id", id)
                    .update();
        });
    }

    @Override
    public void forget(String id) {
        jdbc.sql("update engine_query set ended = true where id = :id")
                .param("id", id)
                .update();
    }

    @Override
    public List<String> left() {
        jdbc.sql("delete from engine_query where ended and started_at < :before")
                .param("before", now(KEPT))
                .update();
        return jdbc.sql("""
                        select id from engine_query
                         where not ended and (run_id <> 0 or started_at < :before) order by started_at, id
                        """)
                .param("before", now(LONGEST))
                .query((row, number) -> row.getString("id"))
                .list();
    }

    private OffsetDateTime now(Duration before) {
        Instant at = clock.instant().minus(before);
        return at.atOffset(ZoneOffset.UTC);
    }
}
