/** Anomalies that AWS found itself: read daily where an admin has turned that on, kept, and told beside Bursar's own. */
@NullMarked
package dev.bursar.causes.aws;

import org.jspecify.annotations.NullMarked;
