/** What instance types cost and have. */
@NullMarked
package dev.bursar.efficiency.prices;

import org.jspecify.annotations.NullMarked;
