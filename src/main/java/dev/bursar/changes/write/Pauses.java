package dev.bursar.changes.write;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * How long a change waits for AWS.
 *
 * @param busy before a request is sent again that AWS was too busy for; doubled each time
 * @param settled after which what isn't seen was not taken, where no answer said so; longer than a request may be under way
 * @param seen after which what was taken and isn't seen is given up
 */
@Component
record Pauses(Duration busy, Duration settled, Duration seen) {
    @Autowired
    Pauses(
            @Value("${bursar.changes.busy:500ms}") String busy,
            @Value("${bursar.changes.settled:2m}") String settled,
            @Value("${bursar.changes.seen:15m}") String seen) {
        this(
                DurationStyle.detectAndParse(busy),
                DurationStyle.detectAndParse(settled),
                DurationStyle.detectAndParse(seen));
    }
}
