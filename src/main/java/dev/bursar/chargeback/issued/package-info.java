/** Statements that were issued: what they say, and what they were made from. */
@NullMarked
package dev.bursar.chargeback.issued;

import org.jspecify.annotations.NullMarked;
