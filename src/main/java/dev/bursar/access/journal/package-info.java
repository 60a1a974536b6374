/** What the Activity log page says was done in this module. */
@NullMarked
package dev.bursar.access.journal;

import org.jspecify.annotations.NullMarked;
