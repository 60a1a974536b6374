package dev.bursar.access.web;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;

/** Writes at most so many warnings a minute, so that nobody can fill the log; says how many it left out. */
final class LineLimit {
    private final Logger log;
    private final int most;
    private final Clock clock;

    private Instant minute = Instant.MIN;
    private int written;
    private long leftOut;

    LineLimit(Logger log, int most, Clock clock) {
        this.log = log;
        this.most = most;
        this.clock = clock;
    }

    synchronized void warn(String format, Object... values) {
        Instant now = clock.instant();
        if (!now.isBefore(minute.plusSeconds(60))) {
            if (leftOut > 0) {
                log.warn("{} more warnings of this kind were not written", leftOut);
            }
            minute = now;
            written = 0;
            leftOut = 0;
        }
        if (written < most) {
            written++;
            log.warn(format, values);
        } else {
            leftOut++;
        }
    }
}
