package dev.bursar.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.kernel.Role;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    /** Cuts the connections of a node after so many of its statements: as PostgreSQL sees a kill. */
    private boolean dies(Runnable action, long afterMillis) {
        var context = SecurityContextHolder.getContext();
        var running = CompletableFuture.runAsync(() -> {
            SecurityContextHolder.setContext(context);
            action.run();
        });
        CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS).execute(this::cutConnections);
        try {
            running.join();
            return false;
        } catch (RuntimeException died) {
            return true;
        }
    }

    private void cutConnections() {
        database.jdbc()
                .sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                           and (state = 'idle in transaction' or state = 'active')
                        """)
                .query(row -> {});
    }

    @Test
    void issuingIsAllOrNothingWheneverTheNodeDies() {
        int died = 0;
        for (long after = 5; after < 400 && count("select count(*) from chargeback_issue") == 0; after += 25) {
            if (dies(() -> issue(JULY), after)) {
                died++;
            }
            List<Long> kept = kept("'STATEMENT'");
            assertThat(kept.stream().allMatch(one -> one == 0) || kept.stream().allMatch(one -> one > 0))
                    .as("after %d ms: %s", after, kept)
                    .isTrue();
        }
        if (count("select count(*) from chargeback_issue") == 0) {
            issue(JULY);
        }
        assertThat(died).as("nodes that died").isPositive();
        assertBooksAddUp();
        assertThat(count("select count(*) from chargeback_issue")).isEqualTo(1);
    }

    @Test
    void twoNodesCloseOnceAndCorrectOnce() {
        issue(JULY);
        invoice(JULY);
        CloseService.Preview preview = closing.preview(JULY);
        assertThat(both(() -> closing.close(JULY, preview.token()))).isEqualTo(1);
        restate(JULY);
        IssueService.Preview next = issuing.preview(AUGUST).orElseThrow();
        assertThat(both(() -> issuing.issue(AUGUST, next.token(), "once", today()))).isEqualTo(1);
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
