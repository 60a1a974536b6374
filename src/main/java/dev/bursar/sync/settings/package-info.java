/** Caps, pace and schedule as an admin set them. */
@NullMarked
package dev.bursar.sync.settings;

import org.jspecify.annotations.NullMarked;
