/** What people see of jobs and have them do, and whether what a page shows has been read. */
@NullMarked
@NamedInterface("control")
package dev.bursar.sync.control;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
