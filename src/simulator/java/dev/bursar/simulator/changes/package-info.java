/** What AWS changes after the fact, on demand: months, documents and deliveries. */
@NullMarked
package dev.bursar.simulator.changes;

import org.jspecify.annotations.NullMarked;
