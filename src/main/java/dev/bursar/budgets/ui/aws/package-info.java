/** Budgets that Bursar writes to AWS, on pages. */
@NullMarked
package dev.bursar.budgets.ui.aws;

import org.jspecify.annotations.NullMarked;
