/** What limits can be chosen by: past periods, suggestions, and limits pasted from a spreadsheet. */
@NullMarked
@NamedInterface("plan")
package dev.bursar.budgets.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
