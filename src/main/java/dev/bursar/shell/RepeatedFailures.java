package dev.bursar.shell;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps stack traces from filling the log, since whoever sends a broken message could cause one with each: the same failure
 * writes its stack once an hour, then one line each time, and after a hundred lines nothing more.
 */
@Component
class RepeatedFailures extends TurboFilter implements DisposableBean {
    static final int MOST_LINES = 100;
    private static final int FRAMES = 8;
    private static final String FQCN = Logger.class.getName();

    private final Cache<Failure, AtomicInteger> seen = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    private record Failure(String logger, String type, List<StackTraceElement> place) {}

    RepeatedFailures() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(this);
        }
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] values,
            @Nullable Throwable given) {
        var problem = given == null ? last(values) : given;
        if (format == null || problem == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        var place = Arrays.stream(problem.getStackTrace()).limit(FRAMES).toList();
        var failure = new Failure(logger.getName(), problem.getClass().getName(), place);
        var times = seen.get(failure, first -> new AtomicInteger()).incrementAndGet();
        if (times == 1) {
            return FilterReply.NEUTRAL;
        }
        if (times <= MOST_LINES) {
            var words = MessageFormatter.arrayFormat(format, values).getMessage();
            var line = "%s (again: %s at %s, its stack stands above)"
                    .formatted(words, failure.type(), place.isEmpty() ? "an unknown place" : place.getFirst());
            logger.log(marker, FQCN, Level.toLocationAwareLoggerInteger(level), line, null, null);
        }
        return FilterReply.DENY;
    }

    private static @Nullable Throwable last(@Nullable Object @Nullable [] values) {
        return values != null && values.length > 0 && values[values.length - 1] instanceof Throwable problem
                ? problem
                : null;
    }
}
