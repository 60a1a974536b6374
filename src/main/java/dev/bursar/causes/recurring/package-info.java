/** Finds what recurs under a new name each time, and tells what its cost changed by from what only recurred. */
@NullMarked
package dev.bursar.causes.recurring;

import org.jspecify.annotations.NullMarked;
