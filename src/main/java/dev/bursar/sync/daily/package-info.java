/** What is read from AWS as a whole, once or a few times a day: the job, how it went, and the switch of what AWS bills. */
@NullMarked
@NamedInterface("daily")
package dev.bursar.sync.daily;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
