/** What AWS measures and what it asks for it: CloudWatch's metrics, prices, rates of Savings Plans and idle findings. */
@NullMarked
@NamedInterface("metrics")
package dev.bursar.simulator.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
