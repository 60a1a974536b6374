/** Cost allocation tags: which keys costs carry, which would be worth activating, and backfills that give past months today's keys. */
@NullMarked
@NamedInterface("keys")
package dev.bursar.tagging.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
