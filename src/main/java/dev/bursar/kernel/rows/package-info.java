/** Rows and parameters of SQL statements by the names of records' components; the SQL itself is written by hand. */
@NullMarked
package dev.bursar.kernel.rows;

import org.jspecify.annotations.NullMarked;
