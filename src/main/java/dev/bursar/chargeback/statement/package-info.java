/** What a team owes for a month: what statements say, what a month adds up to, and who sees which. */
@NullMarked
@NamedInterface("statement")
package dev.bursar.chargeback.statement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
