/** Runs jobs: scheduling, leases, stops and their record. */
@NullMarked
package dev.bursar.sync.run;

import org.jspecify.annotations.NullMarked;
