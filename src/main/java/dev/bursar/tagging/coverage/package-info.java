/** How much of the spend carries a tag, by month, account and service; from costs alone. */
@NullMarked
package dev.bursar.tagging.coverage;

import org.jspecify.annotations.NullMarked;
