/** What CloudWatch measured of them, by the hour. */
@NullMarked
package dev.bursar.efficiency.reading;

import org.jspecify.annotations.NullMarked;
