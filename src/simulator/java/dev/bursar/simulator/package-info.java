/** Answers like AWS over HTTP on a local port, so that the portal never has a second way to its data. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.bursar.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
