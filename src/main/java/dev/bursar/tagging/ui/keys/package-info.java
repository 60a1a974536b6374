/** The page of tag keys: what is active, what would be worth it, and backfills. */
@NullMarked
package dev.bursar.tagging.ui.keys;

import org.jspecify.annotations.NullMarked;
