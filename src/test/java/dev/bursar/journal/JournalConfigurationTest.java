package dev.bursar.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import dev.bursar.testing.ProductClasses;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

class JournalConfigurationTest {
    /** Is at work when the context closes, as the sealer may be when a command ends. */
    static final class AtWork {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch closing = new CountDownLatch(1);
        private volatile String ended = "not at all";

        @Scheduled(fixedDelay = 1)
        void work() throws InterruptedException {
            begun.countDown();
            closing.await();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            ended = Thread.interrupted() ? "interrupted" : "by itself";
        }

        @EventListener
        void closes(ContextClosedEvent event) {
            closing.countDown();
        }
    }

    @Test
    void nothingWaitsForAnother() {
        var scheduled = ProductClasses.all().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(scheduled).isNotEmpty().hasSizeLessThanOrEqualTo(JournalConfiguration.THREADS);
    }

    @Test
    void whatIsUnderWayWhenACommandEndsIsLetEnd() throws InterruptedException {
        AtWork atWork;
        try (var context = new AnnotationConfigApplicationContext(JournalConfiguration.class, AtWork.class)) {
            atWork = context.getBean(AtWork.class);
            atWork.begun.await();
        }
        assertThat(atWork.ended).isEqualTo("by itself");
    }
}
