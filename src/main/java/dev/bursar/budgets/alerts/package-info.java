/** Looks whether budgets passed their thresholds, and writes to people. */
@NullMarked
package dev.bursar.budgets.alerts;

import org.jspecify.annotations.NullMarked;
