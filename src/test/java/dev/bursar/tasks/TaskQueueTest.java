package dev.bursar.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TaskQueueTest {
    @Test
    void aTaskThatIsCommittedBeginsWithoutWaitingForTheNextLook() throws InterruptedException {
        var database = TestDatabase.migrated();
        var run = new LinkedBlockingQueue<String>();
        Scheduler scheduler = Scheduler.create(
                        database.dataSource(),
                        Tasks.oneTime("look").execute((instance, context) -> run.add(instance.getId())))
                .pollingInterval(Duration.ofHours(1))
                .build();
        var beans = new StaticListableBeanFactory();
        beans.addBean("scheduler", scheduler);
        var queue = new TaskQueue(database.dataSource(), beans.getBeanProvider(Scheduler.class), Clock.systemUTC());
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        scheduler.start();
        try {
            // the first may have been there when the scheduler first looked; the others can't
            for (String id : new String[] {"a", "b", "c"}) {
                transaction.executeWithoutResult(status -> queue.add("look", id));
                assertThat(run.poll(30, TimeUnit.SECONDS)).isEqualTo(id);
            }
        } finally {
            scheduler.stop();
            database.close();
        }
    }
}
