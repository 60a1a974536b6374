/** Finds days on which a service cost more than usual, from nothing but its costs of whole days. */
@NullMarked
package dev.bursar.causes.anomaly;

import org.jspecify.annotations.NullMarked;
