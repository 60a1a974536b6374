/** The frame around every page: layout, navigation, sign-in page, error pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ui"})
package dev.bursar.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
