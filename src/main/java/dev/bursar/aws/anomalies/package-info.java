/** Anomalies that AWS found itself. */
@NullMarked
package dev.bursar.aws.anomalies;

import org.jspecify.annotations.NullMarked;
