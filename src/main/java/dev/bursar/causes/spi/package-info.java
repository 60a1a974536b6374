/** The port that Savings Plans are read through. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.causes.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
