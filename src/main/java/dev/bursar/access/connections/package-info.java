/** How the portal listens: threads, time limits and the scheme of its addresses. */
@NullMarked
package dev.bursar.access.connections;

import org.jspecify.annotations.NullMarked;
