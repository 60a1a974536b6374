package dev.bursar.chargeback.mails;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has one of the nodes look a few times an hour; once a day is decided, a look is one short query. */
@Configuration(proxyBeanMethods = false)
class ClosingWatchTask {
    private static final Duration EVERY = Duration.ofMinutes(10);

    @Bean
    Task<Void> closing(ClosingWatch watch, BackgroundScope background) {
        return Tasks.recurring("closing-watch", Schedules.fixedDelay(EVERY))
                .execute((instance, context) -> background.run(watch::look));
    }
}
