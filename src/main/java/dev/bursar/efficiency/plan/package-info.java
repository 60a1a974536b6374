/** Which metrics are asked for in which request, and what that costs. */
@NullMarked
package dev.bursar.efficiency.plan;

import org.jspecify.annotations.NullMarked;
