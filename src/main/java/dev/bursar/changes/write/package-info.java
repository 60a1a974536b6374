/** What Bursar writes to AWS: proposed, read before, approved, written, read back and undone. Features say how their kind is written. */
@NullMarked
@NamedInterface("write")
package dev.bursar.changes.write;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
