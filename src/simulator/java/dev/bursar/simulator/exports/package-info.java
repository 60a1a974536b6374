/** The data exports of the organisation, and the S3 that holds them. */
@NullMarked
package dev.bursar.simulator.exports;

import org.jspecify.annotations.NullMarked;
