/** Widgets, the chart element and formatters: the look that every page shares. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "list"})
package dev.bursar.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
