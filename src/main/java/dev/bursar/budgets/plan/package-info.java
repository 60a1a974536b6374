/** Budgets as people set, change and end them, and what they choose limits by: past periods, suggestions, pasted spreadsheets. */
@NullMarked
@NamedInterface("plan")
package dev.bursar.budgets.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
