/** The dictionary of texts that charges refer to by number. */
@NullMarked
@NamedInterface("terms")
package dev.bursar.charges.terms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
