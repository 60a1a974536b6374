/** When and how jobs run: leases, runs with their progress, the request meter and its caps. Knows no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "journal", "tasks", "ui"})
package dev.bursar.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
