/** Answers what changed and why; works each team's daily changes out before anybody asks, and keeps them. */
@NullMarked
@NamedInterface("kept")
package dev.bursar.causes.kept;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
