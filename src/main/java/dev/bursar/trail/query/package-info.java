/** Questions about events and their answers: whole events that the person may see, and what was not read. */
@NullMarked
@NamedInterface("query")
package dev.bursar.trail.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
