package dev.bursar.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.testing.TestAction;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;

class JournalTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock();
    private final Journal journal = new Journal(
            database.jdbc(), new Someone("Admin"), clock, new JdbcTransactionManager(database.dataSource()));

    @AfterEach
    void drop() {
        database.close();
    }

    private record Someone(String name) implements Scope {
        @Override
        public Actor actor() {
            return new Actor(new PersonId(7), name);
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.ADMIN);
        }

        @Override
        public Visibility visibility() {
            return Visibility.EVERYTHING;
        }
    }

    private static final JournalAction CAP_CHANGED = TestAction.of("cap-changed");

    private record Cap(BigDecimal usd, LocalDate from) {}

    private List<String> rows() {
        return database.jdbc()
                .sql("select actor_id || ' ' || action || ' ' || subject || ' ' || repeated from journal order by id")
                .query(String.class)
                .list();
    }

    @Test
    void aChangeIsKeptWithBeforeAndAfter() {
        var before = new Cap(new BigDecimal("25.10"), LocalDate.of(2026, 11, 1));
        database.transactions()
                .executeWithoutResult(
                        status -> journal.record(CAP_CHANGED, "cap:daily", before, Map.of("note", "a\0b")));
        assertThat(database.jdbc()
                        .sql(
                                "select before ->> 'usd' || ' ' || (before ->> 'from') || ' ' || (after ->> 'note') from journal")
                        .query(String.class)
                        .single())
                .isEqualTo("25.10 2026-11-01 a\ufffdb");
    }

    @Test
    void anEntryGoesWithItsChange() {
        database.transactions().executeWithoutResult(status -> {
            journal.record(CAP_CHANGED, "cap:daily");
            status.setRollbackOnly();
        });
        assertThat(rows()).isEmpty();
    }

    @Test
    void aChangeOutsideATransactionIsABug() {
        var proxy = new ProxyFactory(journal);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(new TransactionInterceptor(
                new JdbcTransactionManager(database.dataSource()), new AnnotationTransactionAttributeSource()));
        var proxied = (Journal) proxy.getProxy();
        assertThatThrownBy(() -> proxied.record(CAP_CHANGED, "cap:daily"))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aRefusalStaysWhenTheCallerRollsBack() {
        database.transactions().executeWithoutResult(status -> {
            journal.denied(CommonAction.DENIED, "/admin");
            status.setRollbackOnly();
        });
        assertThat(rows()).containsExactly("7 denied /admin 1");
    }

    @Test
    void repeatedRefusalsAreCounted() {
        for (var i = 0; i < 50; i++) {
            journal.denied(CommonAction.DENIED, "/admin");
        }
        assertThat(rows()).containsExactly("7 denied /admin 1");
        journal.writeCounts();
        assertThat(rows()).hasSize(1);
        clock.forward(Duration.ofMinutes(1));
        journal.writeCounts();
        journal.writeCounts();
        assertThat(rows()).containsExactly("7 denied /admin 1", "7 denied /admin 49");
        journal.denied(CommonAction.DENIED, "/admin");
        journal.denied(CommonAction.DENIED, "/admin");
        clock.forward(Duration.ofMinutes(2));
        journal.denied(CommonAction.DENIED, "/admin");
        assertThat(rows()).endsWith("7 denied /admin 1", "7 denied /admin 1", "7 denied /admin 1");
        journal.denied(CommonAction.DENIED, "/admin");
        journal.writeAllCounts();
        assertThat(database.jdbc()
                        .sql("select sum(repeated) from journal")
                        .query(Integer.class)
                        .single())
                .isEqualTo(54);
    }

    @Test
    void manyKindsOfRefusalTakeBoundedRoom() {
        for (var i = 0; i < 1_500; i++) {
            journal.denied(CommonAction.DENIED, "/page/" + i);
        }
        journal.writeAllCounts();
        assertThat(rows()).hasSize(1_002).contains("7 denied others 1", "7 denied others 499");
    }

    @Test
    void longSubjectsAreCut() {
        journal.denied(CommonAction.DENIED, "x".repeat(10_000));
        assertThat(database.jdbc()
                        .sql("select length(subject) from journal")
                        .query(Integer.class)
                        .single())
                .isEqualTo(500);
    }
}
