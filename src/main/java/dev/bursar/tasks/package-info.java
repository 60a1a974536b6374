/**
 * Background tasks: work that is done once, soon, on one of any number of nodes, with one table of how it stands. What is to be
 * done is handed to db-scheduler here, and nowhere else. Knows no feature.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "kernel")
package dev.bursar.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
