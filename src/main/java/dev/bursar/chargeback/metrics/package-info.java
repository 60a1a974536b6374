/** Numbers by team and month by which pools are split: how they are read, checked and stored. */
@NullMarked
package dev.bursar.chargeback.metrics;

import org.jspecify.annotations.NullMarked;
