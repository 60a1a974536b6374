/** What namespaces of clusters use of what they ask for, and what is idle. */
@NullMarked
package dev.bursar.efficiency.clusters;

import org.jspecify.annotations.NullMarked;
