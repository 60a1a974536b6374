/** The port that resources are read through. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.inventory.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
