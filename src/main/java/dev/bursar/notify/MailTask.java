package dev.bursar.notify;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the scheduler deliver mails, each as a task of its own. */
@Configuration(proxyBeanMethods = false)
class MailTask {
    static final String NAME = "mail";

    @Bean
    Task<Void> mails(Delivery delivery) {
        return Tasks.custom(NAME, Void.class).execute((instance, context) -> {
            var again = delivery.deliver(Long.parseLong(instance.getId()));
            return (complete, operations) ->
                    again.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
        });
    }
}
