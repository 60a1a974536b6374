package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;

/** The points of what a variant consists of, each with metrics of its own. */
interface PartHours {
    /** Returns how many points could not be read. */
    int add(Metric metric, Series series);

    /** Adds the hours of all parts together to those of the variant. */
    void into(HourReading reading, long variant);
}
