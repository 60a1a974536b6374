/** What AWS's split cost allocation tells of the nodes of a cluster, pod by pod. */
@NullMarked
package dev.bursar.simulator.clusters;

import org.jspecify.annotations.NullMarked;
