/** Reads every place's resources, and says what is gone only where a place was read as a whole. */
@NullMarked
package dev.bursar.inventory.read;

import org.jspecify.annotations.NullMarked;
