/** A billing month: its checks and its draft, issuing and closing it, when each is due, and what changed since. */
@NullMarked
@NamedInterface("month")
package dev.bursar.chargeback.month;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
