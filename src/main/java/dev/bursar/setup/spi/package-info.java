/** The port that AWS is asked through before the first costs are read. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.setup.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
