/** Seals in the activity log what is kept of chargeback for good, in the transaction that makes it. Knows tables, and no other room. */
@NullMarked
package dev.bursar.chargeback.seals;

import org.jspecify.annotations.NullMarked;
