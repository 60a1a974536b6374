/** Tag policies: what tags must be, how resources are held against them, and what is exempt. */
@NullMarked
@NamedInterface("policy")
package dev.bursar.tagging.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
