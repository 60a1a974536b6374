package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has one of the nodes look each minute; a look is a few short queries. */
@Configuration(proxyBeanMethods = false)
class ChangeWatchTask {
    @Bean
    Task<Void> changes(ChangeWatch watch) {
        return Tasks.recurring("change-watch", Schedules.fixedDelay(Duration.ofMinutes(1)))
                .execute((instance, context) -> watch.look());
    }
}
