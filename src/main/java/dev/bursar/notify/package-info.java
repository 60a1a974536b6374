/** Delivers what Bursar has to say to people elsewhere: one outbox, written in the transaction that has something to say. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "journal", "tasks"})
package dev.bursar.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
