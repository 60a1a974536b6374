/** What instance types cost and have. */
@NullMarked
package dev.bursar.efficiency.price;

import org.jspecify.annotations.NullMarked;
