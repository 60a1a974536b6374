/** The ports that Savings Plans and AWS's own anomalies are read through. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.causes.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
