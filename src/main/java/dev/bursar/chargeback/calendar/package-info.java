/** The closing calendar: by when each step of a month is done, by whom, and what is due or late. */
@NullMarked
@NamedInterface("calendar")
package dev.bursar.chargeback.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
