/** Words of the ledger. */
@NullMarked
package dev.bursar.chargeback.ledger.text;

import org.jspecify.annotations.NullMarked;
