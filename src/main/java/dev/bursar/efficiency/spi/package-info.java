/** What efficiency asks of AWS. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.efficiency.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
