package dev.bursar.chargeback.cut;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has one of the nodes look three times a minute; where nothing has changed, a look is two short queries. */
@Configuration(proxyBeanMethods = false)
class CutWatchTask {
    @Bean
    Task<Void> cuts(
            CutWatch watch, BackgroundScope background, @Value("${bursar.chargeback.look-every:20s}") Duration every) {
        return Tasks.recurring("chargeback-cut", Schedules.fixedDelay(every))
                .execute((instance, context) -> background.run(watch::look));
    }
}
