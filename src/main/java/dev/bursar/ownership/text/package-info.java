/** Ownership rules in words, for the pages that show them. */
@NullMarked
@NamedInterface("text")
package dev.bursar.ownership.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
