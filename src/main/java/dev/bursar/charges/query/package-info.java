/** Queries over rollups and charges, for modules that ask about costs. */
@NullMarked
@NamedInterface("query")
package dev.bursar.charges.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
