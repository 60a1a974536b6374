/** Looks for anomalies once costs have changed, keeps them, and writes to people. */
@NullMarked
package dev.bursar.causes.watch;

import org.jspecify.annotations.NullMarked;
