/** Cost Explorer. */
@NullMarked
package dev.bursar.simulator.costs;

import org.jspecify.annotations.NullMarked;
