/** The one writer of charges, slices and rollups. */
@NullMarked
@NamedInterface("store")
package dev.bursar.charges.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
