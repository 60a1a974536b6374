/** What other modules bring to the explorer. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.spend.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
