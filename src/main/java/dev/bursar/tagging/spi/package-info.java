/** The port that tags are written through. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.tagging.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
