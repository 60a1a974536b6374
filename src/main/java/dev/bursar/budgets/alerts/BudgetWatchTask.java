package dev.bursar.budgets.alerts;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has one of the nodes look twice a minute; where nothing has changed, a look is two short queries. */
@Configuration(proxyBeanMethods = false)
class BudgetWatchTask {
    @Bean
    Task<Void> budgets(
            BudgetWatch watch, BackgroundScope background, @Value("${bursar.budgets.look-every:30s}") Duration every) {
        return Tasks.recurring("budget-watch", Schedules.fixedDelay(every))
                .execute((instance, context) -> background.run(watch::look));
    }
}
