/** CloudWatch's logs: what endpoints write, and queries to it. */
@NullMarked
package dev.bursar.simulator.logs;

import org.jspecify.annotations.NullMarked;
