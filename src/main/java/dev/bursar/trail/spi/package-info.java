/** The port that events are looked up through. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.trail.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
