/** Questions about events and their answers: whole events that the person may see, and what was not read. */
@NullMarked
package dev.bursar.trail.query;

import org.jspecify.annotations.NullMarked;
