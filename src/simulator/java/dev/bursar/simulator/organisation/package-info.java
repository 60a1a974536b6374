/** The organisation that the simulator speaks for: its accounts, workloads and lines. */
@NullMarked
@NamedInterface("organisation")
package dev.bursar.simulator.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
