/** X-Ray: what called endpoints, and how long it took. */
@NullMarked
package dev.bursar.simulator.traces;

import org.jspecify.annotations.NullMarked;
