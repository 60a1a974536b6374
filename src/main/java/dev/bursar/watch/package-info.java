/** Tells admins by mail when Bursar itself does not do its work. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "sync", "sync::control", "sync::text", "access", "notify"})
package dev.bursar.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
