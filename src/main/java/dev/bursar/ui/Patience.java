package dev.bursar.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.time.Duration;

/**
 * How long a page waits for answers before it shows skeletons: all its parts together, once for each message of the browser, so that a
 * page of many parts doesn't leave the page before on the screen.
 *
 * @param message of the browser
 * @param untilNanos when its patience ends
 */
record Patience(int message, long untilNanos) {
    static final Duration LONGEST = Duration.ofMillis(150);

    /** What is left of it for the message that is being answered. */
    static Duration of(UI ui, long nanos) {
        int message = ui.getInternals().getLastProcessedClientToServerId();
        Patience known = ComponentUtil.getData(ui, Patience.class);
        if (known == null || known.message() != message) {
            ComponentUtil.setData(ui, Patience.class, new Patience(message, nanos + LONGEST.toNanos()));
            return LONGEST;
        }
        return known.left(nanos);
    }

    Duration left(long nanos) {
        return Duration.ofNanos(Math.clamp(untilNanos - nanos, 0, LONGEST.toNanos()));
    }
}
