/** The port that AWS's own budgets are read through. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.budgets.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
