/** What resources cost and whose they are, from the charges of exports. */
@NullMarked
package dev.bursar.inventory.cost;

import org.jspecify.annotations.NullMarked;
