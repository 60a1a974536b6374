/** Reduces a delivery's lines where they lie, by an engine that people have already. */
@NullMarked
@NamedInterface("engine")
package dev.bursar.billingdata.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
