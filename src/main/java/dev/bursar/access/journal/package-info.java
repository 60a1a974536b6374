/** What the Activity log page shows of this module: what was done, and the people by their names. */
@NullMarked
package dev.bursar.access.journal;

import org.jspecify.annotations.NullMarked;
