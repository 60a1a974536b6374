package dev.bursar.cli;

import module java.base;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Says in a few sentences why the portal or a command does not start, where Spring Boot has no words for it. The stack trace comes
 * only where this class's log level is debug.
 */
public final class StartFailure implements ApplicationListener<ApplicationFailedEvent> {
    private static final Logger log = LoggerFactory.getLogger(StartFailure.class);
    private static final String LOG_LEVEL =
            "LOGGING_LEVEL_" + StartFailure.class.getName().replace('.', '_').toUpperCase(Locale.ROOT);
    private static final int MOST_CAUSES = 50;
    private boolean happened;

    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
        happened = true;
        Throwable failure = event.getException();
        if (!isExplained(failure, event.getApplicationContext())) {
            log.error(
                    "Bursar could not start. {}\nTo see where it failed, set {}=debug.", sentence(failure), LOG_LEVEL);
            log.debug("Where it failed", failure);
            // it would log the stack trace next
            LoggingSystem.get(StartFailure.class.getClassLoader())
                    .setLogLevel(SpringApplication.class.getName(), LogLevel.OFF);
        }
    }

    /** Whether a start failed and why has been said. */
    public boolean happened() {
        return happened;
    }

    private static boolean isExplained(Throwable failure, @Nullable ConfigurableApplicationContext context) {
        ArgumentResolver arguments = context == null
                ? ArgumentResolver.none()
                : ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                        .and(Environment.class, context.getEnvironment());
        return SpringFactoriesLoader.forDefaultResourceLocation(StartFailure.class.getClassLoader())
                .load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, missing) -> {}))
                .stream()
                .anyMatch(analyzer -> explains(analyzer, failure));
    }

    private static boolean explains(FailureAnalyzer analyzer, Throwable failure) {
        try {
            return analyzer.analyze(failure) != null;
        } catch (RuntimeException | LinkageError e) {
            // it is made for something that isn't there, as Spring Boot assumes too
            return false;
        }
    }

    /** What Bursar's own code says of it; else what the database says; else the first cause. */
    static String sentence(Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            String message = cause.getMessage();
            if (message != null && isOurs(cause)) {
                return message;
            }
        }
        for (Throwable cause : causes.reversed()) {
            if (cause instanceof SQLException) {
                return "The database says: " + cause.getMessage()
                        + "\nCheck that it runs, and the settings SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME,"
                        + " SPRING_DATASOURCE_PASSWORD, SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD.";
            }
        }
        Throwable first = causes.getLast();
        return first.getClass().getSimpleName() + (first.getMessage() == null ? "." : ": " + first.getMessage());
    }

    private static boolean isOurs(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return !(cause instanceof UncheckedIOException || cause instanceof FileSystemException)
                && stack.length > 0
                && stack[0].getClassName().startsWith("dev.bursar.");
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && causes.size() < MOST_CAUSES; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
