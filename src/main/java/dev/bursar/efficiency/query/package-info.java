/** What people may ask of workloads. */
@NullMarked
@NamedInterface("query")
package dev.bursar.efficiency.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
