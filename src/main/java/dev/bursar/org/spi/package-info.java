/** The port that a source of accounts implements, and what may keep it from being asked. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.org.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
