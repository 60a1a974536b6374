/** The organisation: teams and AWS accounts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "journal", "sync"})
package dev.bursar.org;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
