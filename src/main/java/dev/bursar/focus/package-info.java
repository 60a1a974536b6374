/** Reads export files (FOCUS, CUR 2.0, legacy CUR) on local disk into charges at Bursar's grain, exactly. Knows no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.bursar.focus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
