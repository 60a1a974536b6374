/** Lists described once: columns, filters, orders and what their addresses say. Knows no page and no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = "kernel")
package dev.bursar.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
