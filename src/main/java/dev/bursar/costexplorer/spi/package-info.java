/** The port that a source of costs implements. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.costexplorer.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
