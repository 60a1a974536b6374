/** What people may ask of budgets. */
@NullMarked
@NamedInterface("query")
package dev.bursar.budgets.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
