/** What a query for sums is made of, whichever store answers it. */
@NullMarked
@NamedInterface("sums")
package dev.bursar.charges.sums;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
