package dev.bursar.testing;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Remembers where the beans of one portal look for the person who acts: each portal that starts puts a place of its own there
 * for the whole process, and tests of an earlier one would then speak to nobody.
 */
class SecurityHolder implements ApplicationListener<ContextRefreshedEvent> {
    private SecurityContextHolderStrategy strategy = SecurityContextHolder.getContextHolderStrategy();

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        strategy = SecurityContextHolder.getContextHolderStrategy();
    }

    /** Puts it back before the tests of a class. */
    static class Restoring implements TestExecutionListener {
        @Override
        public void beforeTestClass(TestContext test) {
            SecurityContextHolder.setContextHolderStrategy(
                    test.getApplicationContext().getBean(SecurityHolder.class).strategy);
        }
    }
}
