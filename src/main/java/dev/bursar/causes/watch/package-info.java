/** Looks for anomalies once costs have changed, keeps them, and writes to people. */
@NullMarked
@NamedInterface("watch")
package dev.bursar.causes.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
