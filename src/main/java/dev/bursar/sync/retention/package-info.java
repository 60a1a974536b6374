/** Deletes what is older than an admin wants it kept. */
@NullMarked
package dev.bursar.sync.retention;

import org.jspecify.annotations.NullMarked;
