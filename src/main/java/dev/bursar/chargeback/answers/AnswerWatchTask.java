package dev.bursar.chargeback.answers;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has one of the nodes look every five minutes; where nothing is due, a look is two short queries. */
@Configuration(proxyBeanMethods = false)
class AnswerWatchTask {
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Bean
    Task<Void> awaitedAnswers(AnswerWatch watch, BackgroundScope background) {
        return Tasks.recurring("chargeback-answers", Schedules.fixedDelay(EVERY))
                .execute((instance, context) -> background.run(watch::look));
    }
}
