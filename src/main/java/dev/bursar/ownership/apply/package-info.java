/** Applies rules to stored charges, and makes teams of tag values. */
@NullMarked
package dev.bursar.ownership.apply;

import org.jspecify.annotations.NullMarked;
