/** The ledger: months, accounts, and transactions that add up to zero and are never changed. */
@NullMarked
@NamedInterface("ledger")
package dev.bursar.chargeback.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
