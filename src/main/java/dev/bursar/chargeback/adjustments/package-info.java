/** Adjustments: amounts that finance moves between accounts of the ledger, and who has to look at them first. */
@NullMarked
package dev.bursar.chargeback.adjustments;

import org.jspecify.annotations.NullMarked;
