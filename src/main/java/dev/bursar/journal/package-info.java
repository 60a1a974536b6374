/** Keeps and seals Bursar's own record of who did what, in the transaction in which it was done. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "list", "ui"})
package dev.bursar.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
