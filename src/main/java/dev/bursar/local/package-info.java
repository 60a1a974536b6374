/** Runs Bursar on one machine without set-up: a PostgreSQL of its own, the simulated AWS organisation and demo people. */
@NullMarked
@ApplicationModule
package dev.bursar.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
