/** AWS Budgets. */
@NullMarked
package dev.bursar.simulator.budgets;

import org.jspecify.annotations.NullMarked;
