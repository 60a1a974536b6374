/** How a month's charges are split: pools, whose part is what, and what AWS rounds; functions over cut charges, with the pools and allocations that are stored. */
@NullMarked
package dev.bursar.chargeback.split;

import org.jspecify.annotations.NullMarked;
