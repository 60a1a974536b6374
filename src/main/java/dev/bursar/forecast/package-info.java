/** What the days to come cost, from daily costs alone: a mean, a range made of past errors, and how earlier forecasts did. */
@NullMarked
@ApplicationModule(allowedDependencies = "ui")
package dev.bursar.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
