/** Which instances would be enough for a load, and what they would cost. */
@NullMarked
package dev.bursar.efficiency.sizing;

import org.jspecify.annotations.NullMarked;
