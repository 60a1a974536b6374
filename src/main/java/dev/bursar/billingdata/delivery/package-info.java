/** Deliveries in a bucket or folder: finds, imports and remembers them. */
@NullMarked
package dev.bursar.billingdata.delivery;

import org.jspecify.annotations.NullMarked;
