/** What a team owes for a month: what statements say, what a month adds up to, and who sees which. */
@NullMarked
package dev.bursar.chargeback.statement;

import org.jspecify.annotations.NullMarked;
