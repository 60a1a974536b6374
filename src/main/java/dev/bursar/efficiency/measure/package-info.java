/** What CloudWatch measured of them, by the hour. */
@NullMarked
package dev.bursar.efficiency.measure;

import org.jspecify.annotations.NullMarked;
