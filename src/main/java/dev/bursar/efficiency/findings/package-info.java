/** What is found of each workload, and what could be saved. */
@NullMarked
package dev.bursar.efficiency.findings;

import org.jspecify.annotations.NullMarked;
