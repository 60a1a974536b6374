/** Cuts: immutable copies of a billing month's charges, made when costs change. */
@NullMarked
package dev.bursar.chargeback.cut;

import org.jspecify.annotations.NullMarked;
