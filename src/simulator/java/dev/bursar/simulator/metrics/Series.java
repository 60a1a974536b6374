package dev.bursar.simulator.metrics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A metric with its dimensions: what was published of it, five minutes at a time. */
interface Series {

    int SLOT_MINUTES = 5;

    /** The unit that it is published in, as CloudWatch writes it. */
    String unit();

    Day on(LocalDate day);

    /** One day of it. */
    @FunctionalInterface
    interface Day {
        /**
         * What was published in the five minutes from that minute on.
         *
         * @return null where nothing was
         */
        @Nullable
        Samples from(int minute);
    }
}
