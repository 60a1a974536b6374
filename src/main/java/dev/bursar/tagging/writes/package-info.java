/** Tags that Bursar writes itself: which can be, what is proposed, and how it is done. */
@NullMarked
@NamedInterface("writes")
package dev.bursar.tagging.writes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
