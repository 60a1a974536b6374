/** AWS's own budgets: read, kept, matched to teams and checked for what they watch. */
@NullMarked
package dev.bursar.budgets.aws;

import org.jspecify.annotations.NullMarked;
