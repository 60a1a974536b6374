package dev.bursar.sync.meter;

import dev.bursar.sync.CapReached;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.run.RunQueries;
import dev.bursar.sync.run.SyncMetrics;
import dev.bursar.sync.settings.StoredSettings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the request meter in the database, so that all nodes share the caps. */
@Component
public class Meter {
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
        return new RequestMeter() {
            @Override
            public <T> T send(
                    String api,
                    String account,
                    BigDecimal priceUsd,
                    Predicate<RuntimeException> refused,
                    Supplier<T> request) {
                stopCheck.run();
                LocalDate day = LocalDate.now(clock.withZone(ZoneOffset.UTC));
                transaction.executeWithoutResult(status -> reserve(day, run, api, account, priceUsd));
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
                    settle(day, run, api, account, outcome, priceUsd, paid);
                }
            }
        };
    }

    private void settle(
            LocalDate day, long run, String api, String account, String outcome, BigDecimal reserved, BigDecimal paid) {
        transaction.executeWithoutResult(status -> {
            add(day, run, api, account, "sent", -1, reserved.negate());
            add(day, run, api, account, outcome, 1, paid);
        });
        metrics.asked(api, outcome, paid);
    }

    private void reserve(LocalDate day, long run, String api, String account, BigDecimal priceUsd) {
        if (priceUsd.signum() > 0) {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('sync_request'))")
                    .query()
                    .singleRow();
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
        add(day, run, api, account, "sent", 1, priceUsd);
    }

    private void add(
            LocalDate day, long run, String api, String account, String outcome, int requests, BigDecimal cost) {
        jdbc.sql("""
                        insert into sync_request as q (day, run_id, api, account, outcome, requests, cost_usd)
                        values (:day, :run, :api, :account, :outcome, :requests, :cost)
                        on conflict (day, run_id, api, account, outcome)
                        do update set requests = q.requests + excluded.requests, cost_usd = q.cost_usd + excluded.cost_usd
                        """)
                .param("day", day)
                .param("run", run)
                .param("api", api)
                .param("account", account)
                .param("outcome", outcome)
                .param("requests", requests)
                .param("cost", cost)
                .update();
    }
}
