/** The store of costs: charges, their one writer, rollups, columnar cache and the queries that they answer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "journal", "sync", "sync::text", "files", "org", "org::spi"})
package dev.bursar.charges;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
