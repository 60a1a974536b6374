/** What sources of costs write, and what ownership tells the store. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.charges.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
