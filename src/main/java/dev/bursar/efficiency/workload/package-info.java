/** Which endpoints, notebooks, apps, jobs and GPU instances there are. */
@NullMarked
package dev.bursar.efficiency.workload;

import org.jspecify.annotations.NullMarked;
