/** Budgets that Bursar writes to AWS itself: which can be, how they differ from what AWS has, and how it is done. */
@NullMarked
@NamedInterface("writes")
package dev.bursar.budgets.writes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
