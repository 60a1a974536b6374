/** SageMaker, Application Auto Scaling and Bedrock: the workloads that run, and their load. */
@NullMarked
@NamedInterface("ml")
package dev.bursar.simulator.ml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
