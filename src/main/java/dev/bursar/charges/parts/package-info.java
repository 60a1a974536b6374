/** Parts of what the nodes of a cluster cost: whose pods used them. */
@NullMarked
@NamedInterface("parts")
package dev.bursar.charges.parts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
