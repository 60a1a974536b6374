/** Reads events, by LookupEvents and from trails' log files, and keeps what was read of which time. */
@NullMarked
@NamedInterface("read")
package dev.bursar.trail.read;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
