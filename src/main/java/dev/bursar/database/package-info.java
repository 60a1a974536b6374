/** Keeps the database as a whole: backup, restore, and whether its schema is this program's. Knows no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = "kernel")
package dev.bursar.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
