/** The one writer of charges, slices and rollups. */
@NullMarked
package dev.bursar.charges.store;

import org.jspecify.annotations.NullMarked;
