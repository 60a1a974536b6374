/** What people may ask of workloads. */
@NullMarked
package dev.bursar.efficiency.query;

import org.jspecify.annotations.NullMarked;
