/** Values of the team's tag that are probably the same word, and what joining them moves. */
@NullMarked
package dev.bursar.tagging.values;

import org.jspecify.annotations.NullMarked;
