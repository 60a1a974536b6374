/** What is found of workloads and why, as facts: codes and figures without words. */
@NullMarked
package dev.bursar.efficiency.fact;

import org.jspecify.annotations.NullMarked;
