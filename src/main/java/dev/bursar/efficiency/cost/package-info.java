/** What charges say of workloads. */
@NullMarked
package dev.bursar.efficiency.cost;

import org.jspecify.annotations.NullMarked;
