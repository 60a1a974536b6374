/** Cost allocation tags: which keys costs carry, which would be worth activating, and backfills that give past months today's keys. */
@NullMarked
package dev.bursar.tagging.keys;

import org.jspecify.annotations.NullMarked;
