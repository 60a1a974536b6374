package dev.bursar.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.kernel.Role;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/** A node that dies while it issues or closes leaves nothing half-posted, and another one does it once. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CloseCrashTest extends Books {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);

    /** What of a month is in the database: 0 or all of it. */
    private List<Long> kept(String kind) {
        return List.of(
                count("select count(*) from chargeback_issue"),
                count("select count(*) from chargeback_statement"),
                count("select count(*) from ledger_transaction where kind in (" + kind + ")"));
    }

    private long count(String sql) {
        var owner = database.owner();
        try {
            return JdbcClient.create(owner).sql(sql).query(Long.class).single();
        } finally {
            owner.destroy();
        }
    }

    /** Cuts all connections after a while, as PostgreSQL sees a kill. */
    private boolean dies(Runnable action, long afterMillis) {
        var context = SecurityContextHolder.getContext();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = CompletableFuture.runAsync(
                    () -> {
                        SecurityContextHolder.setContext(context);
                        action.run();
                    },
                    threads);
            CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS, threads)
                    .execute(database::endConnections);
            running.join();
            return false;
        } catch (CompletionException died) {
            return true;
        }
    }

    @Test
    void issuingIsAllOrNothingWheneverTheNodeDies() {
        slow("chargeback_statement", "ledger_posting");
        int died = 0;
        for (long after = 100; after < 3000 && count("select count(*) from chargeback_issue") == 0; after += 250) {
            if (dies(() -> issue(JULY), after)) {
                died++;
            }
            connected();
            List<Long> kept = kept("'STATEMENT'");
            assertThat(kept.stream().allMatch(one -> one == 0) || kept.stream().allMatch(one -> one > 0))
                    .as("after %d ms: %s", after, kept)
                    .isTrue();
        }
        assertThat(died).as("nodes that died").isPositive();
        if (count("select count(*) from chargeback_issue") == 0) {
            issue(JULY);
        }
        assertBooksAddUp();
        assertThat(count("select count(*) from chargeback_issue")).isEqualTo(1);
    }

    /** Each row takes so long that a node can die between two. */
    private void slow(String... tables) {
        owner("create or replace function slowly() returns trigger language plpgsql as"
                + " $$ begin perform pg_sleep(0.02); return new; end $$");
        owner("grant execute on function slowly() to public");
        for (String table : tables) {
            owner("create trigger slowly before insert on " + table + " for each row execute function slowly()");
        }
    }

    @AfterEach
    void quickAgain() {
        connected();
        owner("drop function if exists slowly() cascade");
    }

    private void owner(String sql) {
        var owner = database.owner();
        try {
            JdbcClient.create(owner).sql(sql).update();
        } finally {
            owner.destroy();
        }
    }

    /** The pool gives out connections that work again. */
    private void connected() {
        int working = 0;
        while (working < 20) {
            try {
                portal.getBean(JdbcClient.class)
                        .sql("select 1")
                        .query(Integer.class)
                        .single();
                database.jdbc().sql("select 1").query(Integer.class).single();
                working++;
            } catch (DataAccessException broken) {
                // the next one is another connection
                working = 0;
            }
        }
    }

    @Test
    void twoNodesCloseOnceAndCorrectOnce() {
        issue(JULY);
        invoice(JULY);
        CloseService.Preview preview = closing.preview(JULY);
        assertThat(both(() -> closing.close(JULY, preview.token()))).isEqualTo(1);
        restate(JULY);
        IssueService.Preview next = issuing.preview(AUGUST).orElseThrow();
        assertThat(both(() -> issuing.issue(AUGUST, next.token(), "once", today())))
                .isEqualTo(1);
        assertThat(portal.getBean(MonthChanges.class).page(JULY).corrections()).isNotEmpty();
        assertBooksAddUp();
        assertThat(portal.getBean(IssueStore.class).last().keySet()).containsExactly(JULY, AUGUST);
    }

    private long both(Runnable action) {
        var context = SecurityContextHolder.getContext();
        List<CompletableFuture<Boolean>> two = java.util.stream.Stream.of(action, action)
                .map(one -> CompletableFuture.supplyAsync(() -> {
                    SecurityContextHolder.setContext(context);
                    try {
                        one.run();
                        return true;
                    } catch (IssueRefused refused) {
                        return false;
                    } finally {
                        SecurityContextHolder.clearContext();
                    }
                }))
                .toList();
        return two.stream().filter(CompletableFuture::join).count();
    }
}
