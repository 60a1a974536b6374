/** Counts paid requests and stops at the caps. */
@NullMarked
package dev.bursar.sync.meter;

import org.jspecify.annotations.NullMarked;
