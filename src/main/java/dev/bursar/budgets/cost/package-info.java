/** What counts for budgets: sums of costs, the same questions for Spend, and what moved them. */
@NullMarked
package dev.bursar.budgets.cost;

import org.jspecify.annotations.NullMarked;
