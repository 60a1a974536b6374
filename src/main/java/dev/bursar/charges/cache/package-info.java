/** A columnar copy of large months in DuckDB. */
@NullMarked
package dev.bursar.charges.cache;

import org.jspecify.annotations.NullMarked;
