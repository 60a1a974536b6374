/** Knows the people, lets them in and says what each may see and do. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "journal", "notify", "ui"})
package dev.bursar.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
