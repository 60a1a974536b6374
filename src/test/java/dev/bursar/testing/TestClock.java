package dev.bursar.testing;

import module java.base;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** A clock that stands still until a test moves it. */
@Component
@Primary
public class TestClock extends Clock {
    public static final Instant START = Instant.parse("2026-11-24T09:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public void forward(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    void reset() {
        now.set(START);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
