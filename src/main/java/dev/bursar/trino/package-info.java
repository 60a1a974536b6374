/** Has Trino reduce lines; the only package that knows its driver. */
@NullMarked
@ApplicationModule(allowedDependencies = {"billingdata::engine", "kernel"})
package dev.bursar.trino;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
