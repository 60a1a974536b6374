/** What lines of generative AI are of: model, direction, tier, routing, seller and tokens. */
@NullMarked
@NamedInterface("models")
package dev.bursar.charges.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
