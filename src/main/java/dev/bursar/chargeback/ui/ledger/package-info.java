/** The page of the ledger, and its files. */
@NullMarked
package dev.bursar.chargeback.ui.ledger;

import org.jspecify.annotations.NullMarked;
