/** Proves that the ledger holds what was posted: against itself, statements and the activity log. Commands need no more of chargeback. */
@NullMarked
@NamedInterface("proof")
package dev.bursar.chargeback.ledger.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
