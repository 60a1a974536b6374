/** What can be made to go wrong with an answer. */
@NullMarked
package dev.bursar.simulator.faults;

import org.jspecify.annotations.NullMarked;
