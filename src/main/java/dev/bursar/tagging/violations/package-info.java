/** What violates tag policies: found by a job, shown to whom it may be, with a likely value and the fix. */
@NullMarked
@NamedInterface("violations")
package dev.bursar.tagging.violations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
