/** Sessions on all nodes. */
@NullMarked
package dev.bursar.access.session;

import org.jspecify.annotations.NullMarked;
