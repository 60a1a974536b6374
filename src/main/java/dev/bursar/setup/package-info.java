/**
 * What must be known before the first costs are read: who AWS says we are, what it allows, and which tag names teams; and by which
 * roles member accounts are read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "list", "journal", "sync", "sync::run", "org", "org::spi", "ui"})
package dev.bursar.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
