/** Shared pools: which charges they take, how they split them, from which month on. */
@NullMarked
package dev.bursar.chargeback.pools;

import org.jspecify.annotations.NullMarked;
