/** How a session begins, and ends on all nodes. */
@NullMarked
package dev.bursar.access.session;

import org.jspecify.annotations.NullMarked;
