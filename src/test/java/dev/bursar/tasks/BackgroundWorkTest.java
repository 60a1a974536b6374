package dev.bursar.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** What exports, imports and whatever comes after them rely on. */
class BackgroundWorkTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private AnnotationConfigApplicationContext node;
    private BackgroundWork work;
    private BackgroundTasks tasks;
    private TransactionTemplate transaction;
    private Actor ada;

    @BeforeEach
    void start() {
        node = node(clock);
        work = node.getBean(BackgroundWork.class);
        tasks = node.getBean(BackgroundTasks.class);
        transaction = new TransactionTemplate(node.getBean(PlatformTransactionManager.class));
        int id = database.jdbc()
                .sql("insert into person (user_name, user_key, display_name) values ('ada', 'ada', 'Ada') returning id")
                .query(Integer.class)
                .single();
        ada = new Actor(new PersonId(id), "Ada");
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private AnnotationConfigApplicationContext node(Clock clock) {
        var node = new AnnotationConfigApplicationContext();
        node.registerBean(
                javax.sql.DataSource.class, database::dataSource, definition -> definition.setDestroyMethodName(""));
        node.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
        node.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database.dataSource()));
        node.registerBean(Clock.class, () -> clock);
        node.register(Transactions.class, TaskQueue.class, BackgroundWork.class, BackgroundTasks.class);
        node.refresh();
        return node;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    private UUID add(String alone) {
        UUID id = UUID.randomUUID();
        return Boolean.TRUE.equals(transaction.execute(status -> work.add(id, "look", ada, alone))) ? id : null;
    }

    private Work stored(UUID id) {
        return database.jdbc()
                .sql("select " + Work.COLUMNS + " from background_work w where id = :id")
                .param("id", id)
                .query((row, number) -> Work.of(row))
                .single();
    }

    private int due() {
        return database.jdbc()
                .sql("select count(*) from scheduled_tasks where task_name = 'look'")
                .query(Integer.class)
                .single();
    }

    private boolean done(Work claimed) {
        return Boolean.TRUE.equals(transaction.execute(status -> work.done(claimed, 7)));
    }

    private abstract class Look implements BackgroundTask {
        @Override
        public String kind() {
            return "look";
        }

        @Override
        public void failed(Work claimed, Exception why) {
            transaction.executeWithoutResult(status -> {
                if (why instanceof WorkCancelled) {
                    work.cancelled(claimed);
                } else {
                    work.failed(claimed, "It failed.", "Try again.");
                }
            });
        }
    }

    private BackgroundTask endsAs(BlockingQueue<Integer> fences) {
        return new Look() {
            @Override
            public void run(Work claimed) {
                done(claimed);
                fences.add(claimed.fence());
            }
        };
    }

    @Test
    void itIsAskedForWithItsTaskOrNotAtAll() {
        assertThatThrownBy(() -> work.add(UUID.randomUUID(), "look", ada, null)).hasMessageContaining("transaction");
        transaction.executeWithoutResult(status -> {
            work.add(UUID.randomUUID(), "look", ada, null);
            status.setRollbackOnly();
        });
        assertThat(due()).isZero();
        UUID id = add(null);
        assertThat(due()).isOne();
        assertThat(stored(id)).returns(WorkState.WAITING, Work::state).returns(ada, Work::by);
    }

    @Test
    void whatIsAloneIsUnderWayOneAtATime() {
        UUID first = add("x");
        assertThat(add("x")).isNull();
        assertThat(due()).isOne();
        assertThat(add("y")).isNotNull();
        assertThat(add(null)).isNotNull();
        assertThat(done(work.begin(first).orElseThrow())).isTrue();
        assertThat(add("x")).isNotNull();
    }

    @Test
    void onlyTheLatestAttemptHasASay() {
        UUID id = add(null);
        Work killed = work.begin(id).orElseThrow();
        assertThat(work.report(killed, 1, 10L, "one")).isTrue();
        Work second = work.begin(id).orElseThrow();
        assertThat(second.fence()).isEqualTo(2);
        assertThat(second.done()).as("counted anew").isZero();
        assertThat(work.report(killed, 2, 10L, "two")).isFalse();
        assertThat(work.isWanted(killed)).isFalse();
        assertThat(done(killed)).isFalse();
        transaction.executeWithoutResult(status -> {
            assertThat(work.failed(killed, "late", "late")).isFalse();
            assertThat(work.cancelled(killed)).isFalse();
        });
        work.waitAgain(killed);
        assertThat(stored(id).state()).isEqualTo(WorkState.RUNNING);
        assertThat(work.report(second, 3, 10L, "three")).isTrue();
        assertThat(stored(id)).returns(3L, Work::done).returns(10L, Work::total).returns("three", Work::detail);
        assertThat(done(second)).isTrue();
        assertThat(work.begin(id)).isEmpty();
    }

    @Test
    void whatWaitsIsCancelledAtOnceAndWhatRunsAtItsNextReport() {
        UUID waiting = add(null);
        UUID running = add(null);
        Work claimed = work.begin(running).orElseThrow();
        transaction.executeWithoutResult(status -> {
            assertThat(work.cancel(waiting, "Ada")).get().returns(WorkState.CANCELLED, Work::state);
            assertThat(work.cancel(waiting, "Ada")).isEmpty();
            assertThat(work.cancel(running, "Ada")).get().returns(WorkState.RUNNING, Work::state);
            assertThat(work.cancel(running, "Bob")).isEmpty();
        });
        assertThat(work.begin(waiting)).isEmpty();
        assertThat(work.report(claimed, 1, null, null)).isFalse();
        assertThat(work.isWanted(claimed)).isFalse();
        assertThat(done(claimed)).as("too late").isFalse();
        var begun = new LinkedBlockingQueue<Integer>();
        tasks.run(endsAs(begun), running);
        assertThat(begun).as("another node does not begin it").isEmpty();
        assertThat(stored(running)).returns(WorkState.CANCELLED, Work::state).returns("Ada", Work::cancelAskedBy);
    }

    @Test
    void whatFailsIsSaidAndWhatIsInterruptedWaitsForAnotherNode() {
        UUID id = add(null);
        var task = new Look() {
            boolean interrupted = true;

            @Override
            public void run(Work claimed) {
                work.report(claimed, 5, 10L, null);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("cut short");
            }
        };
        assertThatThrownBy(() -> tasks.run(task, id)).hasMessage("The node stops");
        assertThat(Thread.interrupted()).as("what ends it needs the database").isFalse();
        assertThat(stored(id)).returns(WorkState.WAITING, Work::state).returns(0L, Work::done);
        task.interrupted = false;
        tasks.run(task, id);
        assertThat(stored(id))
                .returns(WorkState.FAILED, Work::state)
                .returns("It failed.", Work::problem)
                .returns("Try again.", Work::whatToDo);
    }

    @Test
    void whatIsUnderWayWithoutATaskGetsOneAtTheStart() {
        add(null);
        Work done = work.begin(add(null)).orElseThrow();
        done(done);
        database.jdbc().sql("delete from scheduled_tasks").update();
        var start = new WorkResumption(work, node.getBean(TaskQueue.class));
        start.resume();
        start.resume();
        assertThat(due()).isOne();
    }

    @Test
    void whatHasEndedCanBeForgotten() {
        UUID waiting = add(null);
        UUID ended = add(null);
        done(work.begin(ended).orElseThrow());
        transaction.executeWithoutResult(status -> {
            assertThat(work.forget(waiting)).isFalse();
            assertThat(work.forget(ended)).isTrue();
        });
        UUID old = add(null);
        done(work.begin(old).orElseThrow());
        clock.forward(Duration.ofDays(8));
        work.forgetEndedBefore("other", clock.instant());
        assertThat(stored(old).state()).isEqualTo(WorkState.DONE);
        work.forgetEndedBefore("look", clock.instant());
        assertThat(work.underWay()).extracting(Work::id).containsExactly(waiting);
    }

    /** Two schedulers as two nodes: what one was at when it died without a word is done by the other. */
    @Test
    void aDeadNodesWorkIsDoneByAnotherAndNotTwice() throws InterruptedException {
        try (var real = node(Clock.systemUTC())) {
            var silent = new CountDownLatch(1);
            var begun = new LinkedBlockingQueue<Work>();
            var late = new LinkedBlockingQueue<Boolean>();
            var fences = new LinkedBlockingQueue<Integer>();
            Scheduler dead = scheduler(real, new Look() {
                @Override
                public void run(Work claimed) throws Exception {
                    begun.add(claimed);
                    silent.await();
                    late.add(done(claimed));
                }
            });
            Scheduler other = scheduler(real, endsAs(fences));
            UUID id = add(null);
            dead.start();
            assertThat(begun.poll(30, TimeUnit.SECONDS)).isNotNull();
            // its heart no longer beats
            dead.pause();
            database.jdbc()
                    .sql("update scheduled_tasks set last_heartbeat = now() - interval '1 hour', version = version + 1")
                    .update();
            other.start();
            try {
                assertThat(fences.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
                silent.countDown();
                assertThat(late.poll(30, TimeUnit.SECONDS)).isFalse();
                assertThat(stored(id)).returns(WorkState.DONE, Work::state).returns(2, Work::fence);
            } finally {
                other.stop();
                dead.stop();
            }
        }
    }

    private Scheduler scheduler(AnnotationConfigApplicationContext node, BackgroundTask task) {
        return Scheduler.create(
                        database.dataSource(),
                        node.getBean(BackgroundTasks.class).scheduled(task))
                .pollingInterval(Duration.ofMillis(50))
                .heartbeatInterval(Duration.ofMillis(200))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(1))
                .build();
    }
}
