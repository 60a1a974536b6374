/** Whether events account for a change of a resource's use: decisions over its days and what acted on it. */
@NullMarked
package dev.bursar.causes.evidence;

import org.jspecify.annotations.NullMarked;
