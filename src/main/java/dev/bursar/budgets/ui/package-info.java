/** The pages of budgets. */
@NullMarked
package dev.bursar.budgets.ui;

import org.jspecify.annotations.NullMarked;
