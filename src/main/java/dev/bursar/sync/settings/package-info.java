/** Caps, pace and schedule as an admin set them. */
@NullMarked
@NamedInterface("settings")
package dev.bursar.sync.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
