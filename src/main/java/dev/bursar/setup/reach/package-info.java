/** Which accounts and Regions Bursar reads, by which roles, and what came of it. */
@NullMarked
@NamedInterface("reach")
package dev.bursar.setup.reach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
