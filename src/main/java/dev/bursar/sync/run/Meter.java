package dev.bursar.sync.run;

import dev.bursar.kernel.Today;
import dev.bursar.kernel.rows.Params;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.settings.Caps;
import dev.bursar.sync.settings.StoredSettings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the request meter in the database, so that all nodes share the caps. */
@Component
public class Meter {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Logger log = LoggerFactory.getLogger(Meter.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RunQueries queries;
    private final StoredSettings settings;
    private final SyncMetrics metrics;
    private final Clock clock;

    Meter(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RunQueries queries,
            StoredSettings settings,
            SyncMetrics metrics,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.queries = queries;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    public RequestMeter of(long run, Runnable stopCheck) {
        return of(run, stopCheck, true);
    }

    /** Counts beyond the caps: the money is spent. */
    public RequestMeter owed(long run) {
        return of(run, () -> {}, false);
    }

    private RequestMeter of(long run, Runnable stopCheck, boolean capped) {
        return new RequestMeter() {
            @Override
            public void requireRoom(BigDecimal priceUsd) {
                stopCheck.run();
                transaction.executeWithoutResult(status -> Meter.this.requireRoom(Today.of(clock), priceUsd));
            }

            private final AtomicLong looked = new AtomicLong(System.nanoTime() - LOOK_NANOS);
            private final AtomicReference<@Nullable RuntimeException> over = new AtomicReference<>();

            /** Once a second for all requests of the run that are under way. The database may be away meanwhile. */
            @Override
            public void look() {
                RuntimeException why = over.get();
                if (why != null) {
                    throw why;
                }
                long now = System.nanoTime();
                long last = looked.get();
                if (now - last < LOOK_NANOS || !looked.compareAndSet(last, now)) {
                    return;
                }
                try {
                    stopCheck.run();
                } catch (DataAccessException e) {
                    log.warn("Whether a run shall stop could not be read", e);
                } catch (RuntimeException e) {
                    over.set(e);
                    throw e;
                }
            }

            @Override
            public <T> T send(
                    String api,
                    String account,
                    String region,
                    BigDecimal priceUsd,
                    Predicate<RuntimeException> refused,
                    Supplier<T> request) {
                stopCheck.run();
                var asked = new Asked(Today.of(clock), run, api, account, region);
                transaction.executeWithoutResult(status -> reserve(asked, priceUsd, capped));
                String outcome = "failed";
                BigDecimal paid = priceUsd;
                try {
                    T answer = request.get();
                    outcome = "answered";
                    return answer;
                } catch (RuntimeException e) {
                    if (refused.test(e)) {
                        paid = BigDecimal.ZERO;
                    }
                    throw e;
                } finally {
                    settle(asked, outcome, priceUsd, paid);
                }
            }
        };
    }

    private record Asked(LocalDate day, long run, String api, String account, String region) {}

    private void settle(Asked asked, String outcome, BigDecimal reserved, BigDecimal paid) {
        transaction.executeWithoutResult(status -> {
            add(asked, "sent", -1, reserved.negate());
            add(asked, outcome, 1, paid);
        });
        metrics.asked(asked.api(), outcome, paid.max(BigDecimal.ZERO));
    }

    private void reserve(Asked asked, BigDecimal priceUsd, boolean capped) {
        if (capped && priceUsd.signum() > 0) {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('sync_request'))")
                    .query()
                    .singleRow();
            requireRoom(asked.day(), priceUsd);
        }
        add(asked, "sent", 1, priceUsd);
    }

    private void requireRoom(LocalDate day, BigDecimal priceUsd) {
        LocalDate month = day.withDayOfMonth(1);
        Caps caps = settings.caps();
        if (queries.spent(day, day.plusDays(1)).add(priceUsd).compareTo(caps.dailyUsd()) > 0) {
            throw new CapReached(
                    caps.dailyUsd(),
                    true,
                    day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (queries.spent(month, month.plusMonths(1)).add(priceUsd).compareTo(caps.monthlyUsd()) > 0) {
            throw new CapReached(
                    caps.monthlyUsd(),
                    false,
                    month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    private void add(Asked asked, String outcome, int requests, BigDecimal cost) {
        jdbc.sql("""
                        insert into sync_request as q (day, run_id, api, account, region, outcome, requests, cost_usd)
                        values (:day, :run, :api, :account, :region, :outcome, :requests, :cost)
                        on conflict (day, run_id, api, account, region, outcome)
                        do update set requests = q.requests + excluded.requests, cost_usd = q.cost_usd + excluded.cost_usd
                        """)
                .params(Params.of(asked)
                        .and("outcome", outcome)
                        .and("requests", requests)
                        .and("cost", cost))
                .update();
    }
}
