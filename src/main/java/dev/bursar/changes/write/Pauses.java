package dev.bursar.changes.write;

import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * How long a change waits for AWS.
 *
 * @param busy before a request is sent again that AWS was too busy for; doubled each time
 * @param settled after which nobody knows whether AWS took what it didn't answer and doesn't show; longer than a request may be under way
 * @param seen after which what was taken and isn't seen is given up
 * @param waiting how time passes
 */
@Component
public record Pauses(Duration busy, Duration settled, Duration seen, Waiting waiting) {
    static final String SETTLED = "2m";

    @Autowired
    Pauses(
            @Value("${bursar.changes.busy:500ms}") String busy,
            @Value("${bursar.changes.settled:" + SETTLED + "}") String settled,
            @Value("${bursar.changes.seen:15m}") String seen,
            ObjectProvider<Waiting> waiting) {
        this(
                DurationStyle.detectAndParse(busy),
                DurationStyle.detectAndParse(settled),
                DurationStyle.detectAndParse(seen),
                waiting.getIfAvailable(() -> Thread::sleep));
    }

    /** How time passes: it is slept, unless a bean says otherwise. */
    @FunctionalInterface
    public interface Waiting {
        void pass(Duration time) throws InterruptedException;
    }

    void pass(Duration time) throws InterruptedException {
        waiting.pass(time);
    }
}
