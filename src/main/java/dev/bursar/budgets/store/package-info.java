/** Stores budgets and the thresholds that they passed. */
@NullMarked
package dev.bursar.budgets.store;

import org.jspecify.annotations.NullMarked;
