/** Runs jobs: scheduling, leases, stops, their record, and the paid requests that they may send. */
@NullMarked
@NamedInterface("run")
package dev.bursar.sync.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
