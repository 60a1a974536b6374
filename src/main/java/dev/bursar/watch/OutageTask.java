package dev.bursar.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has one of the nodes look every ten minutes. */
@Configuration(proxyBeanMethods = false)
class OutageTask {
    @Bean
    Task<Void> outages(OutageWatch watch, BackgroundScope background) {
        return Tasks.recurring("outage-watch", Schedules.fixedDelay(Duration.ofMinutes(10)))
                .execute((instance, context) -> background.run(watch::look));
    }
}
