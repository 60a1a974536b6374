/** What limits can be chosen by: past periods, suggestions, and limits pasted from a spreadsheet. */
@NullMarked
package dev.bursar.budgets.plan;

import org.jspecify.annotations.NullMarked;
